import type pg from 'pg';
import type { z } from 'zod';
import type {
  AddProcessVersion,
  DurationFigures,
  ProcessEffect,
  ProcessVersion,
} from '../../contract/control.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { formatDay, type ProductionCalendar, parseDay } from '../registry/calendar/index.ts';
import { zoneClock } from '../registry/deadlines/index.ts';
import type { CaseCondition } from './count-board.ts';

/**
 * Mean, median, p90, maximum and the 95 % interval of the mean (Student).
 *
 * @param values in working days
 */
export function durationFigures(values: readonly number[]): DurationFigures {
  const n = values.length;
  if (n === 0) return { n, mean: null, median: null, p90: null, max: null, low: null, high: null };
  const sorted = [...values].sort((a, b) => a - b);
  const mean = meanOf(values);
  const half = n > 1 ? studentQuantile(n - 1) * Math.sqrt(varianceOf(values, mean) / n) : null;
  return {
    n,
    mean,
    median: at(sorted, 0.5),
    p90: at(sorted, 0.9),
    max: sorted.at(-1)!,
    low: half === null ? null : mean - half,
    high: half === null ? null : mean + half,
  };
}

/**
 * after − before of the means with a 95 % interval: Welch's, which does not assume equal spread.
 *
 * @returns null where either side has fewer than two
 */
export function changeOf(
  before: readonly number[],
  after: readonly number[],
): { mean: number; low: number; high: number } | null {
  if (before.length < 2 || after.length < 2) return null;
  const [a, b] = [meanOf(before), meanOf(after)];
  const va = varianceOf(before, a) / before.length;
  const vb = varianceOf(after, b) / after.length;
  const mean = b - a;
  if (va + vb === 0) return { mean, low: mean, high: mean };
  const freedom = (va + vb) ** 2 / (va ** 2 / (before.length - 1) + vb ** 2 / (after.length - 1));
  const half = studentQuantile(freedom) * Math.sqrt(va + vb);
  return { mean, low: mean - half, high: mean + half };
}

const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
const varianceOf = (values: readonly number[], mean: number) =>
  values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1);

/** Between neighbours, as PostgreSQL's percentile_cont. */
function at(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = Math.floor(place);
  return sorted[low]! + (sorted[Math.min(low + 1, sorted.length - 1)]! - sorted[low]!) * (place - low);
}

const Z = 1.959964;

/** 97.5 % quantile of Student's distribution by its expansion about the normal (Abramowitz & Stegun 26.7.5); exact below 3. */
export function studentQuantile(freedom: number): number {
  if (freedom < 1.5) return 12.706;
  if (freedom < 2.5) return 4.303;
  const z3 = Z ** 3;
  const z5 = Z ** 5;
  const z7 = Z ** 7;
  return (
    Z +
    (z3 + Z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * Z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * Z) / (384 * freedom ** 3)
  );
}

/** Working days from the day of filing to the day of the answer: none when answered the same day. */
export function workingDaysBetween(
  from: Date,
  to: Date,
  calendar: ProductionCalendar,
  timeZone: string,
): number {
  const zone = zoneClock(timeZone);
  const dayOf = (moment: Date) => Math.floor(zone.toLocal(moment.getTime()) / 86_400_000);
  return Math.max(0, calendar.workingDaysBefore(dayOf(to) + 1) - calendar.workingDaysBefore(dayOf(from) + 1));
}

export interface EffectContext {
  pool: pg.Pool;
  regionId: string;
  timeZone: string;
  calendar: ProductionCalendar;
  now: Date;
  /** Condition for a version's topic and body, within what the reader may see. */
  conditionFor(version: { topic: string | null; organisation: string | null }): CaseCondition;
}

const VERSIONS_MAX = 20;
/** Enough for an interval far narrower than a day; drawn evenly by key, so that a big region does not wait. */
const CASES_MAX = 50_000;

/** Versions of the process, newest first, each with what was answered in the days before and after it began. */
export async function readProcessEffect(context: EffectContext, days: number): Promise<ProcessEffect> {
  const { pool, regionId, now, timeZone } = context;
  const found = await pool.query(
    `select process_id as id, from_day::text as "fromDay", title, description, topic, organisation from process_version
      where region_id = $1 order by from_day desc, process_id desc limit ${VERSIONS_MAX}`,
    [regionId],
  );
  const today = Math.floor(zoneClock(timeZone).toLocal(now.getTime()) / 86_400_000);
  const rows = [];
  for (const version of found.rows) {
    const from = parseDay(version.fromDay);
    const before = await readDurations(context, version, from - days, from);
    const after = await readDurations(context, version, from, from + days);
    rows.push({
      ...version,
      before: durationFigures(before),
      after: durationFigures(after),
      change: changeOf(before, after),
      complete: from + days <= today,
    });
  }
  return { days, rows };
}

/** @param fromDay day number, inclusive; @param toDay exclusive */
async function readDurations(
  context: EffectContext,
  version: { topic: string | null; organisation: string | null },
  fromDay: number,
  toDay: number,
): Promise<number[]> {
  const { pool, timeZone, calendar } = context;
  const { where, parameters } = context.conditionFor(version);
  const values = [...parameters];
  const put = (value: unknown) => `$${values.push(value)}`;
  const start = `(${put(formatDay(fromDay))}::date::timestamp at time zone ${put(timeZone)})`;
  const end = `(${put(formatDay(toDay))}::date::timestamp at time zone ${put(timeZone)})`;
  // Nothing is considered longer than two years; the bound lets the index over filing narrow the reading.
  const found = await pool.query<{ filed: Date; answered: Date }>(
    `select filed_at as filed, answered from (
       select a.filed_at, a.appeal_id, coalesce(a.answered_at, case when a.status = 'closed' then a.closed_at end) as answered
         from appeal a where ${where} and a.filed_at >= ${start} - interval '2 years' and a.filed_at < ${end}) as x
      where answered >= ${start} and answered < ${end} order by md5(appeal_id::text) limit ${CASES_MAX}`,
    values,
  );
  return found.rows.map((row) => workingDaysBetween(row.filed, row.answered, calendar, timeZone));
}

/** A day from which the work is done differently. */
export async function addProcessVersion(
  pool: pg.Pool,
  regionId: string,
  version: z.output<typeof AddProcessVersion>,
  now: Date,
): Promise<z.infer<typeof ProcessVersion>> {
  const id = uuidV7(now.getTime());
  const { fromDay, title, description, topic, organisation } = version;
  await pool.query(
    `insert into process_version (region_id, process_id, from_day, title, description, topic, organisation)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [regionId, id, fromDay, title, description, topic, organisation],
  );
  return { id, ...version };
}
