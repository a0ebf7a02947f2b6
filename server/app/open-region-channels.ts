import type pg from 'pg';
import { settleByContractor } from '../casework/index.ts';
import {
  Busy,
  type Channels,
  createAdapters,
  createProviderClient,
  createPushDesk,
  ensureAccounts,
  type JobRunner,
  openChannels,
} from '../channels/index.ts';
import { IdempotencyConflict, IntakeOverloaded, storePhoto } from '../intake/index.ts';
import type { Clock } from '../platform/clock.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import { systemActor } from './case-actor.ts';
import { fileAddress } from './file-address.ts';
import { pseudonymOf } from './pseudonym.ts';
import { recogniseAuthor } from './recognise-author.ts';
import type { RegionRuntime } from './region-runtime.ts';

export interface ChannelSettings {
  /** Where secrets of the channels are looked up. */
  env: Readonly<Record<string, string | undefined>>;
  /** First wait before a failed sending is tried again. */
  retryMs: number;
}

export interface ChannelOptions {
  pool: pg.Pool;
  clock: Clock;
  signal: EventSignal;
  log: { info(message: string): void; error(message: string): void };
  runner: JobRunner;
  settings: ChannelSettings;
}

/** Joins the channels of a region with its intake. */
export async function openRegionChannels(
  region: RegionRuntime,
  { pool, clock, signal, log, runner, settings }: ChannelOptions,
): Promise<Channels> {
  await ensureAccounts(pool, region.code, settings.env);
  const push = createPushDesk(pool, region.code);
  return openChannels(
    {
      pool,
      clock,
      signal,
      log,
      regionId: region.code,
      adapters: createAdapters(clock, push),
      push,
      client: createProviderClient(),
      env: settings.env,
      retryMs: settings.retryMs,
      async contractorClosed({ appealId, ...part }) {
        const act = {
          pool,
          signal,
          registry: region.registry(),
          appealId,
          actor: systemActor,
          now: clock.now(),
        };
        await settleByContractor(act, part);
      },
      fileAddress(fileId) {
        const origin = settings.env.OTKLIK_PUBLIC_URL;
        return origin ? fileAddress(origin, region.secret, region.code, fileId, clock.now()) : null;
      },
      async register(message) {
        try {
          const result = await region.intake.register(message);
          if (!(result instanceof IdempotencyConflict)) return result;
        } catch (error) {
          if (error instanceof IntakeOverloaded) throw new Busy();
          throw error;
        }
        return registeredAs(pool, region.code, message);
      },
      pseudonym: (identity) => pseudonymOf(region.secret, identity),
      recognise: recogniseAuthor(pool, clock, region),
      async storePhoto(content) {
        return (await storePhoto(pool, region.code, content, clock.now()))?.id ?? null;
      },
    },
    runner,
  );
}

/** A message that was registered before an author's edit reached us: the key is the same, the text is not. */
async function registeredAs(
  pool: pg.Pool,
  regionId: string,
  { channel, externalId }: { channel: string; externalId: string },
): Promise<{ appealId: string; number: string }> {
  const found = await pool.query(
    `select a.appeal_id, a.number from message m join appeal a on a.region_id = m.region_id and a.appeal_id = m.appeal_id
      where m.region_id = $1 and m.channel = $2 and m.external_id = $3`,
    [regionId, channel, externalId],
  );
  return { appealId: found.rows[0].appeal_id, number: found.rows[0].number };
}
