import type { Crisis, CrisisBoard } from '../../../contract/crisis.ts';
import { whereFacts } from '../facts/index.ts';
import { countOverview } from './count-overview.ts';
import type { HeatContext } from './heat-context.ts';
import { periodOf } from './period.ts';

const HOURS = 72;
const HOUR_S = 3600;
const WEEK_S = 7 * 24 * HOUR_S;
const WEEKS = 8;
const ROWS_MAX = 50;

/**
 * What a crisis looks like by the hour. The usual of an hour is the median of the same hour in the eight weeks before the crisis
 * began: the crisis itself must not become usual.
 *
 * @param populations of municipalities, for counts per 1 000 residents
 */
export async function countCrisis(
  crisis: Crisis,
  context: HeatContext,
  populations: ReadonlyMap<string, number>,
): Promise<CrisisBoard> {
  const { replica } = context;
  const filter = {
    topic: crisis.topics,
    ...(crisis.municipalities ? { municipality: crisis.municipalities } : {}),
  };
  const where = whereFacts(filter, context.scope, context);
  const nowS = Math.floor(context.now.getTime() / 1000);
  const lastHour = Math.floor(nowS / HOUR_S);
  const firstHour = lastHour - HOURS + 1;
  const startHour = Math.floor(Date.parse(`${crisis.from}T00:00:00Z`) / 1000 / HOUR_S);
  const earliest = (Math.min(firstHour, startHour) - (WEEKS + 1) * (WEEK_S / HOUR_S)) * HOUR_S;
  const byHour = new Map(
    (await replica.read(
      `select filed // ${HOUR_S} as hour, count(*)::integer from fact where filed >= ${earliest} and ${where} group by hour`,
    )) as [number, number][],
  );
  const hours = Array.from({ length: HOURS }, (_, n) => {
    const hour = firstHour + n;
    const back = Math.max(0, Math.ceil((hour - startHour) / (WEEK_S / HOUR_S)));
    const before = Array.from(
      { length: WEEKS },
      (__, week) => byHour.get(hour - (back + week + (back === 0 ? 1 : 0)) * (WEEK_S / HOUR_S)) ?? 0,
    );
    return {
      at: new Date(hour * HOUR_S * 1000).toISOString(),
      count: byHour.get(hour) ?? 0,
      usual: median(before),
    };
  });

  const period = { ...filter, from: crisis.from, to: crisis.to ?? undefined };
  const overview = await countOverview(period, context);
  const { from, to } = periodOf(period, context.timeZone, context.now);
  const since = `day between ${from} and ${to} and ${where}`;
  const [[authors = 0] = []] = (await replica.read(
    `select count(distinct author)::integer from fact where ${since}`,
  )) as [number][];
  const places = (await replica.read(
    `select municipality, count(*)::integer as n from fact where ${since} group by municipality order by n desc limit ${ROWS_MAX}`,
  )) as [number, number][];
  return {
    ...crisis,
    hours,
    accepted: overview.accepted,
    closed: overview.closed,
    overdue: overview.overdue,
    waitingTriage: overview.waitingTriage,
    authors,
    byTopic: overview.byTopic,
    byMunicipality: places.map(([id, count]) => {
      const municipality = replica.codeOf('municipality', id);
      const population = populations.get(municipality);
      return { municipality, count, per1000: population ? (count / population) * 1000 : null };
    }),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
