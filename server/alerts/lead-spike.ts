import { transaction } from '../platform/database/index.ts';
import { admitsSpike } from './admits-spike.ts';
import { type SpikeAct, SpikeConflict } from './decide-spike.ts';
import { insertSpikeEvent, lockSpike } from './queries.ts';
import { step } from './spike-state.ts';

/**
 * Says that a spike's appeals have been joined under a case: the body that holds the case answers for the spike, and what came of the
 * case is what came of the spike.
 *
 * @throws SpikeConflict
 */
export async function leadSpike(
  act: SpikeAct,
  lead: { id: string; number: string; organisation: string; joined: number },
): Promise<void> {
  const { pool, registry, scope, spikeId, login, now } = act;
  await transaction(pool, async (client) => {
    const row = await lockSpike(client, registry.code, spikeId);
    if (!row || !admitsSpike(scope, registry.taxonomy, row))
      throw new SpikeConflict('not_found', 'Такого всплеска нет или он не в вашем ведении.');
    const after = step(row, 'assigned');
    if (!after)
      throw new SpikeConflict('invalid', 'Всплеск признан ложным: сначала возьмите это решение назад.');
    await client.query(
      `update spike set version = version + 1, state = $3, verdict = $4, verdict_by = coalesce(verdict_by, $5),
              verdict_at = coalesce(verdict_at, $6), organisation = $7, lead_appeal = $8, updated_at = $6, over_at = null
        where region_id = $1 and spike_id = $2`,
      [registry.code, spikeId, after.state, after.verdict, login, now, lead.organisation, lead.id],
    );
    await insertSpikeEvent(
      client,
      registry.code,
      'spike.decided',
      { ...row, state: 'assigned' },
      now,
      login,
      {
        before: row.state,
        organisation: lead.organisation,
        lead: lead.number,
        joined: lead.joined,
      },
    );
  });
  act.signal.wake();
}
