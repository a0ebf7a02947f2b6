import type pg from 'pg';
import { type DueAlert, dropStaleAlerts, settleAlert, takeDueAlerts } from '../alerts/index.ts';
import { transaction } from '../platform/database/index.ts';
import { enqueueOutgoing } from '../platform/outbox/index.ts';
import type { RegionRegistry } from '../registry/store/index.ts';

/** The way to a person → the channel it goes by. */
export const ALERT_CHANNELS = { email: 'email', bot: 'telegram' } as const;

/**
 * Hands alerts that are due to the outbox, which delivers, repeats and keeps the log; the alert and its letter commit together. Whoever
 * has left no address, or a region without a mailbox or a bot, is told on the screen alone.
 *
 * @returns how many were handed over
 */
export async function sendAlerts(pool: pg.Pool, registry: RegionRegistry, now: Date): Promise<number> {
  await dropStaleAlerts(pool, registry.code);
  const accountOf = await readAlertAccounts(pool, registry.code);
  return transaction(pool, async (client) => {
    let handed = 0;
    for (const alert of await takeDueAlerts(client, registry.code, now)) {
      const channel = ALERT_CHANNELS[alert.channel];
      const account = accountOf.get(channel);
      if (!alert.address || !account) {
        const error = alert.address ? 'канал не подключён' : 'адрес не указан';
        await settleAlert(client, registry.code, alert.deliveryId, { state: 'skipped', error }, now);
        continue;
      }
      await enqueueOutgoing(client, {
        regionId: registry.code,
        appealId: null,
        channel,
        account,
        recipient: alert.address,
        text: alertText(alert, registry),
        options: { subject: `Всплеск: ${topicName(alert, registry)}` },
        dedupeKey: `alert:${alert.deliveryId}`,
        now,
      });
      await settleAlert(client, registry.code, alert.deliveryId, { state: 'sent' }, now);
      handed += 1;
    }
    return handed;
  });
}

/** The region's mailbox and bot that are on, by channel. */
export async function readAlertAccounts(
  pool: pg.Pool,
  regionId: string,
): Promise<ReadonlyMap<string, string>> {
  const accounts = await pool.query(
    `select channel, min(account) as account from channel_account
      where region_id = $1 and enabled and channel in ('email', 'telegram') group by channel`,
    [regionId],
  );
  return new Map(accounts.rows.map((row) => [row.channel, row.account]));
}

/** No text of any resident: counts, places and words alone. */
export function alertText(alert: DueAlert, registry: RegionRegistry): string {
  const places = alert.places.map((code) => registry.municipalities.get(code)?.name ?? code);
  const usual = new Intl.NumberFormat('ru', { maximumFractionDigits: 1 }).format(alert.expected);
  const who =
    alert.authors === null
      ? ''
      : `, разных авторов: ${alert.authors}${alert.kind === 'few_authors' ? ' (немногие)' : ''}`;
  return [
    `${topicName(alert, registry)} — ${places.length > 0 ? places.join(', ') : 'весь регион'}.`,
    `С ${alert.firstDay.split('-').reverse().join('.')}: ${alert.count} при обычных ${usual}${who}.`,
    `Решить, что это: /spikes/${alert.spikeId}`,
  ].join('\n');
}

function topicName(alert: DueAlert, { taxonomy }: RegionRegistry): string {
  return taxonomy.byCode.get(alert.topic)?.name ?? alert.topic;
}
