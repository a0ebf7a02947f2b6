// What each event does to a case, in one place: joining, beginning, changing and withdrawing are read side by side.
import type pg from 'pg';
import { Channel, type Regime } from '../../../contract/vocabulary.ts';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { Account, ChannelEvent, ChannelMessage, Thread } from '../adapter.ts';
import { callSettings } from '../calls/call-settings.ts';
import { followCall } from '../calls/follow-call.ts';
import { insertCalls } from '../calls/queries.ts';
import type { ChannelsContext } from '../channels-context.ts';
import { greet, replyAtOnce } from './answer-at-once.ts';
import { attachmentStates, storeEnclosed } from './keep-attachments.ts';
import {
  addEvent,
  attachPhotos,
  findAnswered,
  findMessage,
  findNumbered,
  findThread,
  insertSaid,
  type KnownMessage,
  markBounced,
  markDeleted,
  setVersions,
} from './queries.ts';

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
const DAY_MS = 86_400_000;
/** A thread silent for longer is a new matter. In a private chat one person brings many matters, one after another. */
const JOINED_WITHIN_MS: Record<Thread['scope'], number> = {
  comments: 30 * DAY_MS,
  dialog: 3 * DAY_MS,
  mail: 90 * DAY_MS,
  call: 0,
  api: 90 * DAY_MS,
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
        if (appealId)
          await tell(client, context, now, 'message.undelivered', appealId, { channel: account.channel });
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
      const known = await findMessage(context.pool, context.regionId, {
        ...account,
        externalId: event.message.externalId,
      });
      if (known) {
        return end({ state: 'done', appealId: known.appealId }, (client) =>
          addVersion(client, context, account, known, event),
        );
      }
      return hear(context, account, event.message, end);
    }
  }
}

/** A message never heard before joins the case of its thread, or begins one. */
async function hear(
  context: ChannelsContext,
  account: Account,
  message: ChannelMessage,
  end: (applied: Applied, work: (client: pg.PoolClient) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  // Said in private only: under a post anybody could copy it.
  const authorKey = authorKeyOf(context, account, message);
  const proof =
    message.thread.scope === 'dialog'
      ? await context.recognise({ authorKey, channel: account.channel, text: message.text })
      : null;
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

async function joinedAppeal(
  context: ChannelsContext,
  account: Account,
  message: ChannelMessage,
): Promise<string | null> {
  const { pool, regionId } = context;
  const { scope, key, recipient } = message.thread;
  if (scope === 'call') return null;
  if (message.answers?.length) {
    const answered = await findAnswered(pool, regionId, account, message.answers, recipient);
    // Under a post many answer many: there the thread of the author decides.
    if (answered && scope !== 'comments') return answered;
  }
  if (message.appealNumber) {
    const numbered = await findNumbered(pool, regionId, message.appealNumber, recipient);
    if (numbered) return numbered;
  }
  const thread = await findThread(pool, regionId, account, key);
  if (!thread) return null;
  const silentMs = context.clock.now().getTime() - thread.lastAt.getTime();
  if (silentMs > JOINED_WITHIN_MS[scope]) return null;
  // «Не сделано» under a closed case belongs to it; a new matter in a chat does not.
  return thread.final && scope === 'dialog' ? null : thread.appealId;
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

async function addVersion(
  client: pg.PoolClient,
  context: ChannelsContext,
  account: Account,
  known: KnownMessage,
  { kind, message }: Extract<ChannelEvent, { kind: 'written' | 'edited' }>,
): Promise<void> {
  const now = context.clock.now();
  if (kind === 'written') {
    // The edit came before the original: what we took for the first version was a later one.
    const early = known.text !== message.text && !known.edits.some((edit) => edit.text === message.text);
    if (!early) return;
    const versions = [{ at: known.at.toISOString(), text: known.text }, ...known.edits];
    await setVersions(client, context.regionId, known.messageId, message.text, versions);
  } else {
    const last = known.edits.at(-1)?.text ?? known.text;
    if (last === message.text) return;
    const at = message.at.getTime() > 0 ? message.at : now;
    const versions = [...known.edits, { at: at.toISOString(), text: message.text }].slice(-EDITS_MAX);
    await setVersions(client, context.regionId, known.messageId, known.text, versions);
  }
  await tell(client, context, now, 'message.edited', known.appealId, {
    channel: account.channel,
    message: known.messageId,
  });
}

const EDITS_MAX = 50;

async function withdraw(
  client: pg.PoolClient,
  context: ChannelsContext,
  account: Account,
  known: KnownMessage,
): Promise<void> {
  if (known.deleted) return;
  const now = context.clock.now();
  await markDeleted(client, context.regionId, known.messageId, now);
  await tell(client, context, now, 'message.deleted', known.appealId, {
    channel: account.channel,
    message: known.messageId,
  });
}

function tell(
  client: pg.PoolClient,
  { regionId }: ChannelsContext,
  at: Date,
  type: string,
  appealId: string,
  data: unknown,
): Promise<void> {
  return addEvent(client, { regionId, at, type, appealId, data });
}
