import type pg from 'pg';
import type { OutgoingAttachment } from '../../platform/outbox/index.ts';

type Client = pg.Pool | pg.ClientBase;

export interface OutgoingRow {
  outgoingId: string;
  appealId: string | null;
  messageId: string | null;
  number: string | null;
  channel: string;
  account: string;
  threadKey: string;
  recipient: string;
  replyTo: string | null;
  text: string;
  attachments: OutgoingAttachment[];
  options: Record<string, unknown> & { partsSent?: number };
  attempts: number;
}

/**
 * Makes jobs of what waits: fresh rows, rows whose job was lost, rows whose sender died with its lease. In one statement, so that a
 * row is never marked without its job.
 *
 * @returns how many
 */
export async function scheduleWaiting(client: Client, regionId: string, now: Date): Promise<number> {
  const made = await client.query(
    `with waiting as (
       select outgoing_id from outgoing_message
        where region_id = $1
          and ((state = 'queued' and (not scheduled or due_at < $2::timestamptz - interval '30 seconds'))
            or (state = 'sending' and lease_until < $2))
        order by due_at limit 500 for update skip locked
     ), marked as (
       update outgoing_message o set state = 'queued', scheduled = true, lease_until = null,
              due_at = greatest(o.due_at, $2)
         from waiting w where o.region_id = $1 and o.outgoing_id = w.outgoing_id
       returning o.outgoing_id, o.due_at
     )
     select graphile_worker.add_job('channel.send', json_build_object('regionId', $1::text, 'outgoingId', outgoing_id),
              run_at := due_at, max_attempts := 25, job_key := 'send:' || outgoing_id) from marked`,
    [regionId, now],
  );
  return made.rowCount ?? 0;
}

export async function hasWaiting(client: Client, regionId: string, now: Date): Promise<boolean> {
  const found = await client.query(
    `select 1 from outgoing_message where region_id = $1 and state in ('queued', 'sending')
        and (not scheduled or state = 'sending' or due_at < $2::timestamptz - interval '30 seconds') limit 1`,
    [regionId, now],
  );
  return found.rows.length > 0;
}

/** The row with its lock, or null when there is nothing to send any more. */
export async function lockWaiting(
  client: pg.ClientBase,
  regionId: string,
  outgoingId: string,
): Promise<OutgoingRow | null> {
  const found = await client.query(
    `select o.*, a.number from outgoing_message o
       left join appeal a on a.region_id = o.region_id and a.appeal_id = o.appeal_id
      where o.region_id = $1 and o.outgoing_id = $2 and o.state = 'queued' for update of o skip locked`,
    [regionId, outgoingId],
  );
  const row = found.rows[0];
  if (!row) return null;
  return {
    outgoingId: row.outgoing_id,
    appealId: row.appeal_id,
    messageId: row.message_id,
    number: row.number,
    channel: row.channel,
    account: row.account,
    threadKey: row.thread_key,
    recipient: row.recipient,
    replyTo: row.reply_to,
    text: row.text,
    attachments: row.attachments,
    options: row.options,
    attempts: row.attempts,
  };
}

export async function isPilot(client: Client, regionId: string): Promise<boolean> {
  const found = await client.query(
    `select 1 from setting where region_id = $1 and name = 'pilot' and value = 'true'`,
    [regionId],
  );
  return found.rows.length > 0;
}

/** Takes the account's next turn. @returns the moment of it; the account is one line for all processes */
export async function takeTurn(
  client: Client,
  regionId: string,
  { channel, account }: { channel: string; account: string },
  now: Date,
  intervalMs: number,
): Promise<Date> {
  const found = await client.query(
    `update channel_account set next_send_at = greatest(next_send_at, $4) + make_interval(secs => $5)
      where region_id = $1 and channel = $2 and account = $3
      returning next_send_at - make_interval(secs => $5) as turn`,
    [regionId, channel, account, now, intervalMs / 1000],
  );
  return found.rows[0]?.turn ?? now;
}

/** When the account's line is free, without taking a turn. */
export async function nextTurn(
  client: Client,
  regionId: string,
  { channel, account }: { channel: string; account: string },
): Promise<Date | null> {
  const found = await client.query(
    `select nullif(next_send_at, '-infinity') as at from channel_account where region_id = $1 and channel = $2 and account = $3`,
    [regionId, channel, account],
  );
  return found.rows[0]?.at ?? null;
}

export async function pauseAccount(
  client: Client,
  regionId: string,
  { channel, account }: { channel: string; account: string },
  until: Date,
): Promise<void> {
  await client.query(
    `update channel_account set next_send_at = greatest(next_send_at, $4) where region_id = $1 and channel = $2 and account = $3`,
    [regionId, channel, account, until],
  );
}

export interface NewState {
  state: 'queued' | 'held' | 'sending' | 'sent' | 'dead';
  now: Date;
  dueAt?: Date;
  leaseUntil?: Date;
  externalId?: string | null;
  error?: string | null;
  counts?: boolean;
}

/** Outgoing message and its line in the conversation, together. */
export async function setState(
  client: Client,
  regionId: string,
  row: Pick<OutgoingRow, 'outgoingId' | 'messageId'>,
  next: NewState,
): Promise<void> {
  await client.query(
    `update outgoing_message set state = $3, due_at = coalesce($4, due_at), lease_until = $5,
            external_id = coalesce($6, external_id), error = $7,
            text = case when $3 = 'sent' and options ? 'erasedWhenSent' then '' else text end, attempts = attempts + $8,
            sent_at = case when $3 = 'sent' then $9::timestamptz else sent_at end,
            scheduled = scheduled and $3 in ('queued', 'sending')
      where region_id = $1 and outgoing_id = $2`,
    [
      regionId,
      row.outgoingId,
      next.state,
      next.dueAt ?? null,
      next.leaseUntil ?? null,
      next.externalId ?? null,
      next.error ?? null,
      next.counts ? 1 : 0,
      next.now,
    ],
  );
  if (!row.messageId) return;
  await client.query(
    `update conversation_message set state = $3, external_id = coalesce($4, external_id)
      where region_id = $1 and message_id = $2`,
    [regionId, row.messageId, next.state === 'dead' ? 'failed' : next.state, next.externalId ?? null],
  );
}

export async function logAttempt(
  client: Client,
  regionId: string,
  entry: {
    outgoingId: string;
    attempt: number;
    at: Date;
    outcome: 'sent' | 'later' | 'dead';
    detail: string | null;
  },
): Promise<void> {
  await client.query(
    `insert into outgoing_attempt (region_id, outgoing_id, attempt, at, outcome, detail) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [regionId, entry.outgoingId, entry.attempt, entry.at, entry.outcome, entry.detail],
  );
}

/** A try at a later moment: the job under the same key is replaced, or made anew while the present one runs. */
export async function scheduleAt(
  client: Client,
  regionId: string,
  outgoingId: string,
  at: Date,
): Promise<void> {
  await client.query(
    `select graphile_worker.add_job('channel.send', json_build_object('regionId', $1::text, 'outgoingId', $2::text),
       run_at := $3, max_attempts := 25, job_key := 'send:' || $2)`,
    [regionId, outgoingId, at],
  );
}

export async function notePartsSent(
  client: Client,
  regionId: string,
  outgoingId: string,
  partsSent: number,
): Promise<void> {
  await client.query(
    `update outgoing_message set options = options || jsonb_build_object('partsSent', $3::int)
      where region_id = $1 and outgoing_id = $2`,
    [regionId, outgoingId, partsSent],
  );
}

export async function noteOutcome(
  client: Client,
  regionId: string,
  { channel, account }: { channel: string; account: string },
  now: Date,
  failure: string | null,
): Promise<void> {
  await client.query(
    failure === null
      ? `update channel_account set last_sent_at = $4 where region_id = $1 and channel = $2 and account = $3 and $5::text is null`
      : `update channel_account set last_failure_at = $4, last_failure = $5 where region_id = $1 and channel = $2 and account = $3`,
    [regionId, channel, account, now, failure],
  );
}
