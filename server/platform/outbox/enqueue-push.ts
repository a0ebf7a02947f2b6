import type pg from 'pg';
import { enqueueOutgoing } from './enqueue-outgoing.ts';

export interface PushRequest {
  regionId: string;
  appealId: string;
  /** What happened, as a word for the browser (its icon, its order of things). */
  news: string;
  /** The same in a sentence without personal data: it is shown on a locked screen. */
  text: string;
  /** One notification leaves each browser for one key. */
  dedupeKey: string;
  now: Date;
}

/**
 * Tells every browser that follows the case, in the caller's transaction. They are few for each case (the subscription is bounded);
 * mostly there are none.
 *
 * @returns how many
 */
export async function enqueuePush(client: pg.ClientBase, request: PushRequest): Promise<number> {
  const { regionId, appealId, news, text, dedupeKey, now } = request;
  const found = await client.query(
    'select subscription_id from push_subscription where region_id = $1 and appeal_id = $2',
    [regionId, appealId],
  );
  for (const { subscription_id: id } of found.rows) {
    await enqueueOutgoing(client, {
      regionId,
      appealId,
      text,
      channel: 'push',
      recipient: id,
      aside: true,
      options: { news },
      dedupeKey: `${dedupeKey}:${id}`,
      now,
    });
  }
  return found.rows.length;
}
