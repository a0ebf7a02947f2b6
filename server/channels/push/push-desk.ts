import type pg from 'pg';
import { createVapidKey, type PushKeys } from '../../platform/web-push/index.ts';
import type { PushDesk } from '../adapters/push.ts';

/** What the adapter of notifications asks of the store: it touches no table itself. */
export function createPushDesk(pool: pg.Pool, regionId: string): PushDesk {
  let made: Promise<string> | null = null;
  return {
    async find(subscriptionId) {
      const found = await pool.query(
        'select endpoint, p256dh, auth from push_subscription where region_id = $1 and subscription_id = $2',
        [regionId, subscriptionId],
      );
      return (found.rows[0] as ({ endpoint: string } & PushKeys) | undefined) ?? null;
    },
    async forget(subscriptionId) {
      // Its messages go along: nobody is left to take them, and they are no failure to look into.
      await pool.query(
        `with gone as (
           delete from push_subscription where region_id = $1 and subscription_id = $2
         )
         delete from outgoing_message where region_id = $1 and channel = 'push' and recipient = $2::text`,
        [regionId, subscriptionId],
      );
    },
    async count() {
      const found = await pool.query(
        'select count(*)::int as n from push_subscription where region_id = $1',
        [regionId],
      );
      return found.rows[0].n;
    },
    ownKey() {
      made ??= keyOf(pool, regionId).catch((error) => {
        made = null;
        throw error;
      });
      return made;
    },
  };
}

/** The region's own key, made once and shared by every process through the database: a region needs no configuration. */
async function keyOf(pool: pg.Pool, regionId: string): Promise<string> {
  await pool.query(
    `insert into setting (region_id, name, value) values ($1, 'vapid-key', $2) on conflict do nothing`,
    [regionId, JSON.stringify(createVapidKey())],
  );
  const found = await pool.query(`select value from setting where region_id = $1 and name = 'vapid-key'`, [
    regionId,
  ]);
  return found.rows[0].value;
}
