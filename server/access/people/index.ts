/**
 * People of a region and what they are lent: accounts, secondments to a block, delegation of a body's voice, temporary groups.
 * Invariant: nothing here widens anybody beyond what `scopeOf` and `hatsOf` read of these tables at each request, so an ended right
 * ends at midnight of the region without anything having to run.
 * Entrance: one file a use case.
 */
export { readColleagueNames } from './colleagues.ts';
export { delegate, delegationsFor, endDelegation } from './delegations.ts';
export { readDelegations, readGroups, readPeople, readSecondments } from './queries.ts';
export { PeopleRefusal } from './refusal.ts';
export { saveGroup } from './save-group.ts';
export { savePerson } from './save-person.ts';
export { endSecondment, second } from './secondments.ts';
