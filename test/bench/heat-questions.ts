import type pg from 'pg';
import { HeatMapQuery } from '../../contract/heat-map.ts';
import type { Random } from '../../server/demo/random.ts';
import { whereFacts } from '../../server/insight/facts/index.ts';
import { countCells, numberRows } from '../../server/insight/heat-map/cell-queries.ts';
import type { HeatContext } from '../../server/insight/heat-map/index.ts';
import { periodOf } from '../../server/insight/heat-map/period.ts';
import { chosenTopics } from '../../server/registry/chosen-topics.ts';
import { HISTORY_DAYS } from './many-appeals.ts';

const DAY_MS = 86_400_000;

/** A question as the page asks it: every value a string. */
export type Asked = Record<string, string>;

export interface Values {
  groups: readonly string[];
  channels: readonly string[];
  statuses: readonly string[];
  organisations: readonly string[];
}

/** What people ask for: any length of time, any number of filters. */
export function question(random: Random, values: Values, now: Date): Asked {
  const length = random.pick([7, 30, 91, 365, HISTORY_DAYS]);
  const endsDaysAgo = random.whole(0, Math.max(0, Math.min(200, HISTORY_DAYS - length)));
  const asked: Asked = {
    from: dayText(now, endsDaysAgo + length - 1),
    to: dayText(now, endsDaysAgo),
    rows: random.pick(['group', 'sector', 'topic']),
  };
  if (random.chance(0.5)) asked.channel = some(random, values.channels, 3);
  if (random.chance(0.5)) asked.status = some(random, values.statuses, 2);
  if (random.chance(0.5)) asked.topic = random.pick(values.groups);
  if (random.chance(0.2)) asked.organisation = some(random, values.organisations, 3);
  return asked;
}

export function aWeek(random: Random, now: Date): Asked {
  const ago = random.whole(0, 300);
  return { from: dayText(now, ago + 6), to: dayText(now, ago) };
}

function some(random: Random, values: readonly string[], most: number): string {
  const chosen = new Set(Array.from({ length: random.whole(1, most) }, () => random.pick(values)));
  return [...chosen].join(',');
}

export const dayText = (now: Date, daysAgo: number) =>
  new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);

export async function occurring(
  pool: pg.Pool,
  column: 'channel' | 'status' | 'organisation',
): Promise<string[]> {
  const found = await pool.query(
    `select distinct ${column} as value from (select ${column} from appeal order by filed_at desc limit 20000) as late order by 1`,
  );
  return found.rows.map(({ value }) => value);
}

/** Counts by topic row and municipality and nothing else. */
export async function countAlone(asked: Asked, context: HeatContext): Promise<void> {
  const query = HeatMapQuery.parse(asked);
  const period = periodOf(query, context.timeZone, context.now);
  const rowNumbers = await numberRows(query, context);
  await countCells({
    context,
    where: whereFacts(query, context.scope, context),
    windows: [period],
    rowNumbers,
  });
}

export async function countInPostgres(pool: pg.Pool, asked: Asked, context: HeatContext): Promise<void> {
  const query = HeatMapQuery.parse(asked);
  const client = await pool.connect();
  await client.query('set statement_timeout = 0');
  await client.query(
    `select topic, municipality, count(*) from appeal
      where region_id = '54' and filed_at >= $1::date::timestamp at time zone $6
        and filed_at < ($2::date + 1)::timestamp at time zone $6
        and ($3::text[] is null or channel = any($3)) and ($4::text[] is null or status = any($4))
        and ($5::text[] is null or topic = any($5)) and ($7::text[] is null or organisation = any($7))
      group by 1, 2`,
    [
      query.from,
      query.to,
      query.channel,
      query.status,
      chosenTopics(query, context),
      context.timeZone,
      query.organisation,
    ],
  );
  client.release();
}
