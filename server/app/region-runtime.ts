import { join } from 'node:path';
import type pg from 'pg';
import type { KpiReport } from '../../contract/control.ts';
import type { SpikeRow } from '../../contract/spikes.ts';
import { readSpikeRows } from '../alerts/index.ts';
import { eraseBodies, eraseSubscriptions } from '../channels/index.ts';
import { eraseCodes } from '../identities/index.ts';
import type { AnswerTimes } from '../insight/channels/index.ts';
import { feedReplica, openReplica, type Replica, type ReplicaFeed } from '../insight/facts/index.ts';
import { createGroupCommit, createNumberSource, eraseExpired, type GroupCommit } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';
import { type EventSignal, formatPosition } from '../platform/event-log/index.ts';
import { dayOf } from '../registry/region-day.ts';
import { loadRegion, type RegionRegistry, registryVersion } from '../registry/store/index.ts';
import { decideTriage, type TriageKnowledge } from '../triage/index.ts';
import { finishNormChange, termsLeftToCount } from './change-norm.ts';
import { followForSearch } from './follow-for-search.ts';
import { createRushGauge } from './intake-rush.ts';
import { createLiveStep, type LiveStep } from './live-step.ts';
import { loadKnowledge } from './load-knowledge.ts';
import { createMemory } from './remember.ts';
import { sendAlerts } from './send-alerts.ts';
import { sendEscalations } from './send-escalations.ts';
import { type SpikeWatch, watchSpikes } from './spike-watch.ts';
import { startTicks, type Ticks } from './ticks.ts';

export interface RegionRuntime {
  code: string;
  registry(): RegionRegistry;
  knowledge(): TriageKnowledge;
  replica: Replica;
  spikeWatch: SpikeWatch;
  intake: GroupCommit;
  /** Figures of two years over a million cases take seconds: kept ten minutes. */
  kpis(key: string, count: () => Promise<KpiReport>): Promise<KpiReport>;
  /** Times of a period by channel: a year of a million cases is a second; kept ten minutes. */
  channelTimes(
    key: string,
    count: () => Promise<ReadonlyMap<string, AnswerTimes>>,
  ): Promise<ReadonlyMap<string, AnswerTimes>>;
  /** What time itself does to cases. */
  ticks: Ticks;
  secret: string;
  /** Calls the listener at every step of the replica; returns a function that ends it. */
  onLive(listener: (step: LiveStep) => void): () => void;
  /** Spikes by identifier, whosever they are. */
  readSpikes(ids: string[]): Promise<SpikeRow[]>;
  close(): Promise<void>;
}

export interface RuntimeOptions {
  pool: pg.Pool;
  clock: Clock;
  signal: EventSignal;
  dataFolder: string;
  log: { info(message: string): void; error(message: string): void };
}

const RELOAD_MS = 2000;
const ERASE_MS = 3_600_000;
const ALERTS_MS = 30_000;

/** Everything that runs for one region: its registry in memory, triage, intake, replica and search followers. */
export async function openRegion(code: string, options: RuntimeOptions): Promise<RegionRuntime> {
  const { pool, clock, signal, log } = options;
  let registry = await loadRegion(pool, code);
  let knowledge = await loadKnowledge(pool, registry, log);
  const replica = await openReplica(join(options.dataFolder, 'facts', `${code}.duckdb`));
  const listeners = new Set<Parameters<RegionRuntime['onLive']>[0]>();
  const onError = (what: string) => (error: Error) => log.error(`${what} (${code}): ${error.message}`);

  const intake = createGroupCommit({
    pool,
    clock,
    signal,
    numbers: createNumberSource(pool),
    regionId: code,
    decide: (message, now) => decideTriage(message, now, knowledge),
  });
  const readSpikes = (ids: string[]) => {
    const today = dayOf(clock.now(), registry.file.timeZone);
    return readSpikeRows(pool, registry, ids, today);
  };
  const feed: ReplicaFeed = await feedReplica(replica, {
    pool,
    regionId: code,
    timeZone: registry.file.timeZone,
    signal,
    order: { topic: registry.taxonomy.topics.map((topic) => topic.code) },
    busy: createRushGauge(intake),
    onError: onError('Аналитическая копия отстала'),
    onAdvance: (events, position) => {
      const step = createLiveStep(pool, code, events, formatPosition(position), readSpikes);
      for (const listener of listeners) listener(step);
    },
  });
  const search = await followForSearch({
    pool,
    signal,
    regionId: code,
    intake,
    onError: onError('Поиск отстал'),
  });

  const spikeWatch = watchSpikes({
    pool,
    clock,
    signal,
    replica,
    registry: () => registry,
    onError: onError('Всплески не просмотрены'),
  });

  // A change of the norms that a stopped process did not bring to its end.
  const left = await termsLeftToCount(pool, code);
  if (left !== undefined)
    void finishNormChange(pool, signal, code, left, clock.now()).catch(onError('Сроки не пересчитаны'));

  const reload = setInterval(() => {
    void reloadIfChanged().catch(onError('Справочники не перечитаны'));
  }, RELOAD_MS);
  reload.unref();
  const reloadIfChanged = async () => {
    if ((await registryVersion(pool, code)) === registry.version) return;
    const fresh = await loadRegion(pool, code);
    knowledge = await loadKnowledge(pool, fresh, log);
    registry = fresh;
  };

  const ticks = startTicks({ pool, clock, signal, registry: () => registry, log });
  const alerts = setInterval(() => {
    void sendAlerts(pool, registry, clock.now()).catch(onError('Оповещения не переданы'));
    void sendEscalations(pool, registry, clock.now()).catch(onError('Поднятое не передано'));
  }, ALERTS_MS);
  alerts.unref();

  const erase = setInterval(() => {
    const now = clock.now();
    void Promise.all([
      eraseExpired(pool, code, now),
      eraseBodies(pool, code, now),
      eraseSubscriptions(pool, code, now),
      eraseCodes(pool, code, now),
    ]).catch(onError('Старое не стёрто'));
  }, ERASE_MS);
  erase.unref();

  return {
    code,
    registry: () => registry,
    knowledge: () => knowledge,
    replica,
    spikeWatch,
    readSpikes,
    intake,
    kpis: createMemory(clock, { keptMs: 600_000, dearMs: 1000, entriesMax: 200 }),
    channelTimes: createMemory(clock, { keptMs: 600_000, dearMs: 300, entriesMax: 200 }),
    ticks,
    secret: await secretOf(pool, code),
    onLive(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      clearInterval(reload);
      clearInterval(erase);
      clearInterval(alerts);
      await spikeWatch.close();
      await ticks.close();
      await feed.stop();
      await search.stop();
      replica.close();
    },
  };
}

/** Key of the region's follow links; made once and shared by every process through the database. */
export async function secretOf(pool: pg.Pool, regionId: string): Promise<string> {
  const { randomBytes } = await import('node:crypto');
  await pool.query(
    `insert into setting (region_id, name, value) values ($1, 'follow-secret', $2) on conflict do nothing`,
    [regionId, JSON.stringify(randomBytes(32).toString('hex'))],
  );
  const found = await pool.query(
    `select value from setting where region_id = $1 and name = 'follow-secret'`,
    [regionId],
  );
  return found.rows[0].value;
}
