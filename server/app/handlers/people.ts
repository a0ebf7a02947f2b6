import {
  delegate,
  delegationsFor,
  endDelegation,
  endSecondment,
  PeopleRefusal,
  readColleagueNames,
  readDelegations,
  readGroups,
  readPeople,
  readSecondments,
  saveGroup,
  savePerson,
  second,
} from '../../access/people/index.ts';
import { HttpProblem, notFound } from '../../platform/http/problem.ts';
import { authorised, type Handlers } from './handler.ts';

export const peopleHandlers: Handlers<
  | 'people'
  | 'savePerson'
  | 'second'
  | 'endSecondment'
  | 'colleagueNames'
  | 'delegations'
  | 'delegate'
  | 'endDelegation'
  | 'saveGroup'
> = {
  async people(request) {
    const { region } = authorised(request);
    const { pool } = request.app;
    const [people, secondments, delegations, groups] = await Promise.all([
      readPeople(pool, region.code),
      readSecondments(pool, region.code),
      readDelegations(pool, region.code),
      readGroups(pool, region.code),
    ]);
    return { people, secondments, delegations, groups };
  },
  async savePerson(request) {
    const { region } = authorised(request);
    await accepted(() => savePerson(request.app.pool, region.registry(), request.params.login, request.body));
    return undefined;
  },
  async second(request) {
    const { region } = authorised(request);
    const { pool, clock } = request.app;
    return accepted(() => second(pool, region.registry(), request.body, clock.now()));
  },
  async endSecondment(request) {
    const { region } = authorised(request);
    const { pool, clock } = request.app;
    if (!(await endSecondment(pool, region.registry(), request.params.id, clock.now())))
      throw notFound('Такого прикомандирования нет, или оно уже закончилось.');
    return undefined;
  },
  async colleagueNames(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    return {
      rows: await readColleagueNames(pool, region.registry(), caller, request.query.q, clock.now()),
    };
  },
  async delegations(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    return delegationsFor(pool, region.registry(), caller, clock.now());
  },
  async delegate(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    return accepted(() => delegate(pool, region.registry(), caller, request.body, clock.now()));
  },
  async endDelegation(request) {
    const { region, caller } = authorised(request);
    const { pool, clock } = request.app;
    if (!(await endDelegation(pool, region.registry(), caller, request.params.id, clock.now())))
      throw notFound('Такого делегирования нет, или оно уже закончилось.');
    return undefined;
  },
  async saveGroup(request) {
    const { region } = authorised(request);
    await accepted(() => saveGroup(request.app.pool, region.registry(), request.body));
    return undefined;
  },
};

async function accepted<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof PeopleRefusal) throw new HttpProblem(422, 'Так сохранить нельзя', error.message);
    throw error;
  }
}
