import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { actOnCase, readCase } from '../casework/index.ts';
import { type Channels, findPublication, joinPublication } from '../channels/index.ts';
import { type Judges, type Monitoring, openMonitoring } from '../monitoring/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import { type ComplaintModel, loadComplaintModel } from '../triage/complaint/index.ts';
import type { TriageKnowledge } from '../triage/index.ts';
import { residentActor } from './case-actor.ts';
import type { RegionRuntime } from './region-runtime.ts';

export interface MonitoringOptions {
  pool: pg.Pool;
  clock: Clock;
  signal: EventSignal;
  log: { info(message: string): void; error(message: string): void };
  env: Readonly<Record<string, string | undefined>>;
}

/** Joins the monitoring of a region with its triage, its intake and its channels. */
export function openRegionMonitoring(
  region: RegionRuntime,
  channels: Channels,
  { pool, clock, signal, log, env }: MonitoringOptions,
): Monitoring {
  let model: Promise<ComplaintModel> | undefined;
  return openMonitoring({
    pool,
    clock,
    log,
    env,
    regionId: region.code,
    async judges() {
      model ??= loadComplaintModel();
      return judgesOf(await model, region.knowledge());
    },
    register: channels.context.register,
    pseudonym: channels.context.pseudonym,
    async findCase(thread) {
      const appealId = await findPublication(channels, thread);
      const row = appealId && (await readCase(pool, region.code, appealId));
      return row ? { appealId, number: row.number } : null;
    },
    joinThread: (appealId, thread) => joinPublication(channels, appealId, thread),
    async withdrawCase(appealId) {
      const row = await readCase(pool, region.code, appealId);
      // A case that a channel of ours had begun was only found again.
      if (row?.channel !== 'monitoring') return;
      const untouched = row.assignee === null && (row.status === 'moderation' || row.status === 'routed');
      if (!untouched) throw new Error('По делу уже работают: закройте его в карточке.');
      // As a withdrawal: nobody is told of it, least of all under the post.
      const registry = region.registry();
      const act = { pool, signal, registry, appealId, actor: residentActor, now: clock.now() };
      await actOnCase(act, { action: 'withdraw', reason: 'Взято из мониторинга по ошибке' }, null);
    },
    wait: (ms) => wait(ms),
  });
}

/** Triage as monitoring asks it. */
export function judgesOf(complaints: ComplaintModel, { places, registry, model }: TriageKnowledge): Judges {
  const { byCode, childrenOf } = registry.taxonomy;
  return {
    odds: complaints.odds,
    words: complaints.words,
    placeOf: (text) => places.byText(text),
    placeAt: (lat, lon) => places.byPoint(lat, lon),
    topics: (text) =>
      (model?.topics(text) ?? []).filter(({ code }) => byCode.has(code) && !childrenOf.has(code)),
    placeName: (code) => registry.municipalities.get(code)?.name ?? code,
  };
}
