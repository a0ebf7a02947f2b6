import type pg from 'pg';
import { SPIKE_STATES, type SpikeList, type SpikeListQuery, type SpikeRow } from '../../contract/spikes.ts';
import type { AccessScope } from '../access/index.ts';
import { chosenDays } from '../registry/chosen-days.ts';
import { chosenTopics } from '../registry/chosen-topics.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { whereSpike } from './admits-spike.ts';
import { priorityFor } from './judge-spike.ts';
import { SPIKE_COLUMNS, type StoredSpike } from './queries.ts';

export interface AlertContext {
  pool: pg.Pool;
  registry: RegionRegistry;
  scope: AccessScope;
  /** The region's day, YYYY-MM-DD. */
  today: string;
}

const OPEN = ['found', 'confirmed', 'known', 'assigned'];
/** Priority is worked out for so many; older ones of a longer list are reached by narrowing the days. */
const CONSIDERED_MAX = 1000;
/** Days of the small picture in a row. */
const SPARK_DAYS = 42;

/** Spikes a person may see, most pressing first. */
export async function listSpikes(query: SpikeListQuery, context: AlertContext): Promise<SpikeList> {
  const parameters: unknown[] = [context.registry.code];
  const common = whereQuery(query, context, parameters);
  const states = query.state ?? [];
  const wanted = states.includes('all') ? [...SPIKE_STATES] : states.length > 0 ? states : OPEN;
  const counted = await context.pool.query<{ state: SpikeRow['state']; count: number }>(
    `select s.state, count(*)::int as count from spike s where ${common} group by s.state`,
    parameters,
  );
  const found = await context.pool.query<StoredSpike>(
    `select ${SPIKE_COLUMNS} from spike s where ${common} and s.state = any($${parameters.push(wanted)})
      order by s.last_day desc, s.spike_id desc limit ${CONSIDERED_MAX}`,
    parameters,
  );
  const rows = found.rows.map((row) => toSpikeRow(row, context)).sort(ORDERS[query.sort]);
  const total = counted.rows
    .filter(({ state }) => wanted.includes(state))
    .reduce((sum, { count }) => sum + count, 0);
  return { rows: rows.slice(0, query.limit), total, states: counted.rows };
}

const ORDERS: Record<SpikeListQuery['sort'], (a: SpikeRow, b: SpikeRow) => number> = {
  priority: (a, b) => b.priority.score - a.priority.score || (a.id < b.id ? 1 : -1),
  newest: (a, b) => (a.firstDay === b.firstDay ? (a.id < b.id ? 1 : -1) : a.firstDay < b.firstDay ? 1 : -1),
  size: (a, b) => b.count - b.expected - (a.count - a.expected),
};

function whereQuery(query: SpikeListQuery, { registry, scope }: AlertContext, parameters: unknown[]): string {
  const conditions = ['s.region_id = $1', whereSpike(scope, registry.taxonomy, parameters)];
  const put = (value: unknown) => `$${parameters.push(value)}`;
  const { from, to } = chosenDays(query);
  if (from) conditions.push(`s.last_day >= ${put(from)}::date`);
  if (to) conditions.push(`s.first_day <= ${put(to)}::date`);
  const topics = chosenTopics(query, registry);
  if (topics) conditions.push(`s.topic = any(${put(topics)})`);
  if (query.municipality) conditions.push(`s.places && ${put(query.municipality)}::text[]`);
  if (query.series) conditions.push(`s.series = ${put(query.series)}`);
  return conditions.join(' and ');
}

/** Rows by identifier, WHOSEVER they are: each must pass `admitsSpike` before it is shown. */
export async function readSpikeRows(
  pool: pg.Pool,
  registry: RegionRegistry,
  ids: readonly string[],
  today: string,
): Promise<SpikeRow[]> {
  const found = await pool.query<StoredSpike>(
    `select ${SPIKE_COLUMNS} from spike s where s.region_id = $1 and s.spike_id = any($2::uuid[])`,
    [registry.code, ids],
  );
  return found.rows.map((row) => toSpikeRow(row, { registry, today }));
}

export function toSpikeRow(
  row: StoredSpike,
  { registry, today }: Pick<AlertContext, 'registry' | 'today'>,
): SpikeRow {
  const { chart } = row;
  const skipped = Math.max(0, chart.counts.length - SPARK_DAYS);
  const firstDay = new Date(Date.parse(`${chart.firstDay}T00:00:00Z`) + skipped * 86_400_000);
  return {
    ...row,
    foundAt: row.foundAt.toISOString(),
    chart: {
      firstDay: firstDay.toISOString().slice(0, 10),
      counts: chart.counts.slice(skipped),
      usual: chart.usual.slice(skipped),
      upper: chart.upper.slice(skipped),
    },
    priority: priorityFor(row, registry, today),
  };
}
