import type pg from 'pg';
import type { Clock } from '../../platform/clock.ts';
import { isUnavailable } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { insertDeliveries } from './delivery-queries.ts';

export interface Delivery {
  channel: string;
  account: string;
  eventId: string;
  body: Buffer;
}

/** More are waiting than the bound allows: the provider is told to come again, nothing was taken. */
export class InboxFull extends Error {
  override name = 'InboxFull';
}

export interface Inbox {
  /** Resolves after commit. @returns false when this delivery was there already */
  accept(delivery: Delivery): Promise<boolean>;
  drain(): Promise<void>;
}

const BATCH_MAX = 200;
const WAITING_MAX = 4000;
/** Bodies are kept so long for replay and disputes, then erased. */
const BODY_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

interface Waiting {
  delivery: Delivery;
  resolve(fresh: boolean): void;
  reject(error: unknown): void;
}

/** Deliveries that come while a commit is under way share the next one; a lone one is written at once. */
export function createInbox(options: { pool: pg.Pool; clock: Clock; regionId: string }): Inbox {
  let waiting: Waiting[] = [];
  let writing: Promise<void> | null = null;

  const pump = (): void => {
    if (writing || waiting.length === 0) return;
    const batch = waiting.slice(0, BATCH_MAX);
    waiting = waiting.slice(BATCH_MAX);
    writing = write(options, batch).finally(() => {
      writing = null;
      pump();
    });
  };
  return {
    accept(delivery) {
      if (waiting.length >= WAITING_MAX) return Promise.reject(new InboxFull());
      return new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        if (waiting.length === 1) setImmediate(pump);
      });
    },
    async drain() {
      while (writing || waiting.length > 0)
        await (writing ?? new Promise((resolve) => setImmediate(resolve)));
    },
  };
}

async function write(
  options: { pool: pg.Pool; clock: Clock; regionId: string },
  batch: Waiting[],
): Promise<void> {
  const now = options.clock.now();
  const rows = batch.map(({ delivery }) => ({ ...delivery, deliveryId: uuidV7(now.getTime()) }));
  try {
    const fresh = await insertDeliveries(options.pool, options.regionId, rows, {
      now,
      bodyUntil: new Date(now.getTime() + BODY_KEPT_DAYS * DAY_MS).toISOString().slice(0, 10),
    });
    batch.forEach((entry, at) => {
      entry.resolve(fresh.has(rows[at]!.deliveryId));
    });
  } catch (error) {
    if (batch.length === 1 || isUnavailable(error)) {
      for (const entry of batch) entry.reject(error);
      return;
    }
    // One that cannot be written must not take its neighbours with it.
    for (const entry of batch) await write(options, [entry]);
  }
}
