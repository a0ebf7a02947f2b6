import type { z } from 'zod';
import type { Timeline, TimelineQuery } from '../../../contract/heat-map.ts';
import { whereFacts } from '../facts/index.ts';
import type { HeatContext } from './heat-context.ts';
import { dayText, EARLIER_WINDOWS, EARLIER_WINDOWS_MIN, median, periodOf } from './period.ts';

/** A line of more days than this is unreadable and unbounded. */
const DAYS_MAX = 1500;

/** Appeals a day; the usual level of a day is the median of the same weekday over the eight weeks before it. */
export async function countByDay(
  query: z.output<typeof TimelineQuery>,
  context: HeatContext,
): Promise<Timeline> {
  const asked = periodOf(query, context.timeZone, context.now);
  const from = Math.max(asked.from, asked.to - DAYS_MAX + 1);
  const firstDay = await context.replica.firstDay();
  const earliest = from - 7 * EARLIER_WINDOWS;
  const counted = (await context.replica.read(
    `select day, count(*)::integer from fact
      where day between ${earliest} and ${asked.to} and ${whereFacts(query, context.scope, context)} group by day`,
  )) as [number, number][];
  const counts = new Map(counted);
  const days: Timeline['days'] = [];
  for (let day = from; day <= asked.to; day += 1) {
    const earlier: number[] = [];
    for (let week = 1; week <= EARLIER_WINDOWS; week += 1) {
      const before = day - 7 * week;
      if (firstDay !== null && before >= firstDay) earlier.push(counts.get(before) ?? 0);
    }
    const usual = earlier.length >= EARLIER_WINDOWS_MIN ? median(earlier) : null;
    days.push({ day: dayText(day), count: counts.get(day) ?? 0, usual, low: null, high: null });
  }
  return { days };
}
