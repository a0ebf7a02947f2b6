import type pg from 'pg';
import { Channel, type Regime } from '../../../contract/vocabulary.ts';
import { transaction } from '../../platform/database/index.ts';
import { appendEvent } from '../../platform/event-log/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { Account, ChannelEvent, ChannelMessage, Thread } from '../adapter.ts';
import { callSettings } from '../calls/call-settings.ts';
import { followCall } from '../calls/follow-call.ts';
import { insertCalls } from '../calls/queries.ts';
import type { ChannelsContext, Recognition } from '../channels-context.ts';
import { greet, replyAtOnce } from './answer-at-once.ts';
import { addVersion, withdraw } from './change-message.ts';
import { joinedAppeal } from './joined-appeal.ts';
import { attachmentStates, storeEnclosed } from './keep-attachments.ts';
import { attachPhotos, findMessage, insertSaid, markBounced } from './queries.ts';

export interface Applied {
  state: 'done' | 'ignored';
  appealId: string | null;
  note?: string;
}

/** What this event is about has not come yet; it may come in a moment. */
export class TooEarly extends Error {
  override name = 'TooEarly';
}

const REGIMES: Record<Thread['scope'], Regime> = {
  comments: 'social',
  dialog: 'social',
  mail: 'pos_message',
  call: 'call',
  api: 'pos_message',
};

/**
 * Brings one event of a channel into the cases. May be repeated after a crash at any point: keys make every step harmless.
 *
 * @param finish runs in the transaction of the change: the delivery is done with it or not at all
 * @throws TooEarly, Busy
 */
export async function applyEvent(
  context: ChannelsContext,
  account: Account,
  event: ChannelEvent,
  finish: (client: pg.PoolClient, applied: Applied) => Promise<void>,
): Promise<void> {
  const end = async (
    applied: Applied,
    work: (client: pg.PoolClient) => Promise<unknown> = async () => {},
  ): Promise<void> => {
    await transaction(context.pool, async (client) => {
      await work(client);
      await finish(client, applied);
    });
    if (applied.state === 'done') context.signal.wake();
  };
  switch (event.kind) {
    case 'ignored':
      return end({ state: 'ignored', appealId: null, note: event.why });
    case 'deleted': {
      const known = await findMessage(context.pool, context.regionId, {
        ...account,
        externalId: event.externalId,
      });
      if (!known) throw new TooEarly('Удалено сообщение, которого ещё не было.');
      return end({ state: 'done', appealId: known.appealId }, (client) =>
        withdraw(client, context, account, known),
      );
    }
    case 'bounced': {
      const { externalId, why } = event;
      if (!externalId) return end({ state: 'ignored', appealId: null, note: why });
      return end({ state: 'done', appealId: null }, async (client) => {
        const now = context.clock.now();
        const bounce = { channel: account.channel, externalId: externalId.replace(/^<|>$/g, ''), why, now };
        const appealId = await markBounced(client, context.regionId, bounce);
        if (!appealId) return;
        const data = { channel: account.channel };
        await appendEvent(client, context.regionId, {
          at: now,
          type: 'message.undelivered',
          appealId,
          actor: null,
          data,
        });
      });
    }
    case 'call': {
      const appealId = event.message ? (await open(context, account, event.message)).appealId : null;
      const callerKey = event.call.caller ? context.pseudonym(event.call.caller) : null;
      return end({ state: 'done', appealId }, async (client) => {
        const { channel, account: name } = account;
        const call = { channel, account: name, call: event.call, callerKey };
        const written = await insertCalls(client, context.regionId, [{ ...call, appealId }]);
        if (written.size > 0)
          await followCall(
            client,
            context.regionId,
            call,
            await callSettings(client, context.regionId),
            context.clock.now(),
          );
        if (event.message && appealId)
          await say(client, context, account, event.message, { appealId, opening: true, photoIds: [] });
      });
    }
    case 'written':
    case 'edited': {
      const proof = await proofOf(context, account, event.message);
      const message = proof?.rest === undefined ? event.message : { ...event.message, text: proof.rest };
      const known = await findMessage(context.pool, context.regionId, {
        ...account,
        externalId: event.message.externalId,
      });
      if (known) {
        return end({ state: 'done', appealId: known.appealId }, (client) =>
          addVersion(client, context, account, known, { kind: event.kind, message }),
        );
      }
      return hear(context, account, message, proof, end);
    }
  }
}

/** What a message proves of its author. Said in private only: under a post anybody could copy it. */
async function proofOf(
  context: ChannelsContext,
  account: Account,
  message: ChannelMessage,
): Promise<Recognition | null> {
  if (message.thread.scope !== 'dialog') return null;
  const authorKey = authorKeyOf(context, account, message);
  return context.recognise({ authorKey, channel: account.channel, text: message.text });
}

/** A message never heard before joins the case of its thread, or begins one. */
async function hear(
  context: ChannelsContext,
  account: Account,
  message: ChannelMessage,
  proof: Recognition | null,
  end: (applied: Applied, work: (client: pg.PoolClient) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  if (proof?.alone)
    return end({ state: 'done', appealId: null, note: 'Подтверждение автора' }, async (client) =>
      replyAtOnce(client, context, account, message, await proof.apply(client)),
    );
  if (proof) await transaction(context.pool, (client) => proof.apply(client));
  const joined = await joinedAppeal(context, account, message);
  const photoIds = await storeEnclosed(context, message);
  if (joined) {
    return end({ state: 'done', appealId: joined }, (client) =>
      say(client, context, account, message, { appealId: joined, opening: false, photoIds }),
    );
  }
  const { appealId, number } = await open(context, account, message);
  return end({ state: 'done', appealId }, async (client) => {
    await say(client, context, account, message, { appealId, opening: true, photoIds });
    await greet(client, context, account, message, appealId, number);
  });
}

function open(
  context: ChannelsContext,
  account: Account,
  message: ChannelMessage,
): Promise<{ appealId: string; number: string }> {
  const { author } = message;
  const contact = { name: author.name ?? null, email: author.email ?? null, phone: author.phone ?? null };
  return context.register({
    channel: Channel.parse(account.channel),
    externalId: `${account.account}:${message.externalId}`,
    filedAt: message.at.getTime() > 0 ? message.at : context.clock.now(),
    text: message.text.trim() || wordless(message),
    regime: REGIMES[message.thread.scope],
    sourceName: account.name,
    point: message.point ?? null,
    address: message.address ?? null,
    authorKey: authorKeyOf(context, account, message),
    contact: contact.name || contact.email || contact.phone ? contact : null,
  });
}

const authorKeyOf = (context: ChannelsContext, { channel }: Account, { author }: ChannelMessage): string =>
  context.pseudonym(`${channel}:${author.id}`);

function wordless({ attachments, point }: ChannelMessage): string {
  if (attachments.length > 0) return `Без слов, вложений: ${attachments.length}`;
  return point ? 'Без слов, отмечено место на карте' : 'Без слов';
}

async function say(
  client: pg.PoolClient,
  context: ChannelsContext,
  account: Account,
  message: ChannelMessage,
  part: { appealId: string; opening: boolean; photoIds: readonly (string | null)[] },
): Promise<void> {
  const now = context.clock.now();
  const attachments = attachmentStates(message, part.photoIds);
  const fresh = await insertSaid(
    client,
    {
      regionId: context.regionId,
      messageId: uuidV7(now.getTime()),
      appealId: part.appealId,
      channel: account.channel,
      account: account.account,
      message: { ...message, at: message.at.getTime() > 0 ? message.at : now },
      opening: part.opening,
      attachments,
      mediaDueAt: attachments.some((item) => item.state === 'wanted') ? now : null,
    },
    now,
  );
  const stored = part.photoIds.filter((id) => id !== null);
  if (fresh) await attachPhotos(client, context.regionId, part.appealId, stored);
}
