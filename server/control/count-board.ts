import type pg from 'pg';
import { BOARD_COLUMNS, type Board, type BoardColumn, type BoardCounts } from '../../contract/control.ts';
import { dueWindows, WHERE_OWED } from '../registry/due-windows.ts';
import type { Ladder } from './ladder.ts';

/** Which cases the reader means and may see: a condition over `appeal a`, its first parameter the region. */
export interface CaseCondition {
  where: string;
  parameters: readonly unknown[];
}

/** Cases of the trial run that a condition finds. */
export async function countPilot(pool: pg.Pool, { where, parameters }: CaseCondition): Promise<number> {
  const found = await pool.query(`select count(*)::int as count from appeal a where ${where}`, [
    ...parameters,
  ]);
  return found.rows[0].count;
}

export interface BoardContext extends CaseCondition {
  pool: pg.Pool;
  timeZone: string;
  now: Date;
  ladder: Ladder;
  /** The same filter, of the trial run alone. */
  pilot: CaseCondition;
}

/** A row more would be a page nobody reads; the sums hold everything all the same. */
const ROWS_MAX = 500;

/**
 * With whom what is: open cases counted by body or by person and by time left, in one reading of the index of open cases. A promise
 * stays under control after its case is closed, so open promises are counted apart.
 */
export async function countBoard(by: Board['by'], context: BoardContext): Promise<Board> {
  const [open, promised, ladder, pilot] = await Promise.all([
    countOpen(by, context),
    countPromised(by, context),
    countWaiting(context),
    countPilot(context.pool, context.pilot),
  ]);
  const rows = new Map<string, BoardCounts>();
  const sums = nothing();
  for (const { key, ...counts } of [...open, ...promised]) {
    const row = rows.get(key) ?? nothing();
    rows.set(key, row);
    for (const [column, value] of Object.entries(counts) as [BoardColumn, number][]) {
      row[column] += value;
      sums[column] += value;
    }
  }
  const names = by === 'assignee' ? await readNames(context, [...rows.keys()]) : new Map<string, string>();
  return {
    by,
    rows: [...rows]
      .map(([key, counts]) => ({ key, name: names.get(key) ?? null, counts }))
      .sort(
        (a, b) =>
          b.counts.overdue - a.counts.overdue ||
          b.counts.today - a.counts.today ||
          b.counts.owed - a.counts.owed ||
          (a.key < b.key ? -1 : 1),
      )
      .slice(0, ROWS_MAX),
    sums,
    pilot,
    ladder,
  };
}

type Counted = { key: string } & Partial<BoardCounts>;

const KEY: Record<Board['by'], string> = {
  organisation: 'a.organisation',
  assignee: `coalesce(a.assignee, '')`,
};

async function countOpen(by: Board['by'], context: BoardContext): Promise<Counted[]> {
  const { pool, where, now, timeZone } = context;
  const parameters = [...context.parameters];
  const put = (value: unknown) => `$${parameters.push(value)}::timestamptz`;
  const windows = dueWindows(now, timeZone);
  const [late, today, tomorrow, week] = (['overdue', 'today', 'tomorrow', 'week'] as const).map((name) =>
    put(windows[name].to),
  );
  const found = await pool.query<Counted>(
    `select ${KEY[by]} as key, count(*)::int as owed,
        count(*) filter (where a.due_at < ${late})::int as overdue,
        count(*) filter (where a.due_at >= ${late} and a.due_at < ${today})::int as today,
        count(*) filter (where a.due_at >= ${today} and a.due_at < ${tomorrow})::int as tomorrow,
        count(*) filter (where a.due_at >= ${tomorrow} and a.due_at < ${week})::int as week,
        count(*) filter (where a.due_at >= ${week})::int as later,
        count(*) filter (where a.reopenings > 0)::int as reopened,
        count(*) filter (where a.status = 'approval')::int as approval,
        count(*) filter (where a.escalation > 0)::int as escalated, count(b.appeal_id)::int as broken
       from appeal a
       left join (select distinct appeal_id from promise where region_id = $1 and state = 'broken') b
         on b.appeal_id = a.appeal_id
      where ${where} and ${WHERE_OWED} group by 1`,
    parameters,
  );
  return found.rows;
}

async function countPromised(by: Board['by'], { pool, where, parameters }: BoardContext): Promise<Counted[]> {
  const found = await pool.query<Counted>(
    // One look-up for each promise: joined the usual way the planner reads half of all cases beside a few thousand promises.
    `select ${KEY[by]} as key, count(*)::int as promised
       from (select distinct region_id, appeal_id from promise where region_id = $1 and state = 'open') p
       cross join lateral (select a.organisation, a.assignee from appeal a
         where a.region_id = p.region_id and a.appeal_id = p.appeal_id and ${where} offset 0) a
      group by 1`,
    [...parameters],
  );
  return found.rows;
}

async function countWaiting({ pool, where, parameters, ladder }: BoardContext): Promise<Board['ladder']> {
  const found = await pool.query<{ why: string; count: number }>(
    `select e.why, count(*)::int as count
       from escalation e join appeal a on a.region_id = e.region_id and a.appeal_id = e.appeal_id
      where e.region_id = $1 and e.acknowledged_at is null and ${where} group by 1`,
    [...parameters],
  );
  const counts = new Map(found.rows.map((row) => [row.why, row.count]));
  return ladder.map(({ id, level, title, to }) => ({
    id,
    level,
    title,
    to: `${to.whose}.${to.role}`,
    waiting: counts.get(id) ?? 0,
  }));
}

async function readNames(
  { pool, parameters }: BoardContext,
  logins: readonly string[],
): Promise<Map<string, string>> {
  const found = await pool.query<{ login: string; name: string }>(
    'select login, name from account where region_id = $1 and login = any($2)',
    [parameters[0], logins],
  );
  return new Map(found.rows.map(({ login, name }) => [login, name]));
}

function nothing(): BoardCounts {
  return Object.fromEntries(BOARD_COLUMNS.map((name) => [name, 0])) as BoardCounts;
}
