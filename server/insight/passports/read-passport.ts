import type { Passport, PassportKind, PassportLine } from '../../../contract/passports.ts';
import { FINAL_STATUSES } from '../../../contract/vocabulary.ts';
import type { DayChoice } from '../../registry/chosen-days.ts';
import { whereFacts } from '../facts/index.ts';
import { whereOverdue } from '../facts/where-facts.ts';
import type { HeatContext } from '../heat-map/index.ts';
import { dayText, periodOf } from '../heat-map/period.ts';

export interface PassportSubject {
  kind: PassportKind;
  code: string;
}

export interface PassportContext extends HeatContext {
  /** Residents by municipality. */
  population: ReadonlyMap<string, number>;
}

const LINES_MAX = 12;
const ORGANISATIONS_MAX = 8;
const WEEKS = 52;
const YEAR_DAYS = 7 * WEEKS;

/** Counts of a municipality or topic over a period, against the period before and the year before. */
export async function readPassport(
  subject: PassportSubject,
  days: DayChoice,
  context: PassportContext,
): Promise<Passport> {
  const { replica } = context;
  const period = periodOf(days, context.timeZone, context.now);
  const { from, to } = period;
  const length = to - from + 1;
  const filter =
    subject.kind === 'municipality' ? { municipality: [subject.code] } : { topic: [subject.code] };
  const where = whereFacts(filter, context.scope, context);
  const overdue = whereOverdue(context);
  const within = (first: number, last: number) => `day between ${first} and ${last}`;
  const firstDay = await replica.firstDay();
  const known = (first: number) => firstDay !== null && first >= firstDay;
  const final = FINAL_STATUSES.flatMap((status) => replica.idOf('status', status) ?? []);
  const open = final.length > 0 ? `status not in (${final.join(',')})` : 'true';

  const [totals] = (await replica.read(
    `select count_if(${within(from, to)})::integer, count_if(${within(from - length, from - 1)})::integer,
            count_if(${within(from - YEAR_DAYS, to - YEAR_DAYS)})::integer,
            count_if(${within(from, to)} and ${open})::integer, count_if(${within(from, to)} and ${overdue})::integer,
            count_if(${within(from, to)} and rating is not null)::integer,
            avg(rating) filter (where ${within(from, to)})
       from fact where ${within(Math.min(from - length, from - YEAR_DAYS), to)} and ${where}`,
  )) as [number, number, number, number, number, number, number | null][];
  const [count, previous, lastYear, inWork, late, rated, rating] = totals!;
  const column = subject.kind === 'municipality' ? 'topic' : 'municipality';
  const lines = (await replica.read(
    `select ${column}, count_if(day >= ${from})::integer as n, count_if(day < ${from})::integer,
            count_if(day >= ${from} and ${overdue})::integer
       from fact where ${within(from - length, to)} and ${where} group by ${column} having n > 0 order by n desc, ${column}
      limit ${LINES_MAX}`,
  )) as [number, number, number, number][];
  const organisations = (await replica.read(
    `select organisation, count(*)::integer as n, count_if(${overdue})::integer from fact
      where ${within(from, to)} and ${where} group by organisation order by n desc limit ${ORGANISATIONS_MAX}`,
  )) as [number, number, number][];
  const channels = (await replica.read(
    `select channel, count(*)::integer as n from fact where ${within(from, to)} and ${where} group by channel order by n desc`,
  )) as [number, number][];
  const weekly = (await replica.read(
    `select (${to} - day) // 7 as week, count(*)::integer from fact
      where ${within(to - 2 * YEAR_DAYS + 1, to)} and ${where} group by week`,
  )) as [number, number][];
  const byWeek = new Map(weekly.map(([week, n]) => [Number(week), n]));
  const residents = context.population.get(subject.code);
  const rateOf = (n: number, people: number | undefined) => (people ? (n * 1000) / people : null);

  return {
    from: dayText(from),
    to: dayText(to),
    count,
    previous: known(from - length) ? previous : null,
    lastYear: known(from - YEAR_DAYS) ? lastYear : null,
    inWork,
    overdue: late,
    rated,
    rating: rated > 0 ? rating : null,
    perThousand: subject.kind === 'municipality' ? rateOf(count, residents) : null,
    rank: await rankOf(subject, `${within(from, to)}`, context),
    lines: lines.map(([id, n, before, overdueNow]): PassportLine => {
      const code = replica.codeOf(column, id);
      return {
        code,
        count: n,
        previous: before,
        overdue: overdueNow,
        perThousand: column === 'municipality' ? rateOf(n, context.population.get(code)) : null,
      };
    }),
    organisations: organisations.map(([id, n, overdueNow]) => ({
      organisation: replica.codeOf('organisation', id),
      count: n,
      overdue: overdueNow,
    })),
    channels: channels.map(([id, n]) => ({ channel: replica.codeOf('channel', id), count: n })),
    weeks: Array.from({ length: WEEKS }, (_, at) => {
      const week = WEEKS - 1 - at;
      const day = to - 7 * week - 6;
      return {
        day: dayText(day),
        count: byWeek.get(week) ?? 0,
        lastYear: known(day - YEAR_DAYS) ? (byWeek.get(week + WEEKS) ?? 0) : null,
      };
    }).filter(
      ({ count: n, lastYear: before }, at, all) =>
        n > 0 || before !== null || all.slice(0, at).some((week) => week.count > 0),
    ),
  };
}

/** A place among others tells of the others: only for those who see them all. */
async function rankOf(
  { kind, code }: PassportSubject,
  within: string,
  context: PassportContext,
): Promise<Passport['rank']> {
  const { replica, scope, taxonomy, population } = context;
  if (scope.organisations || scope.municipalities || scope.topics) return null;
  const column = kind === 'municipality' ? 'municipality' : 'topic';
  const counted = (await replica.read(
    `select ${column}, count(*)::integer from fact where ${within} group by ${column}`,
  )) as [number, number][];
  const values = new Map<string, number>();
  if (kind === 'municipality') {
    for (const [place, people] of population) values.set(place, 0 / Math.max(1, people));
    for (const [id, n] of counted) {
      const place = replica.codeOf('municipality', id);
      const people = population.get(place);
      if (people) values.set(place, n / people);
    }
  } else {
    const parent = taxonomy.byCode.get(code)?.parent ?? null;
    for (const topic of taxonomy.topics) if (topic.parent === parent) values.set(topic.code, 0);
    for (const [id, n] of counted) {
      for (
        let at: string | null = replica.codeOf('topic', id);
        at;
        at = taxonomy.byCode.get(at)?.parent ?? null
      ) {
        if (values.has(at)) values.set(at, values.get(at)! + n);
      }
    }
  }
  const own = values.get(code);
  if (own === undefined || values.size < 2) return null;
  return { place: 1 + [...values.values()].filter((value) => value > own).length, of: values.size };
}
