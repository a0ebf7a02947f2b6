import type pg from 'pg';
import { uuidV7 } from '../identifiers/uuid-v7.ts';

/** Row of `photo` or of `attachment`; its bytes are read when the message leaves. */
export type OutgoingAttachment = { photoId: string; name?: string } | { attachmentId: string; name: string };

export interface OutgoingRequest {
  regionId: string;
  /** null: a message of no case. */
  appealId: string | null;
  text: string;
  /** One message leaves for one key, however often it is asked for: say «answer:<appeal>:<answer>». */
  dedupeKey: string;
  now: Date;
  /** Where to; leave all four out to answer in the thread the appeal came from. */
  channel?: string;
  account?: string;
  threadKey?: string;
  recipient?: string;
  /** External id of the message that is answered; by default the resident's last one in the thread. */
  replyTo?: string | null;
  attachments?: readonly OutgoingAttachment[];
  /** A notification is no word of the conversation: it leaves, but the case's thread does not show it. */
  aside?: boolean;
  /** A one-time code and the like: its words are erased as soon as the message is sent. */
  erasedWhenSent?: boolean;
  /** For the adapter alone: a subject, headers. */
  options?: Record<string, unknown>;
}

export interface Enqueued {
  /**
   * `queued` leaves soon · `held` stays (the region is a pilot) · `repeated` was asked for before · `no_channel` nothing to answer
   * through: the resident reads it by his link.
   */
  state: 'queued' | 'held' | 'repeated' | 'no_channel';
  outgoingId: string | null;
  /** Its row in `conversation_message`. */
  messageId: string | null;
}

/**
 * Puts a message into the outbox and into the case's conversation, in the caller's transaction: the change and what must leave
 * because of it commit together. A background job delivers it; nothing here touches the network.
 *
 * @param client the transaction of the change
 */
export async function enqueueOutgoing(client: pg.ClientBase, request: OutgoingRequest): Promise<Enqueued> {
  const address = await addressOf(client, request);
  if (!address) return { state: 'no_channel', outgoingId: null, messageId: null };
  const outgoingId = uuidV7(request.now.getTime());
  const messageId = request.appealId && !request.aside ? uuidV7(request.now.getTime()) : null;
  const inserted = await client.query<{ state: 'queued' | 'held' }>(
    `insert into outgoing_message (region_id, outgoing_id, appeal_id, message_id, channel, account, thread_key, recipient, reply_to,
       text, attachments, options, dedupe_key, state, created_at, due_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
            case when exists (select 1 from setting where region_id = $1 and name = 'pilot' and value = 'true')
                 then 'held' else 'queued' end, $14, $14
     on conflict (region_id, dedupe_key) do nothing
     returning state`,
    [
      request.regionId,
      outgoingId,
      request.appealId,
      messageId,
      address.channel,
      address.account,
      address.threadKey,
      address.recipient,
      request.replyTo === undefined ? address.replyTo : request.replyTo,
      request.text,
      JSON.stringify(request.attachments ?? []),
      JSON.stringify({ ...request.options, ...(request.erasedWhenSent && { erasedWhenSent: true }) }),
      request.dedupeKey,
      request.now,
    ],
  );
  const state = inserted.rows[0]?.state;
  if (!state) return repeated(client, request);
  if (messageId) {
    await client.query(
      `insert into conversation_message (region_id, message_id, appeal_id, channel, account, thread_key, direction, author, text,
         at, state, attachments)
       values ($1, $2, $3, $4, $5, $6, 'out', 'body', $7, $8, $9, $10)`,
      [
        request.regionId,
        messageId,
        request.appealId,
        address.channel,
        address.account,
        address.threadKey,
        request.text,
        request.now,
        state,
        JSON.stringify(
          (request.attachments ?? []).map((file) => ({
            kind: 'photoId' in file ? 'photo' : 'file',
            state: 'stored',
            ...file,
            name: file.name ?? null,
          })),
        ),
      ],
    );
  }
  return { state, outgoingId, messageId };
}

async function repeated(client: pg.ClientBase, { regionId, dedupeKey }: OutgoingRequest): Promise<Enqueued> {
  const found = await client.query(
    'select outgoing_id, message_id from outgoing_message where region_id = $1 and dedupe_key = $2',
    [regionId, dedupeKey],
  );
  return {
    state: 'repeated',
    outgoingId: found.rows[0]?.outgoing_id ?? null,
    messageId: found.rows[0]?.message_id ?? null,
  };
}

interface Address {
  channel: string;
  account: string;
  threadKey: string;
  recipient: string;
  replyTo: string | null;
}

async function addressOf(client: pg.ClientBase, request: OutgoingRequest): Promise<Address | null> {
  const { channel, account, threadKey, recipient } = request;
  if (channel !== undefined && recipient !== undefined) {
    return {
      channel,
      account: account ?? 'main',
      threadKey: threadKey ?? recipient,
      recipient,
      replyTo: null,
    };
  }
  return request.appealId ? findReplyAddress(client, request.regionId, request.appealId) : null;
}

/**
 * Where the resident of a case can be answered: the thread he wrote in last, else the e-mail address he left (when the region has
 * a mailbox), else nowhere.
 */
export async function findReplyAddress(
  client: pg.Pool | pg.ClientBase,
  regionId: string,
  appealId: string,
): Promise<Address | null> {
  const found = await client.query(
    `(select channel, account, thread_key, recipient, reply_to from thread
       where region_id = $1 and appeal_id = $2 and scope <> 'call' order by last_at desc limit 1)
     union all
     (select 'email', m.account, 'appeal:' || p.appeal_id, p.email, null
        from applicant p join channel_account m on m.region_id = $1 and m.channel = 'email' and m.enabled
       where p.region_id = $1 and p.appeal_id = $2 and p.email <> '' order by m.account limit 1)
     limit 1`,
    [regionId, appealId],
  );
  const row = found.rows[0];
  if (!row) return null;
  return {
    channel: row.channel,
    account: row.account,
    threadKey: row.thread_key,
    recipient: row.recipient,
    replyTo: row.reply_to,
  };
}
