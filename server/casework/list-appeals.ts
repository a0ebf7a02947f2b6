import type pg from 'pg';
import type { z } from 'zod';
import type { AppealListQuery, AppealRow } from '../../contract/appeals.ts';
import { ROW_COLUMNS, toAppealRow } from './appeal-row.ts';
import type { SearchPlan } from './search.ts';
import { type WhereContext, whereAppeals } from './where-appeals.ts';

export type ListQuery = z.output<typeof AppealListQuery>;

/** Counting stops here; «не менее 10 000» is said instead. */
export const COUNTED_MAX = 10_000;

interface Order {
  column: string;
  direction: 'asc' | 'desc';
  condition?: string;
}

const ORDERS: Record<ListQuery['sort'], Order> = {
  newest: { column: 'a.filed_at', direction: 'desc' },
  relevance: { column: 'a.filed_at', direction: 'desc' },
  oldest: { column: 'a.filed_at', direction: 'asc' },
  // Only what somebody still owes has a place in this order.
  due: {
    column: 'a.due_at',
    direction: 'asc',
    condition: `a.status not in ('rejected', 'withdrawn', 'closed')`,
  },
};

/**
 * One page of the list: after the last row of the previous page (keyset), never by counting rows over.
 *
 * @throws RangeError when `after` is not a place this list gave
 */
export async function listAppeals(
  client: pg.Pool,
  query: ListQuery,
  search: SearchPlan | null,
  context: WhereContext,
): Promise<{ rows: AppealRow[]; next: string | null }> {
  const order = ORDERS[query.sort];
  const parameters: unknown[] = [];
  const conditions = [fromAndWhere(query, search, context, parameters)];
  if (order.condition) conditions.push(order.condition);
  if (query.after) {
    const [moment, id] = readCursor(query.after);
    const [a, b] = [parameters.push(moment), parameters.push(id)];
    const sign = order.direction === 'desc' ? '<' : '>';
    conditions.push(`(${order.column}, a.appeal_id) ${sign} ($${a}::timestamptz, $${b}::uuid)`);
  }
  const limit = parameters.push(query.limit + 1);
  const found = await client.query(
    `select ${ROW_COLUMNS}, ${order.column}::text as place ${conditions.join(' and ')}
      order by ${order.column} ${order.direction}, a.appeal_id ${order.direction} limit $${limit}`,
    parameters,
  );
  const page = found.rows.slice(0, query.limit);
  const last = found.rows.length > query.limit ? page.at(-1) : undefined;
  return {
    rows: page.map(toAppealRow),
    next: last ? Buffer.from(JSON.stringify([last.place, last.appeal_id])).toString('base64url') : null,
  };
}

export async function countAppeals(
  client: pg.Pool,
  query: ListQuery,
  search: SearchPlan | null,
  context: WhereContext,
): Promise<{ count: number; atLeast: boolean }> {
  const parameters: unknown[] = [];
  const where = fromListed(query, search, context, parameters);
  const found = await client.query(
    `select count(*)::int as count from (select 1 ${where} limit ${COUNTED_MAX + 1}) as x`,
    parameters,
  );
  const count = found.rows[0].count as number;
  return { count: Math.min(count, COUNTED_MAX), atLeast: count > COUNTED_MAX };
}

/**
 * Rows by identifier, in the order asked, WHOSEVER they are: the caller must pass each through `admitsCase` before showing it.
 * Read once for all open screens instead of once for each.
 */
export async function readRowsUnscoped(
  client: pg.Pool,
  regionId: string,
  ids: readonly string[],
): Promise<(AppealRow & { coExecutors: string[] })[]> {
  const found = await client.query(
    `select ${ROW_COLUMNS}, a.co_executors from appeal a where a.region_id = $1 and a.appeal_id = any($2::uuid[])`,
    [regionId, ids],
  );
  const byId = new Map(
    found.rows.map((row) => [row.appeal_id, { ...toAppealRow(row), coExecutors: row.co_executors }]),
  );
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/**
 * `from … where …` of everything this list has, order and pages aside: what an export of the list selects. Values go into
 * `parameters`. No search plan where words are searched: nothing is found.
 */
export function fromListed(
  query: Omit<ListQuery, 'limit' | 'after'>,
  search: SearchPlan | null,
  context: WhereContext,
  parameters: unknown[],
): string {
  const { condition } = ORDERS[query.sort];
  const nothing = query.q && !search ? ['false'] : [];
  return [
    fromAndWhere(query, search, context, parameters),
    ...(condition ? [condition] : []),
    ...nothing,
  ].join(' and ');
}

function fromAndWhere(
  query: Omit<ListQuery, 'limit' | 'after' | 'sort'>,
  search: SearchPlan | null,
  context: WhereContext,
  parameters: unknown[],
): string {
  const where = whereAppeals(query, context, parameters);
  if (!search) return `from appeal a where ${where}`;
  const tsquery = parameters.push(search.tsquery);
  return `from appeal_search s join appeal a on a.region_id = s.region_id and a.appeal_id = s.appeal_id
         where s.region_id = $1 and s.document @@ $${tsquery}::tsquery and ${where}`;
}

/** As PostgreSQL writes a moment, and an identifier: what else comes was not made here. */
const MOMENT = /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

function readCursor(after: string): [string, string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (Array.isArray(value) && MOMENT.test(value[0]) && UUID.test(value[1]))
      return value as [string, string];
  } catch {
    // Falls through to the error below.
  }
  throw new RangeError('Ссылка на продолжение списка испорчена. Откройте список заново.');
}
