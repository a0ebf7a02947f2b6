import type pg from 'pg';
import { transaction } from '../../platform/database/index.ts';
import { appendEvent } from '../../platform/event-log/index.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { CaseConflict, type CaseRow } from '../life/case-row.ts';
import { lockCase } from '../life/queries.ts';
import type { Acting } from '../path-of-a-case.ts';

/** Work beside the path: what commits together with one event of the case. */
export interface WorkStep {
  type: string;
  data: Record<string, unknown>;
}

/**
 * Locks a case that exists for the person, does the work and writes its event, in one transaction.
 *
 * @throws CaseConflict
 */
export async function withinCase<T>(
  act: CaseAct,
  work: (client: pg.PoolClient, row: CaseRow, acting: Acting) => Promise<{ result: T; step: WorkStep }>,
): Promise<T> {
  const { pool, registry, appealId, actor, now, signal } = act;
  const result = await transaction(pool, async (client) => {
    const row = await lockCase(client, registry.code, appealId);
    if (!row || !actor.admits(row))
      throw new CaseConflict('not_found', 'Такого дела нет или оно не в вашем ведении.');
    const done = await work(client, row, actor.acting(row));
    await appendEvent(client, registry.code, { at: now, appealId, actor: actor.login, ...done.step });
    return done.result;
  });
  signal.wake();
  return result;
}

/** Whoever works for the body on this case. @throws CaseConflict */
export function requireBody(acting: Acting): void {
  const works =
    typeof acting !== 'string' && acting.some((hat) => hat.side === 'body' && hat.role !== 'analyst');
  if (!works) throw new CaseConflict('not_yours', 'Это делает орган, за которым дело.');
}
