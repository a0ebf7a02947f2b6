import { isUnavailable, withLock } from '../../platform/database/index.ts';
import type { Accounts } from '../accounts.ts';
import { type ChannelEvent, Unreadable } from '../adapter.ts';
import { Busy, type ChannelsContext } from '../channels-context.ts';
import { type Applied, applyEvent, TooEarly } from './apply-event.ts';
import {
  finishDelivery,
  hasPending,
  noteHeard,
  type PendingDelivery,
  pendingDeliveries,
  postponeDelivery,
} from './delivery-queries.ts';

const BATCH_MAX = 200;
/** Threads read at once: intake shares one commit among them, and the pool keeps connections for people. */
const THREADS_AT_ONCE = 6;
/** Something early waits so long for what it is about: 1 + 2 + 4 … seconds. */
const EARLY_TRIES_MAX = 11;
const FAILED_TRIES_MAX = 6;

/**
 * Reads one batch of stored deliveries into the cases. One process of an installation reads a region at a time, so that two messages
 * of one thread cannot begin two cases.
 *
 * @returns how many were looked at; 0 also when another process is reading
 */
export async function readDeliveries(context: ChannelsContext, accounts: Accounts): Promise<number> {
  if (!(await hasPending(context.pool, context.regionId, context.clock.now()))) return 0;
  const read = await withLock(context.pool, 'otklik.channels', context.regionId, () =>
    readBatch(context, accounts),
  );
  return read ?? 0;
}

/** No thread key holds a tab. */
const CHANGES = '\tchanges';

interface Entry {
  delivery: PendingDelivery;
  events: ChannelEvent[];
}

async function readBatch(context: ChannelsContext, accounts: Accounts): Promise<number> {
  const now = context.clock.now();
  const pending = await pendingDeliveries(context.pool, context.regionId, now, BATCH_MAX);
  if (pending.length === 0) return 0;
  const lanes = new Map<string, Entry[]>();
  for (const delivery of pending) {
    const events = await parse(context, accounts, delivery);
    if (!events) continue;
    const lane = laneOf(delivery, events);
    const entries = lanes.get(lane);
    if (entries) entries.push({ delivery, events });
    else lanes.set(lane, [{ delivery, events }]);
  }
  // Deletions and calls coming back last: what they are about may be in this very batch.
  const changes = [...lanes].filter(([lane]) => lane.endsWith(CHANGES)).map(([, entries]) => entries);
  const queue = [...lanes].filter(([lane]) => !lane.endsWith(CHANGES)).map(([, entries]) => entries);
  const worker = async (): Promise<void> => {
    for (let lane = queue.shift(); lane; lane = queue.shift())
      for (const entry of lane) await apply(context, accounts, entry);
  };
  await Promise.all(Array.from({ length: THREADS_AT_ONCE }, worker));
  for (const entry of changes.flat()) await apply(context, accounts, entry);
  const heard = new Map(
    pending.map(({ channel, account }) => [`${channel} ${account}`, { channel, account }]),
  );
  await noteHeard(context.pool, context.regionId, [...heard.values()], now);
  return pending.length;
}

/** What belongs to one conversation is read one after another; changes of a message stay behind the message. */
function laneOf({ channel, account }: PendingDelivery, events: readonly ChannelEvent[]): string {
  const [event] = events;
  if (event && (event.kind === 'written' || event.kind === 'edited'))
    return `${channel} ${account} ${event.message.thread.key}`;
  return `${channel} ${account}${CHANGES}`;
}

/** null when the delivery ended here: unreadable ones are kept as dead, with the reason. */
async function parse(
  context: ChannelsContext,
  accounts: Accounts,
  delivery: PendingDelivery,
): Promise<ChannelEvent[] | null> {
  const adapter = context.adapters.get(delivery.channel);
  const account = await accounts.find(delivery.channel, delivery.account);
  try {
    if (!adapter || !account) throw new Unreadable('Канал отключён: заведите его снова и повторите.');
    return await adapter.parse(delivery.body, account);
  } catch (error) {
    const why = error instanceof Unreadable ? error.message : `Сбой разбора: ${(error as Error).message}`;
    await finishDelivery(context.pool, context.regionId, delivery.deliveryId, {
      state: 'dead',
      now: context.clock.now(),
      error: why.slice(0, 500),
    });
    return null;
  }
}

async function apply(
  context: ChannelsContext,
  accounts: Accounts,
  { delivery, events }: Entry,
): Promise<void> {
  const account = (await accounts.find(delivery.channel, delivery.account))!;
  const { deliveryId } = delivery;
  try {
    for (const [at, event] of events.entries()) {
      const last = at === events.length - 1;
      await applyEvent(context, account, event, async (client, applied: Applied) => {
        if (!last) return;
        await finishDelivery(client, context.regionId, deliveryId, {
          state: applied.state,
          now: context.clock.now(),
          error: applied.note ?? null,
          appealId: applied.appealId,
        });
      });
    }
  } catch (error) {
    await postpone(context, delivery, error as Error);
  }
}

async function postpone(context: ChannelsContext, delivery: PendingDelivery, error: Error): Promise<void> {
  const now = context.clock.now();
  if (isUnavailable(error)) throw error;
  if (error instanceof Busy) {
    const soon = new Date(now.getTime() + 1000);
    await context.pool.query(
      'update incoming_delivery set next_at = $3 where region_id = $1 and delivery_id = $2',
      [context.regionId, delivery.deliveryId, soon],
    );
    return;
  }
  const early = error instanceof TooEarly;
  if (delivery.attempts + 1 >= (early ? EARLY_TRIES_MAX : FAILED_TRIES_MAX)) {
    await finishDelivery(context.pool, context.regionId, delivery.deliveryId, {
      state: early ? 'ignored' : 'dead',
      now,
      error: error.message.slice(0, 500),
    });
    return;
  }
  if (!early) context.log.error(`Сообщение канала ${delivery.channel} не разобрано: ${error.message}`);
  const waitMs = Math.min(2 ** delivery.attempts, 600) * 1000;
  await postponeDelivery(
    context.pool,
    context.regionId,
    delivery.deliveryId,
    new Date(now.getTime() + waitMs),
    error.message.slice(0, 500),
  );
}
