import type pg from 'pg';
import type { DecideSpike } from '../../contract/spikes.ts';
import type { AccessScope } from '../access/index.ts';
import { transaction } from '../platform/database/index.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { admitsSpike } from './admits-spike.ts';
import { insertSpikeEvent, lockSpike } from './queries.ts';
import { step } from './spike-state.ts';

/** Why a step was not taken; the message is a Russian sentence for the person who made it. */
export class SpikeConflict extends Error {
  override name = 'SpikeConflict';
  readonly reason: 'not_found' | 'changed_meanwhile' | 'invalid';
  constructor(reason: SpikeConflict['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface SpikeAct {
  pool: pg.Pool;
  signal: EventSignal;
  registry: RegionRegistry;
  scope: AccessScope;
  spikeId: string;
  login: string;
  now: Date;
}

/**
 * A person's step: confirm, dismiss, know, assign, end, or take a verdict back.
 *
 * @param version the one the person saw
 * @throws SpikeConflict
 */
export async function decideSpike(act: SpikeAct, decision: DecideSpike, version: number): Promise<void> {
  const { pool, registry, scope, spikeId, login, now } = act;
  const { organisation, assignee, note, outcome } = decision;
  if (organisation && !registry.organisations.has(organisation)) {
    throw new SpikeConflict('invalid', 'Такой организации нет в справочнике. Выберите из списка.');
  }
  if (decision.state === 'assigned' && !organisation) {
    throw new SpikeConflict('invalid', 'Выберите, кому поручить.');
  }
  await transaction(pool, async (client) => {
    const row = await lockSpike(client, registry.code, spikeId);
    // Somebody else's spike answers exactly as one that does not exist.
    if (!row || !admitsSpike(scope, registry.taxonomy, row)) {
      throw new SpikeConflict('not_found', 'Такого всплеска нет или он не в вашем ведении.');
    }
    if (row.version !== version) {
      throw new SpikeConflict(
        'changed_meanwhile',
        'Этот всплеск уже изменили. Посмотрите, что решено, и при нужде решите ещё раз.',
      );
    }
    const after = step(row, decision.state);
    if (!after) {
      throw new SpikeConflict('invalid', 'Из нынешнего состояния так решить нельзя. Обновите страницу.');
    }
    const spoken = after.verdict !== row.verdict;
    const assigned = decision.state === 'assigned';
    await client.query(
      `update spike set version = version + 1, state = $3, verdict = $4, verdict_by = $5, verdict_at = $6, note = $7,
              organisation = $8, assignee = $9, outcome = $10, over_at = case when $3 = 'over' then coalesce(over_at, $11) end,
              updated_at = $11,
              known_event = case when $3 in ('known', 'assigned', 'over') then known_event end,
              known_as = case when $3 in ('known', 'assigned', 'over') then known_as end
        where region_id = $1 and spike_id = $2`,
      [
        registry.code,
        spikeId,
        after.state,
        after.verdict,
        after.verdict === null ? null : spoken ? login : row.verdictBy,
        after.verdict === null ? null : spoken ? now : row.verdictAt,
        note ?? row.note,
        assigned ? organisation : decision.state === 'confirmed' ? null : row.organisation,
        assigned ? (assignee ?? null) : decision.state === 'confirmed' ? null : row.assignee,
        outcome ?? row.outcome,
        now,
      ],
    );
    const changed = { ...row, state: decision.state };
    await insertSpikeEvent(client, registry.code, 'spike.decided', changed, now, login, {
      before: row.state,
      ...(organisation && { organisation }),
      ...(note && { note }),
      ...(outcome && { outcome }),
    });
  });
  act.signal.wake();
}
