import type { Crisis, CrisisBoard } from '../../../contract/crisis.ts';
import { HOURS_DAYS_MAX } from '../../../contract/heat-map.ts';
import type { QuietTime } from '../../path/quiet-time.ts';
import { whereFacts } from '../facts/index.ts';
import { hourLevels, levelOf } from './count-by-hour.ts';
import { countOverview } from './count-overview.ts';
import type { HeatContext } from './heat-context.ts';
import { dayText, localDay, offsetSeconds, periodOf } from './period.ts';

const HOURS = 72;
const HOUR_S = 3600;
const ROWS_MAX = 50;

/**
 * What a crisis looks like by the hour. The usual of an hour is what such an hour of such a day brought before the crisis began, with
 * the band that nine hours of ten stay within: the crisis itself must not become usual.
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
  const today = localDay(context.now, context.timeZone);
  const firstDay = today - HOURS_DAYS_MAX;
  const levels = await hourLevels(
    filter,
    // The crisis itself, and whatever is like it, must not become usual.
    { ...context, quiet: [...(context.quiet ?? []), quietOf(crisis, dayText(today))] },
    { from: firstDay, to: today },
  );
  const offset = offsetSeconds(context);
  const running = Math.floor((context.now.getTime() / 1000 + offset) / HOUR_S) - firstDay * 24;
  const hours = Array.from({ length: HOURS }, (_, n) => {
    const at = running - HOURS + 1 + n;
    return {
      at: new Date(((firstDay * 24 + at) * HOUR_S - offset) * 1000).toISOString(),
      count: levels.counts[at]!,
      ...(levelOf(levels.expected, at) ?? { usual: null, low: null, high: null }),
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

/** A crisis of several places is one sum of them, which is quiet as a whole. */
function quietOf({ topics, municipalities, from, to }: Crisis, today: string): QuietTime {
  return { topics, places: municipalities?.length === 1 ? municipalities : [], from, to: to ?? today };
}
