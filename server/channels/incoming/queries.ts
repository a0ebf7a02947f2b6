import type pg from 'pg';
import type { ChannelMessage } from '../adapter.ts';

type Client = pg.Pool | pg.ClientBase;

export interface KnownMessage {
  messageId: string;
  appealId: string;
  text: string;
  at: Date;
  edits: { at: string; text: string }[];
  deleted: boolean;
}

export async function findMessage(
  client: Client,
  regionId: string,
  { channel, account, externalId }: { channel: string; account: string; externalId: string },
): Promise<KnownMessage | null> {
  const found = await client.query({
    name: 'channels-find-message',
    text: `select message_id, appeal_id, text, at, edits, deleted_at from conversation_message
            where region_id = $1 and channel = $2 and account = $3 and external_id = $4 and direction = 'in'`,
    values: [regionId, channel, account, externalId],
  });
  const row = found.rows[0];
  if (!row) return null;
  return {
    messageId: row.message_id,
    appealId: row.appeal_id,
    text: row.text,
    at: row.at,
    edits: row.edits,
    deleted: row.deleted_at !== null,
  };
}

export interface OpenThread {
  appealId: string;
  lastAt: Date;
  final: boolean;
}

/** The thread under its key, and how its case stands. */
export async function findThread(
  client: Client,
  regionId: string,
  { channel, account }: { channel: string; account: string },
  threadKey: string,
): Promise<OpenThread | null> {
  const found = await client.query({
    name: 'channels-find-thread',
    text: `select t.appeal_id, t.last_at, a.closed_at is not null as final
             from thread t join appeal a on a.region_id = t.region_id and a.appeal_id = t.appeal_id
            where t.region_id = $1 and t.channel = $2 and t.account = $3 and t.thread_key = $4`,
    values: [regionId, channel, account, threadKey],
  });
  const row = found.rows[0];
  return row ? { appealId: row.appeal_id, lastAt: row.last_at, final: row.final } : null;
}

/** The case of the first of these messages that we know, if this recipient has a part in its conversation. */
export async function findAnswered(
  client: Client,
  regionId: string,
  { channel, account }: { channel: string; account: string },
  answers: readonly string[],
  recipient: string,
): Promise<string | null> {
  const found = await client.query(
    `select m.appeal_id from unnest($4::text[]) with ordinality as x(external_id, place)
       join conversation_message m on m.region_id = $1 and m.channel = $2 and m.account = $3 and m.external_id = x.external_id
      where exists (select 1 from thread t where t.region_id = $1 and t.appeal_id = m.appeal_id and t.recipient = $5)
         or exists (select 1 from outgoing_message o where o.region_id = $1 and o.appeal_id = m.appeal_id
                      and o.channel = $2 and o.recipient = $5)
      order by x.place limit 1`,
    [regionId, channel, account, answers, recipient],
  );
  return found.rows[0]?.appeal_id ?? null;
}

/** The case of this number, if this address is its applicant's or its correspondent's: a number can be guessed. */
export async function findNumbered(
  client: Client,
  regionId: string,
  number: string,
  sender: string,
): Promise<string | null> {
  const found = await client.query(
    `select a.appeal_id from appeal a
      where a.region_id = $1 and a.number = $2
        and (exists (select 1 from applicant p where p.region_id = $1 and p.appeal_id = a.appeal_id and lower(p.email) = $3)
             or exists (select 1 from thread t where t.region_id = $1 and t.appeal_id = a.appeal_id and t.recipient = $3))`,
    [regionId, number, sender],
  );
  return found.rows[0]?.appeal_id ?? null;
}

export interface Said {
  regionId: string;
  messageId: string;
  appealId: string;
  channel: string;
  account: string;
  message: ChannelMessage;
  opening: boolean;
  attachments: readonly unknown[];
  mediaDueAt: Date | null;
}

/** Message, thread and event of a case together. @returns false when the message was there already */
export async function insertSaid(client: Client, said: Said, now: Date): Promise<boolean> {
  const { regionId, channel, account, appealId, message } = said;
  const inserted = await client.query({
    name: 'channels-insert-said',
    text: `with said as (
      insert into conversation_message (region_id, message_id, appeal_id, channel, account, thread_key, external_id, direction, author,
        text, at, state, opening, attachments, source_url, media_due_at)
      values ($1, $2, $3, $4, $5, $6, $7, 'in', 'resident', $8, $9, 'received', $10, $11, $12, $13)
      on conflict (region_id, channel, account, external_id, direction) where external_id is not null do nothing
      returning appeal_id
    ), thread as (
      insert into thread (region_id, channel, account, thread_key, appeal_id, scope, recipient, reply_to, last_at)
      select $1, $4, $5, $6, $3, $14, $15, $7, $16::timestamptz from said
      on conflict (region_id, channel, account, thread_key) do update
        set appeal_id = excluded.appeal_id, recipient = excluded.recipient, reply_to = excluded.reply_to, last_at = excluded.last_at
    ), told as (
      insert into event (region_id, at, type, appeal_id, actor, data)
      select $1, $16::timestamptz, 'message.received', appeal_id, null, jsonb_build_object('channel', $4::text, 'message', $2::uuid)
        from said where not $10
    )
    select 1 from said`,
    values: [
      regionId,
      said.messageId,
      appealId,
      channel,
      account,
      message.thread.key,
      message.externalId,
      message.text,
      message.at,
      said.opening,
      JSON.stringify(said.attachments),
      message.sourceUrl ?? null,
      said.mediaDueAt,
      message.thread.scope,
      message.thread.recipient,
      now,
    ],
  });
  return inserted.rowCount === 1;
}

/** The first text stays; versions stand after it in the order they were heard of. */
export async function setVersions(
  client: Client,
  regionId: string,
  messageId: string,
  text: string,
  edits: readonly { at: string; text: string }[],
): Promise<void> {
  await client.query(
    'update conversation_message set text = $3, edits = $4 where region_id = $1 and message_id = $2',
    [regionId, messageId, text, JSON.stringify(edits)],
  );
}

export async function markDeleted(
  client: Client,
  regionId: string,
  messageId: string,
  at: Date,
): Promise<void> {
  await client.query(
    `update conversation_message set deleted_at = $3, state = 'deleted' where region_id = $1 and message_id = $2`,
    [regionId, messageId, at],
  );
}

export async function attachPhotos(
  client: Client,
  regionId: string,
  appealId: string,
  photoIds: readonly string[],
): Promise<void> {
  if (photoIds.length === 0) return;
  await client.query(
    'update photo set appeal_id = $2 where region_id = $1 and photo_id = any($3::uuid[]) and appeal_id is null',
    [regionId, appealId, photoIds],
  );
}

/** Our letter came back: the message is dead after all. @returns the case it belongs to */
export async function markBounced(
  client: Client,
  regionId: string,
  bounce: { channel: string; externalId: string; why: string; now: Date },
): Promise<string | null> {
  const found = await client.query(
    `with returned as (
       update outgoing_message set state = 'dead', error = $4
        where region_id = $1 and channel = $2 and external_id = $3 and state in ('sent', 'sending')
       returning region_id, outgoing_id, message_id, appeal_id, attempts
     ), said as (
       update conversation_message m set state = 'failed' from returned r
        where m.region_id = r.region_id and m.message_id = r.message_id
     ), log as (
       insert into outgoing_attempt (region_id, outgoing_id, attempt, at, outcome, detail)
       select region_id, outgoing_id, attempts, $5, 'bounced', $4 from returned
     )
     select appeal_id from returned`,
    [regionId, bounce.channel, bounce.externalId, bounce.why, bounce.now],
  );
  return found.rows[0]?.appeal_id ?? null;
}
