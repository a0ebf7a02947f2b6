import type pg from 'pg';
import type { KpiFigure, KpiReport } from '../../../contract/control.ts';
import { transaction } from '../../platform/database/index.ts';
import { formatDay, type ProductionCalendar, parseDay } from '../../registry/calendar/index.ts';
import { type CaseCondition, countPilot } from '../count-board.ts';
import { readCoverage } from './coverage.ts';
import { type Kpi, SOURCES, type Source } from './kpi.ts';
import { KPIS } from './kpis.ts';
import { readStepTimes } from './step-times.ts';

export interface KpiContext extends CaseCondition {
  pool: pg.Pool;
  timeZone: string;
  calendar: ProductionCalendar;
  now: Date;
  /** Cases of the trial run filed in the period. */
  pilot: CaseCondition;
}

/** Longer periods would read more than a screen may wait for. */
export const PERIOD_DAYS_MAX = 366;
/** A case answered in the period was filed at most so long before: the bound lets the index over filing narrow the reading. */
const CONSIDERED_DAYS_MAX = 730;
const MONTHS = 12;
/** A year of a million cases is sorted for its medians: in memory, not by way of the disk. One source is read at a time. */
const SORT_MEMORY = '128MB';

/**
 * All KPIs of a period, of the same days a year before, and of the last twelve months, each with its n. Every source is read once for
 * all of its KPIs and stretches (grouping sets), so that a record more in the table costs next to nothing.
 *
 * @param period days of the region, both inclusive, at most PERIOD_DAYS_MAX
 */
export async function readKpis(
  period: { from: string; to: string },
  context: KpiContext,
): Promise<KpiReport> {
  const previous = { from: yearBefore(period.from), to: yearBefore(period.to) };
  const months = monthsUpTo(period.to);
  const read = new Map<string, Figures>();
  // One after another: two readings of a year at a time would take the store from those who work.
  for (const source of SOURCES) {
    const kpis = KPIS.filter((kpi) => kpi.source === source);
    const figures = await readSource(source, kpis, { period, previous, months }, context);
    for (const [id, figure] of figures) read.set(id, figure);
  }
  return {
    ...period,
    previous,
    pilot: await countPilot(context.pool, context.pilot),
    steps: await readStepTimes(period, context),
    coverage: await readCoverage(context.pool, context.parameters[0]),
    months,
    rows: KPIS.map(({ id, group, title, hint, of, unit, better, target }) => {
      const figures = read.get(id)!;
      return {
        id,
        group,
        title,
        hint,
        of,
        unit,
        better,
        target: target ?? null,
        figure: figures.period ?? NOTHING,
        yearBefore: figures.previous ?? NOTHING,
        series: months.map((month) => figures.months.get(month) ?? NOTHING),
      };
    }),
  };
}

const NOTHING: KpiFigure = { value: null, n: 0 };

interface Figures {
  period?: KpiFigure;
  previous?: KpiFigure;
  months: Map<string, KpiFigure>;
}

interface Stretches {
  period: { from: string; to: string };
  previous: { from: string; to: string };
  months: readonly string[];
}

async function readSource(
  source: Source,
  kpis: readonly Kpi[],
  stretches: Stretches,
  context: KpiContext,
): Promise<Map<string, Figures>> {
  // Bodies are not cases: only the region limits them, and a parameter that is not named would have no type.
  const parameters = source === 'bodies' ? [context.parameters[0]] : [...context.parameters];
  const put = (value: unknown, type: string) => `$${parameters.push(value)}::${type}`;
  const { period, previous, months } = stretches;
  const first = previous.from < months[0]! ? previous.from : months[0]!;
  // A parameter that a source does not name would have no type: each is put where it is first used.
  const once = (value: unknown, type: string) => {
    let name: string | undefined;
    return () => (name ??= put(value, type));
  };
  const now = once(context.now, 'timestamptz');
  const zone = once(context.timeZone, 'text');
  const begin = once(first, 'date');
  const end = once(period.to, 'date');
  const rows = FROM[source]({
    where: context.where,
    put,
    get now() {
      return now();
    },
    get zone() {
      return zone();
    },
    get first() {
      return begin();
    },
    get last() {
      return end();
    },
    ends: [period.to, previous.to, ...months.map((month) => lastOf(month, period.to))],
    calendar: context.calendar,
  });
  const inside = (range: { from: string; to: string }) =>
    `day between ${put(range.from, 'date')} and ${put(range.to, 'date')}`;
  const columns = kpis.flatMap((kpi, index) => [
    `(${kpi.value.replaceAll('$now', () => now())})::float8 as v${index}`,
    `(${kpi.n})::int as n${index}`,
  ]);
  const query = `with x as (${rows}),
          y as (select x.*, ${inside(period)} as in_period, ${inside(previous)} as in_previous,
                  date_trunc('month', day::timestamp)::date as month from x)
     select grouping(in_period, in_previous, month) as set, in_period, in_previous, month::text, ${columns.join(', ')}
       from y group by grouping sets ((in_period), (in_previous), (month))`;
  const found = await transaction(context.pool, async (client) => {
    await client.query(`set local work_mem = '${SORT_MEMORY}'`);
    return client.query(query, parameters);
  });
  const figures = new Map<string, Figures>(kpis.map((kpi) => [kpi.id, { months: new Map() }]));
  for (const row of found.rows) {
    kpis.forEach((kpi, index) => {
      const figure: KpiFigure = { value: row[`v${index}`], n: row[`n${index}`] };
      const of = figures.get(kpi.id)!;
      if (row.set === 3 && row.in_period) of.period = figure;
      if (row.set === 5 && row.in_previous) of.previous = figure;
      if (row.set === 6) of.months.set(row.month, figure);
    });
  }
  return figures;
}

interface FromContext {
  where: string;
  put(value: unknown, type: string): string;
  now: string;
  zone: string;
  /** First and last day that any stretch needs. */
  first: string;
  last: string;
  /** Last days of the stretches: dates at which a stock is taken. */
  ends: readonly string[];
  calendar: ProductionCalendar;
}

const ANSWERED = `coalesce(a.answered_at, case when a.status = 'closed' then a.closed_at end)`;
/** Kept by the table itself beside the steps, so that a million of them need not be read. */
const ENDED = `coalesce(${ANSWERED}, a.closed_at)`;
const FINAL_DUE = 'a.final_due::timestamptz';
const startOf = (day: string, zone: string) => `(${day}::timestamp at time zone ${zone})`;

const filedWithin = (first: string, last: string, zone: string) =>
  `a.filed_at >= ${startOf(first, zone)} and a.filed_at < ${startOf(`(${last} + 1)`, zone)}`;

/** Rows of each source with the day that they belong to and the columns that KPIs are written over. */
const FROM: Record<Source, (of: FromContext) => string> = {
  filed: ({ where, zone, first, last }) => `
    select (filed_at at time zone ${zone})::date as day, status, hops, answered, final_due, policy,
      date_part('epoch', coalesce(assigned_at, case when status <> 'moderation' then registered_at end) - filed_at) / 3600
        as to_body_hours,
      date_part('epoch', first_answer_at - filed_at) / 3600 as first_hours,
      date_part('epoch', first_answer_at - nullif(assigned_at, registered_at)) / 3600 as first_from_assigned_hours
     from (select a.filed_at, a.status, a.hops, ${ANSWERED} as answered, ${FINAL_DUE} as final_due, a.first_answer_at, a.assigned_at,
             a.registered_at, a.policy
            from appeal a where ${where} and ${filedWithin(first, last, zone)} offset 0) as z`,
  // Who repeats himself, and what comes back, is looked for among numbers: sorting a year by texts took longer than all else.
  authors: ({ where, zone, first, last }) => `
    select (filed_at at time zone ${zone})::date as day,
      filed_at - lag(filed_at) over (partition by matter order by filed_at) <= interval '60 days' as repeated
     from (select a.filed_at, hashtextextended(a.author_key || ' ' || a.topic || ' ' || coalesce(a.municipality, ''), 0) as matter
            from appeal a where ${where} and ${filedWithin(first, last, zone)}
             and a.author_key is not null and a.topic is not null) as z`,
  spots: ({ where, zone, first, last }) => `
    select (filed_at at time zone ${zone})::date as day,
      filed_at - lag(solved_at) over (partition by spot order by filed_at) between interval '0' and interval '60 days' as recurred
     from (select a.filed_at, case when a.outcome = 'solved' then ${ANSWERED} end as solved_at,
             -- A hundred metres or so at the latitudes of Russia.
             hashtextextended(a.topic, round(a.lat * 1000)::bigint * 1000000 + round(a.lon * 600)::bigint) as spot
            from appeal a where ${where} and ${filedWithin(first, last, zone)}
             and a.lat is not null and a.topic is not null) as z`,
  answered: ({ where, put, zone, first, last, calendar }) => {
    const { firstDay, lastDay } = calendar;
    const ordinals = [...Array(lastDay - firstDay + 1)].map((_, at) =>
      calendar.workingDaysBefore(firstDay + at + 1),
    );
    const ordinal = (day: string) =>
      `(${put(ordinals, 'int[]')})[greatest(1, ${day} - ${put(formatDay(firstDay), 'date')} + 1)]`;
    return `
    select answered_day as day, z.*, date_part('epoch', answered - filed_at) / 86400 as days,
      greatest(0, ${ordinal('answered_day')} - ${ordinal('filed_day')}) as working_days
     from (select a.outcome, a.rating, a.reopenings, a.interim_at, a.needs_funding, a.complex, a.filed_at, ${ANSWERED} as answered,
             ${FINAL_DUE} as final_due, (${ANSWERED} at time zone ${zone})::date as answered_day,
             (a.filed_at at time zone ${zone})::date as filed_day
            from appeal a where ${where} and ${ANSWERED} >= ${startOf(first, zone)}
             and a.filed_at >= ${startOf(`(${first} - ${CONSIDERED_DAYS_MAX})`, zone)}
             and a.filed_at < ${startOf(`(${last} + 1)`, zone)}
             and ${ANSWERED} < ${startOf(`(${last} + 1)`, zone)}
           -- Kept apart: merged into the question around it every date would be made ten times.
           offset 0) as z`;
  },
  promises: ({ where, first, last }) => `
    select p.until as day, p.state from promise p
      join appeal a on a.region_id = p.region_id and a.appeal_id = p.appeal_id
     where p.region_id = $1 and p.state in ('kept', 'broken') and p.until between ${first} and ${last} and ${where}`,
  reviews: ({ where, zone, first, last }) => `
    select (q.reviewed_at at time zone ${zone})::date as day, q.score, q.verdict from quality_review q
      join appeal a on a.region_id = q.region_id and a.appeal_id = q.appeal_id
     where q.region_id = $1 and q.reviewed_at >= ${startOf(first, zone)} and q.reviewed_at < ${startOf(`(${last} + 1)`, zone)}
       and ${where}`,
  // Steps that have a moment of their own since they are kept with it; older ones count as steps only.
  approvals: ({ where, zone, first, last }) => `
    select (max(w.at) at time zone ${zone})::date as day, count(*) as steps,
      date_part('epoch', max(w.at) - min(w.waits_since)) / 3600 as hours
     from approval w join appeal a on a.region_id = w.region_id and a.appeal_id = w.appeal_id
    where w.region_id = $1 and w.state = 'approved' and ${where} group by w.appeal_id, w.draft_id
   having max(w.at) >= ${startOf(first, zone)} and max(w.at) < ${startOf(`(${last} + 1)`, zone)}`,
  // One reading with a count for every date: grouped by days instead, the reading could not be shared out among processors.
  stock: ({ where, put, zone, ends }) => {
    const days = [...new Set(ends)];
    const inWork = days.map((day, at) => {
      const end = startOf(`(${put(day, 'date')} + 1)`, zone);
      return `count(*) filter (where a.filed_at < ${end} and (${ENDED} is null or ${ENDED} >= ${end})) as d${at}`;
    });
    return `
    select e.day, e.cases from (select ${inWork.join(', ')} from appeal a where ${where}) as s
      cross join lateral (values ${days.map((day, at) => `(${put(day, 'date')}, s.d${at})`).join(', ')}) as e (day, cases)`;
  },
  // Who is connected is not remembered by day: it is said for now alone.
  bodies: ({ last }) => `
    select ${last} as day, o.connection_stage as stage, exists (select 1 from account p where p.region_id = o.region_id and p.organisation = o.code
      and not p.disabled) as connected from organisation o where o.region_id = $1`,
};

/** The same day a year before; 29 February becomes the 28th. */
function yearBefore(day: string): string {
  const year = Number(day.slice(0, 4)) - 1;
  const same = `${year}${day.slice(4)}`;
  return day.endsWith('-02-29') ? `${year}-02-28` : same;
}

/** First days of the twelve months that end with the month of this day. */
function monthsUpTo(day: string): string[] {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7));
  return [...Array(MONTHS)].map((_, index) => {
    const at = year * 12 + (month - 1) - (MONTHS - 1 - index);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;
  });
}

function lastOf(month: string, notAfter: string): string {
  const next = new Date(`${month}T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const last = formatDay(parseDay(next.toISOString().slice(0, 10)) - 1);
  return last < notAfter ? last : notAfter;
}
