import type pg from 'pg';
import type { Delivery } from './accept-delivery.ts';

type Client = pg.Pool | pg.ClientBase;

/** @returns delivery ids of those that were new */
export async function insertDeliveries(
  client: Client,
  regionId: string,
  rows: readonly (Delivery & { deliveryId: string })[],
  { now, bodyUntil }: { now: Date; bodyUntil: string },
): Promise<Set<string>> {
  const inserted = await client.query<{ delivery_id: string }>({
    name: 'channels-insert-deliveries',
    text: `with fresh as (
      insert into incoming_delivery (region_id, channel, account, event_id, delivery_id, received_at, body, body_until, next_at)
      select $1, * from (
        select channel, account, event_id, delivery_id, $7::timestamptz, body, $8::date, $7::timestamptz
          from unnest($2::text[], $3::text[], $4::text[], $5::uuid[], $6::bytea[])
            as x(channel, account, event_id, delivery_id, body)
         order by channel, account, event_id) as y
      on conflict (region_id, channel, account, event_id) do nothing
      returning delivery_id
    )
    select delivery_id from fresh`,
    values: [
      regionId,
      rows.map((row) => row.channel),
      rows.map((row) => row.account),
      rows.map((row) => row.eventId.replaceAll('\u0000', '')),
      rows.map((row) => row.deliveryId),
      rows.map((row) => row.body),
      now,
      bodyUntil,
    ],
  });
  return new Set(inserted.rows.map((row) => row.delivery_id));
}

export interface PendingDelivery {
  deliveryId: string;
  channel: string;
  account: string;
  eventId: string;
  body: Buffer;
  attempts: number;
}

export async function hasPending(client: Client, regionId: string, now: Date): Promise<boolean> {
  const found = await client.query({
    name: 'channels-has-pending',
    text: `select 1 from incoming_delivery where region_id = $1 and state = 'pending' and next_at <= $2 limit 1`,
    values: [regionId, now],
  });
  return found.rows.length > 0;
}

export async function pendingDeliveries(
  client: Client,
  regionId: string,
  now: Date,
  limit: number,
): Promise<PendingDelivery[]> {
  const found = await client.query({
    name: 'channels-pending',
    text: `select delivery_id, channel, account, event_id, body, attempts from incoming_delivery
            where region_id = $1 and state = 'pending' and next_at <= $2 order by delivery_id limit $3`,
    values: [regionId, now, limit],
  });
  return found.rows.map((row) => ({
    deliveryId: row.delivery_id,
    channel: row.channel,
    account: row.account,
    eventId: row.event_id,
    body: row.body ?? Buffer.alloc(0),
    attempts: row.attempts,
  }));
}

export async function finishDelivery(
  client: Client,
  regionId: string,
  deliveryId: string,
  end: { state: 'done' | 'ignored' | 'dead'; now: Date; error?: string | null; appealId?: string | null },
): Promise<void> {
  await client.query({
    name: 'channels-finish-delivery',
    text: `update incoming_delivery set state = $3, finished_at = $4, error = $5, appeal_id = $6, attempts = attempts + 1
            where region_id = $1 and delivery_id = $2`,
    values: [regionId, deliveryId, end.state, end.now, end.error ?? null, end.appealId ?? null],
  });
}

export async function postponeDelivery(
  client: Client,
  regionId: string,
  deliveryId: string,
  nextAt: Date,
  error: string,
): Promise<void> {
  await client.query(
    `update incoming_delivery set next_at = $3, error = $4, attempts = attempts + 1 where region_id = $1 and delivery_id = $2`,
    [regionId, deliveryId, nextAt, error],
  );
}

/** When each account last heard something; once for a batch. */
export async function noteHeard(
  client: Client,
  regionId: string,
  accounts: readonly { channel: string; account: string }[],
  now: Date,
): Promise<void> {
  await client.query(
    `update channel_account set last_event_at = $4
      where region_id = $1 and (channel, account) in (select * from unnest($2::text[], $3::text[]))`,
    [regionId, accounts.map((row) => row.channel), accounts.map((row) => row.account), now],
  );
}
