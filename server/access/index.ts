/**
 * Who may do what to whose cases.
 * Invariant: the role says WHAT (contract/access.ts), the account's scope says WHOSE (body with everything under it, sectors,
 * territory); every door takes its condition from `AccessScope`, so no door can be wider than another.
 * Entrance: `signIn`, `findSession`, `scopeOf`.
 */

export type { NewAccount } from './add-account.ts';
export { addAccount } from './add-account.ts';
export { type Hat, hatsOf, type Side } from './hats.ts';
export { noteReadings } from './note-readings.ts';
export type { AccessScope } from './scope.ts';
export { admitsCase, scopeOf, whereCase } from './scope.ts';
export type { Caller } from './session.ts';
export { findSession, readCallers, signIn, signOut } from './session.ts';
