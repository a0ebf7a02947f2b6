import type { SpikeCard } from '../../contract/spikes.ts';
import { whereSpike } from './admits-spike.ts';
import { type AlertContext, toSpikeRow } from './list-spikes.ts';
import { SPIKE_COLUMNS, type StoredSpike } from './queries.ts';
import { readShifts } from './threshold-shift.ts';

export type SpikeFacts = Omit<SpikeCard, 'samples' | 'lead'> & {
  sampleIds: string[];
  leadAppeal: string | null;
};

/** One spike with its life, or null when there is none for this person. Sample cases are for the caller to read and to filter. */
export async function readSpike(id: string, context: AlertContext, now: Date): Promise<SpikeFacts | null> {
  const { pool, registry, scope } = context;
  const parameters: unknown[] = [registry.code, id];
  const found = await pool.query<StoredSpike>(
    `select ${SPIKE_COLUMNS} from spike s
      where s.region_id = $1 and s.spike_id = $2 and ${whereSpike(scope, registry.taxonomy, parameters)}`,
    parameters,
  );
  const row = found.rows[0];
  if (!row) return null;
  const [history, shifts, verdictBy] = await Promise.all([
    pool.query(
      `select e.at, e.type, a.name as "actorName", e.data->>'state' as state from event e
         left join account a on a.region_id = e.region_id and a.login = e.actor
        where e.region_id = $1 and e.data->>'spike' = $2 and e.type like 'spike.%'
        order by e.transaction_id, e.seq limit 200`,
      [registry.code, id],
    ),
    readShifts(pool, registry.code, now),
    pool.query('select name from account where region_id = $1 and login = $2', [
      registry.code,
      row.verdictBy,
    ]),
  ]);
  return {
    ...toSpikeRow(row, context),
    // The whole picture here, not the last weeks of it.
    chart: row.chart,
    explanation: row.explanation,
    urgentShare: row.urgentShare,
    overdueShare: row.overdueShare,
    verdictBy: verdictBy.rows[0]?.name ?? row.verdictBy,
    verdictAt: row.verdictAt?.toISOString() ?? null,
    note: row.note,
    outcome: row.outcome,
    thresholdShift: Math.round((shifts.get(row.topic) ?? 0) * 100) / 100,
    history: history.rows.map((entry) => ({
      ...entry,
      at: entry.at.toISOString(),
      state: entry.state ?? '',
    })),
    sampleIds: row.samples,
    leadAppeal: row.leadAppeal,
  };
}
