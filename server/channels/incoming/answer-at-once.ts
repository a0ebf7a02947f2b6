import type pg from 'pg';
import { enqueueOutgoing } from '../../platform/outbox/index.ts';
import type { Account, ChannelMessage } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';

/** An answer to a message that is no matter: outside any conversation of a case. */
export async function replyAtOnce(
  client: pg.PoolClient,
  context: ChannelsContext,
  { channel, account }: Account,
  { thread, externalId }: ChannelMessage,
  text: string,
): Promise<void> {
  await enqueueOutgoing(client, {
    regionId: context.regionId,
    appealId: null,
    channel,
    account,
    threadKey: thread.key,
    recipient: thread.recipient,
    replyTo: externalId,
    text,
    dedupeKey: `recognised:${channel}:${account}:${externalId}`,
    now: context.clock.now(),
  });
}

/** The legal note to a letter, or the account's own greeting; once a day to one person, so that two automata do not converse. */
export async function greet(
  client: pg.PoolClient,
  context: ChannelsContext,
  account: Account,
  message: ChannelMessage,
  appealId: string,
  number: string,
): Promise<void> {
  const own = account.settings.autoReply;
  const text = message.autoReply?.text ?? (typeof own === 'string' ? own : null);
  if (!text) return;
  const now = context.clock.now();
  const { key, recipient } = message.thread;
  const day = now.toISOString().slice(0, 10);
  await enqueueOutgoing(client, {
    regionId: context.regionId,
    appealId,
    channel: account.channel,
    account: account.account,
    threadKey: key,
    recipient,
    replyTo: message.externalId,
    text: text.replaceAll('{number}', number),
    options: { ...message.autoReply?.options },
    dedupeKey: `greeting:${account.channel}:${account.account}:${context.pseudonym(recipient)}:${day}`,
    now,
  });
}
