import type pg from 'pg';
import { readCallers, scopeOf } from '../access/index.ts';
import type { MeasuredSpike } from '../path/found-spike.ts';
import { transaction } from '../platform/database/index.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { pathOf } from '../registry/taxonomy.ts';
import { daysBetween, priorityFor } from './judge-spike.ts';
import { explains } from './known-events/explains.ts';
import { explainingEvents } from './known-events/queries.ts';
import { matchSpike } from './match-spike.ts';
import {
  insertDelivery,
  insertSpike,
  insertSpikeEvent,
  knownSpikes,
  lockRecording,
  updateMeasured,
} from './queries.ts';
import { notBefore, type Person, recipientsOf } from './recipients.ts';

export interface RecordContext {
  pool: pg.Pool;
  signal: EventSignal;
  registry: RegionRegistry;
  now: Date;
  /** The region's day, YYYY-MM-DD. */
  today: string;
}

/** After so many quiet days a wave is over; one that is first seen so late is history and alarms nobody. */
export const OVER_AFTER_DAYS = 3;
/** Growth worth telling the screens of: a day more, or a fifth more. */
const GROWTH_TOLD = 1.2;

/**
 * Records what was measured: a wave not met before becomes a spike and its people are told; one met before grows. What a known event
 * explains is known from the start by its name, and nobody is told.
 *
 * @returns identifiers, in the order given
 */
export async function recordSpikes(
  context: RecordContext,
  measured: readonly MeasuredSpike[],
): Promise<{ id: string; fresh: boolean }[]> {
  if (measured.length === 0) return [];
  const { pool, registry, now, today } = context;
  const regionId = registry.code;
  const recorded = await transaction(pool, async (client) => {
    await lockRecording(client, regionId);
    const since = measured.map((spike) => spike.firstDay).reduce((a, b) => (a < b ? a : b));
    const known = await knownSpikes(client, regionId, since);
    const events = await explainingEvents(client, regionId, since);
    let people: Person[] | null = null;
    const results: { id: string; fresh: boolean }[] = [];
    for (const spike of measured) {
      const match = matchSpike(spike, known, (a, b) => isOneBranch(a, b, registry));
      if (match) {
        await updateMeasured(client, regionId, match.id, spike, now);
        if (spike.lastDay > match.lastDay || spike.count >= GROWTH_TOLD * match.count) {
          const grown = { id: match.id, topic: spike.topic, places: spike.places, state: 'grown' };
          await insertSpikeEvent(client, regionId, 'spike.grown', grown, now, null, { count: spike.count });
        }
        Object.assign(match, { lastDay: spike.lastDay, count: spike.count });
        results.push({ id: match.id, fresh: false });
        continue;
      }
      const id = uuidV7(now.getTime());
      const past = daysBetween(spike.lastDay, today) >= OVER_AFTER_DAYS;
      const event = events.find((each) => explains(each, spike, registry.taxonomy)) ?? null;
      const state = past ? 'over' : event ? 'known' : 'found';
      await insertSpike(client, regionId, id, state, spike, now, event);
      await insertSpikeEvent(client, regionId, 'spike.found', { ...spike, id, state }, now, null, {
        count: spike.count,
        expected: spike.expected,
        past,
      });
      known.push({ ...spike, id });
      if (state === 'found') {
        people ??= await readPeople(client, context);
        await tell(client, context, { ...spike, id }, people);
      }
      results.push({ id, fresh: true });
    }
    return results;
  });
  context.signal.wake();
  return recorded;
}

/** Screens at once; letters and bots outside the quiet hours. */
async function tell(
  client: pg.PoolClient,
  { registry, now, today }: RecordContext,
  spike: MeasuredSpike & { id: string },
  people: readonly Person[],
): Promise<void> {
  const priority = priorityFor(spike, registry, today).score;
  const reach = { topic: spike.topic, places: spike.places, organisation: null };
  for (const login of recipientsOf(reach, priority, people, registry.taxonomy)) {
    for (const channel of ['screen', 'email', 'bot'] as const) {
      const moment = channel === 'screen' ? now : notBefore(now, registry.file.timeZone, priority);
      const deliveryId = uuidV7(now.getTime());
      await insertDelivery(
        client,
        registry.code,
        { deliveryId, spikeId: spike.id, login, channel, notBefore: moment },
        now,
      );
    }
  }
}

async function readPeople(
  client: pg.PoolClient,
  { registry, now }: Pick<RecordContext, 'registry' | 'now'>,
): Promise<Person[]> {
  const callers = await readCallers(client, registry.code, ['curator', 'coordinator', 'head'], now);
  return callers.map((caller) => ({
    login: caller.login,
    role: caller.role,
    scope: scopeOf(caller, registry),
  }));
}

export function isOneBranch(a: string, b: string, { taxonomy }: RegionRegistry): boolean {
  const isAbove = (high: string, low: string) =>
    taxonomy.byCode.has(low) && pathOf(low, taxonomy).some((topic) => topic.code === high);
  return a === b || isAbove(a, b) || isAbove(b, a);
}
