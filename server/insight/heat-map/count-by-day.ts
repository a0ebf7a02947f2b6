import type { z } from 'zod';
import type { Timeline, TimelineQuery } from '../../../contract/heat-map.ts';
import { whereFacts } from '../facts/index.ts';
import { expectedDays } from './expected-days.ts';
import type { HeatContext } from './heat-context.ts';
import { dayText, periodOf } from './period.ts';

type Query = z.output<typeof TimelineQuery>;

/** A line of more days than this is unreadable and unbounded. */
const DAYS_MAX = 1500;
/** Two years before tell season and holidays. */
const HISTORY_DAYS = 730;
/** Before three weeks are known nothing is usual. */
const KNOWN_MIN = 21;

/** Appeals a day, and what each day should have brought by all that was known before it. */
export async function countByDay(query: Query, context: HeatContext): Promise<Timeline> {
  const asked = periodOf(query, context.timeZone, context.now);
  const from = Math.max(asked.from, asked.to - DAYS_MAX + 1);
  const first = Math.max(from - HISTORY_DAYS, (await context.replica.firstDay()) ?? from);
  const begin = Math.min(first, from);
  const { series, place } = await seriesOf(query, context, begin, asked.to);
  const counts = series[place]!;
  const expected =
    first < asked.to
      ? expectedDays(
          series.map((each) => each.subarray(first - begin)),
          place,
          first,
        )
      : null;
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

/** Counts a day: of one municipality among all (its neighbours lend it what they know), else of everything together. */
async function seriesOf(
  query: Query,
  context: HeatContext,
  from: number,
  to: number,
): Promise<{ series: Int32Array[]; place: number }> {
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
  days.forEach((day, at) => {
    const place = places[at]!;
    if (!numbers.has(place)) {
      numbers.set(place, series.length);
      series.push(new Int32Array(to - from + 1));
    }
    series[numbers.get(place)!]![day - from] = counts[at]!;
  });
  return { series, place: 0 };
}
