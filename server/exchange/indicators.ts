import { stringify } from 'csv-stringify/sync';
import type pg from 'pg';
import type { RegionRegistry } from '../registry/store/index.ts';
import type { CaseSelection } from './read-cases.ts';

/** One figure of the region for a month: counts and shares alone, nothing of anybody. */
export interface Indicator {
  /** YYYY-MM of the region's calendar: of the day of filing. */
  month: string;
  indicator: (typeof INDICATORS)[number];
  /** What it is cut by; `region` is the whole. */
  cut: 'region' | (typeof CUTS)[number];
  key: string | null;
  name: string | null;
  /** A number of cases, a share 0…1, days, or a mark 1…5; null where nothing was counted. */
  value: number | null;
}

const INDICATORS = [
  'filed',
  'answered',
  'closed',
  'overdue_share',
  'days_to_answer',
  'rating_mean',
  'reopened_share',
  'solved_in_week_share',
  'fast_track_share',
  'first_answer_hours',
  'days_to_answer_max',
  'hops_mean',
  'forwarded_share',
] as const;
const CUTS = ['channel', 'regime', 'kind', 'sector', 'municipality'] as const;

/**
 * The month's indicators for the federal centre, over the cases of a selection: by month and cut. `overdue_share` is of all filed:
 * answered after the term or not answered though it has passed.
 */
export async function readIndicators(
  pool: pg.Pool,
  selection: CaseSelection,
  registry: RegionRegistry,
  now: Date,
): Promise<Indicator[]> {
  const parameters: unknown[] = [];
  const fromWhere = selection.fromWhere(parameters);
  const zone = parameters.push(registry.file.timeZone);
  const at = parameters.push(now);
  const sectors = parameters.push(JSON.stringify(Object.fromEntries(registry.sectorByTopic)));
  const found = await pool.query(
    `with cases as materialized (
       select to_char(a.filed_at at time zone $${zone}, 'YYYY-MM') as month, a.channel, a.regime, a.kind,
              coalesce($${sectors}::jsonb ->> a.topic, 'outside') as sector, a.municipality, a.status, a.answered_at, a.filed_at, a.rating,
              a.reopenings, a.hops, a.policy, a.outcome, a.first_answer_at, a.needs_funding, a.complex, a.answered_at is null and a.due_at < $${at}::timestamptz and a.status not in ('rejected', 'withdrawn', 'closed') as overdue
         ${fromWhere}
     )
     select month, case when grouping(channel) = 0 then 'channel' when grouping(regime) = 0 then 'regime'
                        when grouping(kind) = 0 then 'kind' when grouping(sector) = 0 then 'sector'
                        when grouping(municipality) = 0 then 'municipality' else 'region' end as cut,
            case when grouping(channel) = 0 then channel when grouping(regime) = 0 then regime when grouping(kind) = 0 then kind
                 when grouping(sector) = 0 then sector when grouping(municipality) = 0 then municipality end as key,
            count(*)::int as filed, count(answered_at)::int as answered,
            (count(*) filter (where status = 'closed'))::int as closed,
            avg(overdue::int)::float8 as overdue_share,
            avg(extract(epoch from answered_at - filed_at) / 86400)::float8 as days_to_answer,
            avg(rating)::float8 as rating_mean, avg((reopenings > 0)::int)::float8 as reopened_share,
            avg((outcome = 'solved' and answered_at - filed_at <= interval '7 days')::int)
              filter (where answered_at is not null and not needs_funding and not complex)::float8 as solved_in_week_share,
            avg((policy like '%fast-track%')::int)::float8 as fast_track_share,
            avg(extract(epoch from first_answer_at - filed_at) / 3600)::float8 as first_answer_hours,
            max(extract(epoch from answered_at - filed_at) / 86400)::float8 as days_to_answer_max,
            avg(hops)::float8 as hops_mean, avg((hops > 0)::int)::float8 as forwarded_share
       from cases
      group by grouping sets ((month), (month, channel), (month, regime), (month, kind), (month, sector), (month, municipality))
      order by month, cut, key nulls first`,
    parameters,
  );
  const nameOf = namesOf(registry);
  return found.rows.flatMap((row) =>
    INDICATORS.map((indicator) => ({
      month: row.month,
      indicator,
      cut: row.cut,
      key: row.key,
      name: nameOf(row.cut, row.key),
      value: row[indicator] === null ? null : Math.round(row[indicator] * 10_000) / 10_000,
    })),
  );
}

function namesOf(registry: RegionRegistry) {
  const preset = registry.taxonomy.presets.find(({ code }) => code === registry.file.preset);
  const sectors = new Map(preset?.sectors.map(({ code, name }) => [code, name]));
  return (cut: string, key: string | null): string | null => {
    if (key === null) return cut === 'region' ? registry.file.name : null;
    if (cut === 'municipality') return registry.municipalities.get(key)?.name ?? key;
    if (cut === 'sector') return sectors.get(key) ?? 'Вне блоков';
    return key;
  };
}

/** The file to send: JSON with the region beside its figures, or CSV for a table. */
export function indicatorsFile(
  rows: readonly Indicator[],
  registry: RegionRegistry,
  format: 'json' | 'csv',
  now: Date,
): string {
  const { file } = registry;
  if (format === 'json')
    return `${JSON.stringify({ region: file.name, oktmo: file.oktmo, madeAt: now.toISOString(), rows }, null, 1)}\n`;
  return `\ufeff${stringify([...rows], {
    header: true,
    columns: ['month', 'indicator', 'cut', 'key', 'name', 'value'],
    delimiter: ';',
    record_delimiter: '\r\n',
  })}`;
}
