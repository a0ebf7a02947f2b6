import type pg from 'pg';
import type { HalfWithin } from '../../../contract/channel-figures.ts';
import { type AccessScope, whereCase } from '../../access/index.ts';
import { dayText, type Period } from '../heat-map/period.ts';

export interface AnswerTimes {
  firstAnswer: HalfWithin;
  solution: HalfWithin;
}

interface TimesContext {
  pool: pg.Pool;
  regionId: string;
  timeZone: string;
  scope: AccessScope;
}

/**
 * The median over all, with «not yet» as endless: a median of the answered alone flatters whoever answers the easy ones. Cases that
 * were not admitted or taken back owe nobody an answer.
 */
const HALVES = `
  count(*)::int as "of",
  count(coalesce(a.first_answer_at, a.answered_at))::int as answered,
  percentile_disc(0.5) within group (order by coalesce(extract(epoch from coalesce(a.first_answer_at, a.answered_at) - a.filed_at)::float8, 'infinity')) as first_answer,
  count(coalesce(a.answered_at, a.closed_at))::int as solved,
  percentile_disc(0.5) within group (order by coalesce(extract(epoch from coalesce(a.answered_at, a.closed_at) - a.filed_at)::float8, 'infinity')) as solution`;

const FROM = `
  from appeal a
 where a.region_id = $1 and a.filed_at >= ($2::date)::timestamp at time zone $4
   and a.filed_at < ($3::date + 1)::timestamp at time zone $4 and a.status not in ('rejected', 'withdrawn')`;

/**
 * Time to the first answer and to the solution of what was filed in a period, by channel. By the index of filing: a month of a million
 * cases is some ten thousand rows.
 */
export async function readAnswerTimes(
  { pool, regionId, timeZone, scope }: TimesContext,
  { from, to }: Period,
): Promise<Map<string, AnswerTimes>> {
  const parameters: unknown[] = [regionId, dayText(from), dayText(to), timeZone];
  const found = await pool.query(
    `select a.channel, ${HALVES} ${FROM} and ${whereCase(scope, parameters)} group by a.channel`,
    parameters,
  );
  return new Map(found.rows.map((row) => [row.channel, timesOf(row)]));
}

/** The same by calendar week and channel; keys «Monday channel». */
export async function readWeeklyTimes(
  { pool, regionId, timeZone, scope }: TimesContext,
  { from, to }: { from: string; to: string },
): Promise<Map<string, AnswerTimes>> {
  const parameters: unknown[] = [regionId, from, to, timeZone];
  const found = await pool.query(
    `select date_trunc('week', a.filed_at at time zone $4)::date::text as week, a.channel, ${HALVES} ${FROM}
        and ${whereCase(scope, parameters)} group by 1, a.channel`,
    parameters,
  );
  return new Map(found.rows.map((row) => [`${row.week} ${row.channel}`, timesOf(row)]));
}

// biome-ignore lint/suspicious/noExplicitAny: a row of pg; its columns are HALVES above
function timesOf(row: any): AnswerTimes {
  const half = (seconds: number, n: number): HalfWithin => ({
    hours: Number.isFinite(seconds) ? Math.max(0, seconds) / 3600 : null,
    n,
    of: row.of,
  });
  return { firstAnswer: half(row.first_answer, row.answered), solution: half(row.solution, row.solved) };
}
