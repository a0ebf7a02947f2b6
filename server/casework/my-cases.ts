import type pg from 'pg';
import type { DueWindow } from '../../contract/filters.ts';
import type { Bucket, MyCase, MyWork } from '../../contract/my-work.ts';
import { dueWindows, type Window } from '../registry/due-windows.ts';
import { ROW_COLUMNS, toAppealRow } from './appeal-row.ts';
import { OWED, type WhereContext, whereAppeals } from './where-appeals.ts';

const SHOWN_MAX = 200;

/** The next move is somebody else's: an approver, the resident, a season, another organisation. */
const WAITING = ['approval', 'postponed', 'transferred'];
const FREE = ['routed', 'in_work', 'interim_answer', 'reopened'];

/**
 * Cases in a person's hands, and those that wait for a pair of hands in the bodies the person acts for; soonest term first.
 * A case that came back after this person's answer is not offered while a colleague could take it.
 *
 * @param bodies codes of the bodies in whose name the person works; empty for whoever answers for nobody
 */
export async function readMyWork(
  client: pg.Pool,
  login: string,
  bodies: readonly string[],
  context: WhereContext,
): Promise<MyWork> {
  const [mine, free] = await Promise.all([
    readRows(client, context, (put) => [`a.assignee = ${put(login)}`, OWED]),
    bodies.length === 0
      ? { rows: [], total: 0 }
      : readRows(client, context, (put) => [
          'a.assignee is null',
          `a.organisation = any(${put(bodies)})`,
          OWED,
          `a.status = any(${put(FREE)})`,
          `(a.answered_by is distinct from ${put(login)} or a.reopened_at is null or a.reopened_at < a.answered_at
            or not exists (select 1 from account w where w.region_id = a.region_id and w.organisation = any(${put(bodies)})
                 and not w.disabled and w.role in ('executor', 'approver', 'coordinator') and w.login <> ${put(login)}))`,
        ]),
  ]);
  return { mine: mine.rows, free: free.rows, total: { mine: mine.total, free: free.total } };
}

async function readRows(
  client: pg.Pool,
  context: WhereContext,
  conditions: (put: (value: unknown) => string) => string[],
): Promise<{ rows: MyCase[]; total: number }> {
  const parameters: unknown[] = [];
  const scoped = whereAppeals({}, context, parameters);
  const where = [scoped, ...conditions((value) => `$${parameters.push(value)}`)].join(' and ');
  const found = await client.query(
    `select ${ROW_COLUMNS}, a.version, count(*) over ()::int as total,
            exists (select 1 from draft d where d.region_id = a.region_id and d.appeal_id = a.appeal_id) as has_draft,
            (select p.comment from approval p where p.region_id = a.region_id and p.appeal_id = a.appeal_id and p.state <> 'void'
              order by p.approval_id desc limit 1) as remark,
            (select p.state from approval p where p.region_id = a.region_id and p.appeal_id = a.appeal_id and p.state <> 'void'
              order by p.approval_id desc limit 1) as approval
       from appeal a where ${where} order by a.due_at nulls last, a.appeal_id limit ${SHOWN_MAX}`,
    parameters,
  );
  const windows = dueWindows(context.now, context.timeZone);
  return {
    total: found.rows[0]?.total ?? 0,
    rows: found.rows.map((row) => ({
      ...toAppealRow(row),
      version: row.version,
      bucket: bucketOf(row.status, row.due_at, windows),
      returned: row.approval === 'returned' && row.status !== 'approval' ? (row.remark ?? '') : null,
      hasDraft: row.has_draft,
    })),
  };
}

function bucketOf(status: string, dueAt: Date | null, windows: Record<DueWindow, Window>): Bucket {
  if (WAITING.includes(status) || dueAt === null) return 'waiting';
  for (const name of ['overdue', 'today', 'tomorrow', 'week'] as const) {
    const { to } = windows[name];
    if (to && dueAt < to) return name;
  }
  return 'later';
}
