import type { ChannelFigure, WeekTrend } from '../../../contract/channel-figures.ts';
import type { DayChoice } from '../../registry/chosen-days.ts';
import { whereFacts } from '../facts/index.ts';
import type { HeatContext } from '../heat-map/index.ts';
import { dayText, localDay, type Period, periodOf } from '../heat-map/period.ts';
import { weekTrend } from './week-trend.ts';

export type ChannelCount = Omit<ChannelFigure, 'channel' | 'firstAnswer' | 'solution'> & { channel: string };

export interface ChannelCounts {
  period: Period;
  bucketDays: number;
  channels: ChannelCount[];
  all: { count: number; trend: WeekTrend | null; closedPerWeek: number | null };
}

const YEAR_DAYS = 364;
const TREND_WEEKS = 12;
const CLOSED_WEEKS = 4;
/** A line in a table has room for about so many points. */
const POINTS_MAX = 92;

/** Days in one point of a series, so that a year is still a line. */
export const bucketDaysOf = ({ from, to }: Period): number => Math.ceil((to - from + 1) / POINTS_MAX);

/** Volume of every channel in a period against the period before and the year before, and the trend of its whole weeks. */
export async function countChannels(days: DayChoice, context: HeatContext): Promise<ChannelCounts> {
  const { replica } = context;
  const period = periodOf(days, context.timeZone, context.now);
  const { from, to } = period;
  const length = to - from + 1;
  const bucketDays = bucketDaysOf(period);
  const where = whereFacts({}, context.scope, context);
  const within = (first: number, last: number) => `day between ${first} and ${last}`;
  const firstDay = await replica.firstDay();
  const known = (first: number) => firstDay !== null && first >= firstDay;
  // Whole weeks only: an unfinished one would bend every line down.
  const today = localDay(context.now, context.timeZone);
  const lastWhole = Math.min(to, today - 1);
  const weeks = firstDay === null ? 0 : Math.min(TREND_WEEKS, Math.floor((lastWhole - firstDay + 1) / 7));

  const totals = (await replica.read(
    `select channel, count_if(${within(from, to)})::integer as n, count_if(${within(from - length, from - 1)})::integer,
            count_if(${within(from - YEAR_DAYS, to - YEAR_DAYS)})::integer
       from fact where ${within(Math.min(from - length, from - YEAR_DAYS), to)} and ${where}
      group by channel having n > 0 order by n desc, channel`,
  )) as [number, number, number, number][];
  const points = (await replica.read(
    `select channel, (day - ${from}) // ${bucketDays} as point, count(*)::integer from fact
      where ${within(from, to)} and ${where} group by channel, point`,
  )) as [number, number, number][];
  const weekly = (await replica.read(
    `select channel, (${lastWhole} - day) // 7 as back, count(*)::integer from fact
      where ${within(lastWhole - 7 * weeks + 1, lastWhole)} and ${where} group by channel, back`,
  )) as [number, number, number][];
  const closed = await closedPerWeek(lastWhole, where, context);

  const buckets = Math.ceil(length / bucketDays);
  const seriesOf = (id: number) => {
    const series = Array.from({ length: buckets }, () => 0);
    for (const [channel, at, n] of points) if (channel === id) series[Number(at)] = n;
    return series;
  };
  const weeksOf = (chosen: (channel: number) => boolean) => {
    const counts = Array.from({ length: weeks }, () => 0);
    for (const [channel, back, n] of weekly) if (chosen(channel)) counts[weeks - 1 - Number(back)]! += n;
    return counts;
  };
  return {
    period,
    bucketDays,
    channels: totals.map(([id, count, previous, lastYear]) => ({
      channel: replica.codeOf('channel', id),
      count,
      previous: known(from - length) ? previous : null,
      lastYear: known(from - YEAR_DAYS) ? lastYear : null,
      series: seriesOf(id),
      trend: weekTrend(weeksOf((channel) => channel === id)),
    })),
    all: {
      count: totals.reduce((sum, [, count]) => sum + count, 0),
      trend: weekTrend(weeksOf(() => true)),
      closedPerWeek: weeks >= CLOSED_WEEKS ? closed : null,
    },
  };
}

/** Cases closed in a week, the median of the last four whole ones: one week of holidays says little. */
async function closedPerWeek(
  lastWhole: number,
  where: string,
  { replica, now, timeZone }: HeatContext,
): Promise<number> {
  const DAY_SECONDS = 86_400;
  // The replica keeps moments; the end of the last whole day is told from how far it lies behind this one.
  const end = Math.floor(now.getTime() / 1000) - (localDay(now, timeZone) - lastWhole - 1) * DAY_SECONDS;
  const rows = (await replica.read(
    `select (${end} - closed) // ${7 * DAY_SECONDS} as back, count(*)::integer from fact
      where closed > ${end - CLOSED_WEEKS * 7 * DAY_SECONDS} and closed <= ${end} and ${where} group by back`,
  )) as [number, number][];
  const counts = Array.from(
    { length: CLOSED_WEEKS },
    (_, back) => rows.find(([at]) => Number(at) === back)?.[1] ?? 0,
  );
  counts.sort((a, b) => a - b);
  return (counts[1]! + counts[2]!) / 2;
}

export interface ChannelWeek {
  /** Its Monday, YYYY-MM-DD. */
  week: string;
  channel: string;
  count: number;
  weekBefore: number;
  /** 52 weeks ago; null where history does not reach. */
  lastYear: number | null;
}

/** Monday of a day, both as days since 1970‑01‑01 (a Thursday). */
const mondayOf = (day: number) => day - ((((day + 3) % 7) + 7) % 7);

/** Every channel by calendar week, for the weekly report: whole weeks that touch the period. */
export async function readChannelWeeks(days: DayChoice, context: HeatContext): Promise<ChannelWeek[]> {
  const { replica } = context;
  const { from, to } = periodOf(days, context.timeZone, context.now);
  const [first, last] = [mondayOf(from), mondayOf(to)];
  const firstDay = await replica.firstDay();
  const where = whereFacts({}, context.scope, context);
  const rows = (await replica.read(
    `select channel, (day - ${first - YEAR_DAYS}) // 7 as point, count(*)::integer from fact
      where day between ${first - YEAR_DAYS} and ${last + 6} and ${where} group by channel, point`,
  )) as [number, number, number][];
  const byWeek = new Map(rows.map(([channel, at, n]) => [`${channel} ${at}`, n]));
  const channels = [...new Set(rows.map(([channel]) => channel))];
  const weeks: ChannelWeek[] = [];
  for (let week = first; week <= last; week += 7) {
    const at = (week - first + YEAR_DAYS) / 7;
    for (const id of channels) {
      const count = byWeek.get(`${id} ${at}`) ?? 0;
      const weekBefore = byWeek.get(`${id} ${at - 1}`) ?? 0;
      if (count === 0 && weekBefore === 0) continue;
      weeks.push({
        week: dayText(week),
        channel: replica.codeOf('channel', id),
        count,
        weekBefore,
        lastYear:
          firstDay !== null && week - YEAR_DAYS >= firstDay ? (byWeek.get(`${id} ${at - 52}`) ?? 0) : null,
      });
    }
  }
  return weeks.sort((a, b) => (a.week === b.week ? b.count - a.count : a.week < b.week ? -1 : 1));
}
