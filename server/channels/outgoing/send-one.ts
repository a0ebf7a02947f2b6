import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable, transaction } from '../../platform/database/index.ts';
import { appendEvent } from '../../platform/event-log/index.ts';
import type { Accounts } from '../accounts.ts';
import { type Account, type ChannelAdapter, SendFailed } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';
import {
  isPilot,
  lockWaiting,
  logAttempt,
  nextTurn,
  noteOutcome,
  type OutgoingRow,
  pauseAccount,
  scheduleAt,
  setState,
  takeTurn,
} from './queries.ts';
import { type Sent, sendParts } from './send-parts.ts';

const ATTEMPTS_MAX = 20;
const RETRY_MS_MAX = 3_600_000;
/** A sender that died is replaced after this, and as much for every file: longer than any provider is waited for. */
const LEASE_MS = 60_000;
/** A turn nearer than this is waited for, a farther one becomes a job of its own. */
const WAIT_MS_MAX = 1500;

/**
 * One try to send one message. Taken under a lease before the provider is asked and settled after it answered: a process killed in
 * between leaves a lease that runs out, and the message is tried again (VK and mail recognise the repeat; Telegram, MAX and OK have
 * nothing to recognise it by).
 */
export async function sendOne(
  context: ChannelsContext,
  accounts: Accounts,
  outgoingId: string,
): Promise<void> {
  const taken = await take(context, accounts, outgoingId);
  if (!taken) return;
  const { row, account, adapter, turn } = taken;
  await sleep(Math.max(0, turn.getTime() - context.clock.now().getTime()));
  try {
    const sent = await sendParts(context, row, account, adapter);
    await settle(context, row, 'sent', null, sent);
  } catch (error) {
    if (isUnavailable(error)) throw error;
    // A fault of our own is bounded like a provider's: it must not be tried for ever.
    const failure =
      error instanceof SendFailed ? error : new SendFailed('later', `Сбой: ${(error as Error).message}`);
    await settle(context, row, failure.fate, failure, null);
  }
}

interface Taken {
  row: OutgoingRow;
  account: Account;
  adapter: ChannelAdapter;
  turn: Date;
}

function take(context: ChannelsContext, accounts: Accounts, outgoingId: string): Promise<Taken | null> {
  const { regionId, clock } = context;
  return transaction(context.pool, async (client) => {
    const row = await lockWaiting(client, regionId, outgoingId);
    if (!row) return null;
    const now = clock.now();
    if (await isPilot(client, regionId)) {
      await setState(client, regionId, row, { state: 'held', now });
      return null;
    }
    const adapter = context.adapters.get(row.channel);
    const account = await accounts.find(row.channel, row.account);
    if (!adapter || !account?.enabled) {
      const error = 'Канал не подключён или выключен.';
      await setState(client, regionId, row, { state: 'dead', now, error });
      await logAttempt(client, regionId, {
        outgoingId,
        attempt: row.attempts,
        at: now,
        outcome: 'dead',
        detail: error,
      });
      return null;
    }
    const free = await nextTurn(client, regionId, row);
    if (free && free.getTime() - now.getTime() > WAIT_MS_MAX) {
      await setState(client, regionId, row, { state: 'queued', now, dueAt: free });
      await scheduleAt(client, regionId, outgoingId, free);
      return null;
    }
    const turn = await takeTurn(client, regionId, row, now, 1000 / adapter.sendsPerSecondMax);
    await setState(client, regionId, row, {
      state: 'sending',
      now,
      leaseUntil: new Date(now.getTime() + LEASE_MS * (1 + row.attachments.length)),
      counts: true,
    });
    return { row: { ...row, attempts: row.attempts + 1 }, account, adapter, turn };
  });
}

async function settle(
  context: ChannelsContext,
  row: OutgoingRow,
  fate: 'sent' | 'later' | 'dead',
  failure: SendFailed | null,
  sent: Sent | null,
): Promise<void> {
  const { regionId, clock } = context;
  const { outgoingId, attempts } = row;
  const now = clock.now();
  const outcome = fate === 'later' && attempts >= ATTEMPTS_MAX ? 'dead' : fate;
  const detail = failure?.message.slice(0, 500) ?? null;
  await transaction(context.pool, async (client) => {
    const logged = detail ?? sent?.leftOut ?? null;
    await logAttempt(client, regionId, { outgoingId, attempt: attempts, at: now, outcome, detail: logged });
    await noteOutcome(client, regionId, row, now, detail);
    if (outcome === 'later') {
      const waitMs = failure?.retryAfterMs ?? Math.min(context.retryMs * 2 ** (attempts - 1), RETRY_MS_MAX);
      const dueAt = new Date(now.getTime() + waitMs);
      if (failure?.pauses) await pauseAccount(client, regionId, row, dueAt);
      await setState(client, regionId, row, { state: 'queued', now, dueAt, error: detail });
      await scheduleAt(client, regionId, outgoingId, dueAt);
      return;
    }
    await setState(client, regionId, row, {
      state: outcome,
      now,
      externalId: sent?.externalId,
      error: detail,
    });
    // A notification beside the conversation is no event of the case.
    if (!row.appealId || !row.messageId) return;
    await appendEvent(client, regionId, {
      at: now,
      type: outcome === 'sent' ? 'message.sent' : 'message.undelivered',
      appealId: row.appealId,
      actor: null,
      data: {
        channel: row.channel,
        message: row.messageId,
        ...(sent?.leftOut ? { leftOut: sent.leftOut } : {}),
      },
    });
  });
  context.signal.wake();
}
