import { PUSH_PER_CASE_MAX, type PushSubscription } from '../../../contract/push.ts';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { isPushKey, publicKeyOf } from '../../platform/web-push/index.ts';
import { hostsOf, keyOf } from '../adapters/push.ts';
import type { Channels } from '../open-channels.ts';
import { isOnHosts } from '../provider-client.ts';

const ACCOUNT = ['push', 'main'] as const;

/** @returns the key that browsers subscribe with; null where the region has switched notifications off */
export async function offerPush(channels: Channels): Promise<string | null> {
  const account = await channels.accounts.find(...ACCOUNT);
  return account?.enabled ? publicKeyOf(await keyOf(account, channels.context.push)) : null;
}

/**
 * Remembers a browser for a case; the same browser again only renews its keys, one too many makes the oldest go.
 *
 * @returns `foreign` for an address that is of no known push service, `broken` for keys that are none, `off` where nothing is sent
 */
export async function subscribePush(
  channels: Channels,
  appealId: string,
  { endpoint, keys }: PushSubscription,
): Promise<'done' | 'foreign' | 'broken' | 'off'> {
  const { pool, regionId, clock } = channels.context;
  const account = await channels.accounts.find(...ACCOUNT);
  if (!account?.enabled) return 'off';
  if (!isOnHosts(endpoint, hostsOf(account))) return 'foreign';
  if (!isPushKey(keys)) return 'broken';
  const now = clock.now();
  await transaction(pool, async (client) => {
    await client.query(
      `insert into push_subscription (region_id, appeal_id, subscription_id, endpoint, p256dh, auth, created_at)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (region_id, appeal_id, endpoint) do update
         set p256dh = excluded.p256dh, auth = excluded.auth, created_at = excluded.created_at`,
      [regionId, appealId, uuidV7(now.getTime()), endpoint, keys.p256dh, keys.auth, now],
    );
    await client.query(
      `delete from push_subscription where region_id = $1 and appeal_id = $2 and subscription_id in (
         select subscription_id from push_subscription where region_id = $1 and appeal_id = $2
          order by created_at desc, subscription_id desc offset ${PUSH_PER_CASE_MAX})`,
      [regionId, appealId],
    );
  });
  return 'done';
}

/** The browser is told of this case no more; one that never was is no error. */
export async function unsubscribePush(
  { context: { pool, regionId } }: Channels,
  appealId: string,
  endpoint: string,
): Promise<void> {
  await pool.query(
    'delete from push_subscription where region_id = $1 and appeal_id = $2 and endpoint = $3',
    [regionId, appealId, endpoint],
  );
}
