/**
 * Stage 1 of the path: whatever a channel delivers becomes one message, stored once, and an appeal made of it.
 * Invariant: acknowledged only after commit; (region, channel, external id) makes a repeat harmless; triage decides in the same
 * transaction (it is handed in as a function: stages do not know one another).
 * Entrance: `registerAppeals` (one transaction for many), `createGroupCommit` (many callers share one transaction).
 */

export { eraseExpired } from './erase-expired.ts';
export type { GroupCommit } from './register/group-commit.ts';
export { createGroupCommit, IntakeOverloaded } from './register/group-commit.ts';
export { IdempotencyConflict } from './register/idempotency-conflict.ts';
export type { NumberSource } from './register/number-source.ts';
export { createNumberSource } from './register/number-source.ts';
export type { RegisterContext, Registered } from './register/register-appeals.ts';
export { registerAppeals } from './register/register-appeals.ts';
export { storePhoto } from './store-photo.ts';
