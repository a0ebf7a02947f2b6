import type { z } from 'zod';
import type { Timeline, TimelineQuery } from '../../../contract/heat-map.ts';
import type { QuietTime } from '../../path/quiet-time.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import { whereFacts } from '../facts/index.ts';
import { isQuiet, markDays } from '../spikes/quiet-days.ts';
import { type ExpectedDays, expectedDays } from './expected-days.ts';
import type { HeatContext } from './heat-context.ts';
import { dayText, periodOf } from './period.ts';

type Query = z.output<typeof TimelineQuery>;

/** A line of more days than this is unreadable and unbounded. */
const DAYS_MAX = 1500;
/** Two years before tell season and holidays. */
export const HISTORY_DAYS = 730;
/** Before three weeks are known nothing is usual. */
export const KNOWN_MIN = 21;

/** Appeals a day, and what each day should have brought by all that was known before it. */
export async function countByDay(query: Query, context: HeatContext): Promise<Timeline> {
  const asked = periodOf(query, context.timeZone, context.now);
  const from = Math.max(asked.from, asked.to - DAYS_MAX + 1);
  const first = Math.max(from - HISTORY_DAYS, (await context.replica.firstDay()) ?? from);
  const begin = Math.min(first, from);
  const { counts, expected } = await dayLevels(query, context, { begin, first, to: asked.to });
  const days: Timeline['days'] = [];
  for (let day = from; day <= asked.to; day += 1) {
    const at = day - first;
    const known = expected && at >= KNOWN_MIN;
    days.push({
      day: dayText(day),
      count: counts[day - begin]!,
      usual: known ? Math.round(expected.mean[at]! * 100) / 100 : null,
      low: known ? expected.low[at]! : null,
      high: known ? expected.high[at]! : null,
    });
  }
  return { days };
}

/** Counts a day from `begin`, and what was to be expected from `first`, the first known day; null when nothing is known before `to`. */
export async function dayLevels(
  query: Query,
  context: HeatContext,
  { begin, first, to }: { begin: number; first: number; to: number },
): Promise<{ counts: Int32Array; expected: ExpectedDays | null }> {
  const { series, places, place } = await seriesOf(query, context, begin, to);
  const counts = series[place]!;
  if (first >= to) return { counts, expected: null };
  const known = series.map((each) => each.subarray(first - begin));
  const untaught = places.map((code) => quietDays(query, context, code, first, to));
  const taught = untaught.every((each) => each === null);
  const expected = expectedDays(
    known,
    place,
    first,
    taught ? undefined : untaught.map((each) => each ?? new Uint8Array(to - first + 1)),
  );
  return { counts, expected };
}

/** Days of a chart that must not teach; null when there are none. Of several topics all must be quiet. */
export function quietDays(
  { topic }: Pick<Query, 'topic'>,
  { quiet = [], taxonomy }: HeatContext,
  place: string | null,
  first: number,
  to: number,
): Uint8Array | null {
  const above = (code: string) =>
    taxonomy.byCode.has(code) ? pathOf(code, taxonomy).map((each) => each.code) : [code];
  const covers = (each: QuietTime) =>
    topic
      ? topic.every((code) => isQuiet(each, code, place, above))
      : each.topics.length === 0 && isQuiet(each, '', place, above);
  const own = quiet.filter(covers);
  if (own.length === 0) return null;
  const days = new Uint8Array(to - first + 1);
  for (const each of own) markDays(days, first, each);
  return days;
}

/** Counts a day: of one municipality among all (its neighbours lend it what they know), else of everything together. */
async function seriesOf(
  query: Query,
  context: HeatContext,
  from: number,
  to: number,
): Promise<{ series: Int32Array[]; places: (string | null)[]; place: number }> {
  const { replica } = context;
  const only = query.municipality?.length === 1 ? query.municipality[0]! : null;
  const among = only === null ? query : { ...query, municipality: undefined };
  const column = only === null ? '0' : 'municipality';
  const [days, places, counts] = (await replica.readNumbers(
    `select day, ${column}::integer as place, count(*)::integer from fact
      where day between ${from} and ${to} and ${whereFacts(among, context.scope, context)} group by day, place`,
  )) as [number[], number[], number[]];
  const own = only === null ? 0 : replica.idOf('municipality', only === '-' ? '' : only);
  const numbers = new Map<number, number>([[own ?? -1, 0]]);
  const series = [new Int32Array(to - from + 1)];
  const names: (string | null)[] = [only];
  days.forEach((day, at) => {
    const place = places[at]!;
    if (!numbers.has(place)) {
      numbers.set(place, series.length);
      series.push(new Int32Array(to - from + 1));
      names.push(only === null ? null : replica.codeOf('municipality', place));
    }
    series[numbers.get(place)!]![day - from] = counts[at]!;
  });
  return { series, places: names, place: 0 };
}
