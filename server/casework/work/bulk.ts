import type pg from 'pg';
import type { z } from 'zod';
import {
  type AbleActions,
  BULK_MAX,
  type Bulk,
  type BulkPreview,
  type BulkResult,
} from '../../../contract/case-file.ts';
import type { ActionName } from '../../../contract/casework.ts';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { actWithin, type CaseAct } from '../life/act-on-case.ts';
import { CASE_COLUMNS, CaseConflict, type CaseRow, invalid } from '../life/case-row.ts';
import { actionsFor, judgeAction } from '../path-of-a-case.ts';
import { type WhereContext, whereAppeals } from '../where-appeals.ts';

const SAMPLE = 20;

/** The cases that are meant: named or found by the filter, those that exist for the person, oldest deadline first. */
async function selectCases(
  pool: pg.Pool,
  { ids, filter = {} }: Bulk,
  context: WhereContext,
): Promise<{ rows: CaseRow[]; more: number }> {
  const parameters: unknown[] = [];
  const conditions = [whereAppeals(filter, context, parameters)];
  if (ids) conditions.push(`a.appeal_id = any($${parameters.push(ids)}::uuid[])`);
  const where = conditions.join(' and ');
  const [found, counted] = await Promise.all([
    pool.query<CaseRow>(
      `select ${CASE_COLUMNS} from appeal a where ${where} order by a.due_at nulls last, a.appeal_id limit ${BULK_MAX}`,
      parameters,
    ),
    pool.query(`select count(*)::int as n from appeal a where ${where}`, parameters),
  ]);
  return { rows: found.rows, more: Math.max(0, counted.rows[0].n - found.rows.length) };
}

/**
 * Which actions the table of the path gives the person in at least one of the chosen cases, and in how many of them.
 * Nothing of what speaks to one resident alone.
 */
export async function ableActions(
  act: Omit<CaseAct, 'appealId'>,
  selection: Pick<Bulk, 'ids' | 'filter'>,
  context: WhereContext,
): Promise<z.infer<typeof AbleActions>> {
  const { rows } = await selectCases(act.pool, { ...selection, actions: [] }, context);
  const able = new Map<ActionName, number>();
  for (const row of rows)
    for (const action of actionsFor(row.status, act.actor.acting(row)))
      if (!ONE_AT_A_TIME.has(action)) able.set(action, (able.get(action) ?? 0) + 1);
  return {
    total: rows.length,
    actions: [...able].map(([action, count]) => ({ action, able: count })).sort((a, b) => b.able - a.able),
  };
}

/** What would happen, by the table of the path: only the first action can be judged from where the cases are now. */
export async function previewBulk(
  act: Omit<CaseAct, 'appealId'>,
  bulk: Bulk,
  context: WhereContext,
): Promise<z.infer<typeof BulkPreview>> {
  refuseSingle(bulk);
  const { rows, more } = await selectCases(act.pool, bulk, context);
  const judged = rows.map((row) => ({ row, why: whyNot(bulk, row, act) }));
  const reasons = new Map<string, number>();
  for (const { why } of judged) if (why) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  return {
    total: rows.length,
    more,
    able: judged.filter(({ why }) => !why).length,
    unable: [...reasons].map(([why, count]) => ({ why, count })),
    sample: judged.slice(0, SAMPLE).map(({ row, why }) => ({
      id: row.appeal_id,
      number: row.number,
      status: row.status,
      able: !why,
    })),
  };
}

function whyNot({ actions }: Bulk, row: CaseRow, { actor }: Omit<CaseAct, 'appealId'>): string | null {
  switch (judgeAction(actions[0]!.action, row.status, actor.acting(row))) {
    case 'allowed':
      return null;
    case 'not_now':
      return 'дело на другом шаге';
    case 'not_yours':
      return 'не ваше действие в этом деле';
  }
}

/**
 * Does the actions to each case in a transaction of its own: one that cannot does not stop the others, and its reason is kept. The
 * run is written down with what was chosen and what became of each.
 */
export async function runBulk(
  act: Omit<CaseAct, 'appealId'>,
  bulk: Bulk,
  context: WhereContext,
): Promise<BulkResult> {
  refuseSingle(bulk);
  const { pool, registry, actor, now, signal } = act;
  const { rows } = await selectCases(pool, bulk, context);
  const done: string[] = [];
  const refused: BulkResult['refused'] = [];
  for (const row of rows) {
    try {
      await transaction(pool, async (client) => {
        let version: number | null = row.version;
        for (const action of bulk.actions) {
          const acted = await actWithin(client, { ...act, appealId: row.appeal_id }, action, version);
          ({ version } = acted);
        }
      });
      done.push(row.appeal_id);
    } catch (error) {
      if (!(error instanceof CaseConflict)) throw error;
      refused.push({ id: row.appeal_id, number: row.number, why: error.message });
    }
  }
  signal.wake();
  const runId = uuidV7(now.getTime());
  await pool.query(
    'insert into bulk_run (region_id, run_id, at, login, action, selection, results) values ($1,$2,$3,$4,$5,$6,$7)',
    [
      registry.code,
      runId,
      now,
      actor.login,
      JSON.stringify(bulk.actions),
      JSON.stringify({ ids: bulk.ids ?? null, filter: bulk.filter ?? null }),
      JSON.stringify({ done, refused }),
    ],
  );
  return { runId, done: done.length, refused };
}

/** Each says something to one resident alone. */
const ONE_AT_A_TIME = new Set([
  'submit',
  'take_result',
  'give_interim',
  'ask_resident',
  'rate',
  'dispute',
  'withdraw',
]);

function refuseSingle({ actions }: Bulk): void {
  if (actions.some(({ action }) => ONE_AT_A_TIME.has(action)))
    throw invalid(
      'Ответ пишут каждому свой. Для одинаковых дел присоедините их к одному: ответ получат все.',
    );
}
