import type { z } from 'zod';
import type { Overview, TimelineQuery } from '../../../contract/heat-map.ts';
import { FINAL_STATUSES } from '../../../contract/vocabulary.ts';
import { whereFacts } from '../facts/index.ts';
import { whereOverdue } from '../facts/where-facts.ts';
import type { HeatContext } from './heat-context.ts';
import { offsetSeconds, periodOf } from './period.ts';

/** Of what was filed in the period: accepted, closed, in work, overdue now, waiting for triage; and by channel, body, topic and hour. */
export async function countOverview(
  query: z.output<typeof TimelineQuery>,
  context: HeatContext,
): Promise<Overview> {
  const { replica } = context;
  const { from, to } = periodOf(query, context.timeZone, context.now);
  const final = FINAL_STATUSES.flatMap((status) => replica.idOf('status', status) ?? []);
  const closed = final.length > 0 ? `status in (${final.join(',')})` : 'false';
  const waiting = replica.idOf('triage', 'queue');
  const where = `day between ${from} and ${to} and ${whereFacts(query, context.scope, context)}`;
  const bodies = (await replica.read(
    `select organisation, count(*)::integer as n from fact where ${where} group by organisation order by n desc limit 10`,
  )) as [number, number][];
  const topics = (await replica.read(
    `select topic, count(*)::integer as n from fact where ${where} group by topic order by n desc limit 10`,
  )) as [number, number][];
  const hours = (await replica.read(
    `select ((filed + ${offsetSeconds(context)}) % 86400) // 3600 as hour, count(*)::integer from fact where ${where} group by hour`,
  )) as [number, number][];
  const byHour = Array<number>(24).fill(0);
  for (const [hour, count] of hours) byHour[hour] = count;
  const counted = (await replica.read(
    `select channel, count(*)::integer, count_if(${closed})::integer, count_if(${whereOverdue(context)})::integer,
            count_if(triage = ${waiting ?? -1})::integer
       from fact where ${where} group by channel`,
  )) as [number, number, number, number, number][];
  const sum = (column: 1 | 2 | 3 | 4) => counted.reduce((total, row) => total + row[column], 0);
  return {
    accepted: sum(1),
    closed: sum(2),
    inWork: sum(1) - sum(2),
    overdue: sum(3),
    waitingTriage: sum(4),
    byChannel: counted
      .map((row) => ({ channel: replica.codeOf('channel', row[0]), count: row[1] }))
      .sort((a, b) => b.count - a.count),
    byOrganisation: bodies.map(([id, count]) => ({
      organisation: replica.codeOf('organisation', id),
      count,
    })),
    byTopic: topics.map(([id, count]) => ({ topic: replica.codeOf('topic', id), count })),
    byHour,
  };
}
