import { FINAL_STATUSES } from '../../contract/vocabulary.ts';
import { transaction } from '../platform/database/index.ts';
import { insertSpikeEvent } from './queries.ts';
import { OVER_AFTER_DAYS, type RecordContext } from './record-spikes.ts';
import { ENDS_BY_ITSELF } from './spike-state.ts';

/**
 * Waves quiet for three days are over; what has been assigned stays until a person says what came of it, or the case that its appeals
 * were joined under has ended: its outcome is the spike's. @returns how many
 */
export async function endSpikes({ pool, signal, registry, now, today }: RecordContext): Promise<number> {
  const ended = await transaction(pool, async (client) => {
    const found = await client.query(
      `update spike s set state = 'over', over_at = $2, updated_at = $2, version = version + 1
        where s.region_id = $1 and s.last_day <= $4::date - $5::integer
          and (s.state = any($3) or (s.state = 'assigned' and exists (
            select 1 from appeal a where a.region_id = s.region_id and a.appeal_id = s.lead_appeal and a.status = any($6))))
        returning s.spike_id as id, s.topic, s.places, s.state`,
      [registry.code, now, ENDS_BY_ITSELF, today, OVER_AFTER_DAYS, FINAL_STATUSES],
    );
    for (const row of found.rows) await insertSpikeEvent(client, registry.code, 'spike.over', row, now, null);
    return found.rows.length;
  });
  if (ended > 0) signal.wake();
  return ended;
}
