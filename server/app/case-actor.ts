import { type AccessScope, admitsCase, type Caller, hatsOf } from '../access/index.ts';
import type { CaseActor } from '../casework/index.ts';
import type { RegionRegistry } from '../registry/store/index.ts';

/** A member of staff before the cases of a region. */
export function staffActor(caller: Caller, scope: AccessScope, registry: RegionRegistry): CaseActor {
  return {
    login: caller.login,
    acting: (row) => hatsOf(caller, row.organisation, registry),
    admits: (row) => admitsCase(scope, { ...row, coExecutors: row.co_executors }),
  };
}

/** Whoever holds the link to his own appeal. */
export const residentActor: CaseActor = { login: null, acting: () => 'resident', admits: () => true };

/** The clock: terms that came. */
export const systemActor: CaseActor = { login: null, acting: () => 'system', admits: () => true };
