import type { z } from 'zod';
import { HOURS_DAYS_MAX, type Hours, type TimelineQuery } from '../../../contract/heat-map.ts';
import { whereFacts } from '../facts/index.ts';
import { dayTypesOf } from '../spikes/day-types.ts';
import { type ExpectedHours, expectedHours, HOUR_HISTORY_DAYS } from '../spikes/hours/expected-hours.ts';
import { emptyHourCounts, HOURS, type HourCounts } from '../spikes/hours/hour-shares.ts';
import { dayLevels, HISTORY_DAYS, KNOWN_MIN, quietDays } from './count-by-day.ts';
import type { HeatContext } from './heat-context.ts';
import { offsetSeconds, type Period, periodOf } from './period.ts';

type Query = z.output<typeof TimelineQuery>;
const HOUR_S = 3600;
const DAY_S = 86_400;

/** Appeals an hour over the last days of the period, three at most, and what each hour should have brought. */
export async function countByHour(query: Query, context: HeatContext): Promise<Hours> {
  const asked = periodOf(query, context.timeZone, context.now);
  const from = Math.max(asked.from, asked.to - HOURS_DAYS_MAX + 1);
  const { counts, expected } = await hourLevels(query, context, { from, to: asked.to });
  const offset = offsetSeconds(context);
  const lastHour = Math.floor((context.now.getTime() / 1000 + offset) / HOUR_S);
  const hours: Hours['hours'] = [];
  for (let at = 0; at < counts.length && from * HOURS + at <= lastHour; at += 1) {
    const level = levelOf(expected, at);
    hours.push({
      at: new Date((from * DAY_S + at * HOUR_S - offset) * 1000).toISOString(),
      count: counts[at]!,
      ...(level ?? { usual: null, low: null, high: null }),
    });
  }
  return { hours };
}

/** One hour's level as it is told. */
export function levelOf(
  expected: ExpectedHours | null,
  at: number,
): { usual: number; low: number; high: number } | null {
  if (!expected) return null;
  return {
    usual: Math.round(expected.mean[at]! * 100) / 100,
    low: expected.low[at]!,
    high: expected.high[at]!,
  };
}

/**
 * Counts of every hour of some days, and what they should have brought by all that was known before the first of them: the hours of
 * the cell itself, shrunk to those of its topics everywhere and of everything.
 *
 * @returns `expected` is null before three weeks are known
 */
export async function hourLevels(
  query: Query,
  context: HeatContext,
  { from, to }: Period,
): Promise<{ counts: Int32Array; expected: ExpectedHours | null }> {
  const known = (await context.replica.firstDay()) ?? from;
  const first = Math.max(from - HISTORY_DAYS, Math.min(known, from));
  const taughtFrom = Math.max(first, from - HOUR_HISTORY_DAYS);
  const everywhere = { ...query, municipality: undefined };
  const [own, topics, all, levels] = await Promise.all([
    readHours(query, context, taughtFrom, to),
    readProfile(everywhere, context, taughtFrom, from - 1),
    readProfile({ from: query.from, to: query.to }, context, taughtFrom, from - 1),
    dayLevels(query, context, { begin: first, first, to }),
  ]);
  const counts = own.subarray((from - taughtFrom) * HOURS);
  if (from - first < KNOWN_MIN || !levels.expected) return { counts, expected: null };
  const place = query.municipality?.length === 1 ? query.municipality[0]! : null;
  const expected = expectedHours(
    {
      firstDay: taughtFrom,
      counts: own,
      dayMean: levels.expected.mean.subarray(taughtFrom - first),
      daySize: levels.expected.size.subarray(taughtFrom - first),
      untaught: quietDays(query, context, place, taughtFrom, to) ?? undefined,
    },
    from - taughtFrom,
    [topics, all],
  );
  return { counts, expected };
}

/** Counts by hour from midnight of `from` to the end of `to`, days of the region. */
async function readHours(query: Query, context: HeatContext, from: number, to: number): Promise<Int32Array> {
  const [hours, counts] = (await context.replica.readNumbers(
    `select (filed + ${offsetSeconds(context)}) // ${HOUR_S} as hour, count(*)::integer from fact
      where day between ${from} and ${to} and ${whereFacts(query, context.scope, context)} group by hour`,
  )) as [number[], number[]];
  const result = new Int32Array((to - from + 1) * HOURS);
  hours.forEach((hour, at) => {
    const index = Number(hour) - from * HOURS;
    if (index >= 0 && index < result.length) result[index] = result[index]! + counts[at]!;
  });
  return result;
}

async function readProfile(
  query: Query,
  context: HeatContext,
  from: number,
  to: number,
): Promise<HourCounts> {
  const profile = emptyHourCounts();
  if (to < from) return profile;
  const hourly = await readHours(query, context, from, to);
  dayTypesOf(from, to - from + 1).forEach((type, day) => {
    for (let hour = 0; hour < HOURS; hour += 1) {
      const at = type * HOURS + hour;
      profile[at] = profile[at]! + hourly[day * HOURS + hour]!;
    }
  });
  return profile;
}
