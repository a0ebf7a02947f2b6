import type pg from 'pg';

/** One alert that is due, with what its text is made of. */
export interface DueAlert {
  deliveryId: string;
  spikeId: string;
  channel: 'email' | 'bot';
  /** Address of the person for this way; null where none is known. */
  address: string | null;
  topic: string;
  places: string[];
  count: number;
  expected: number;
  authors: number | null;
  kind: string;
  firstDay: string;
  words: unknown;
}

const BATCH = 100;

/**
 * Alerts whose time has come, locked for this transaction: several processes may ask at once and each gets its own. What has ended or
 * was found false meanwhile is not told any more.
 */
export async function takeDueAlerts(client: pg.PoolClient, regionId: string, now: Date): Promise<DueAlert[]> {
  const found = await client.query<DueAlert>(
    `select d.delivery_id as "deliveryId", d.spike_id as "spikeId", d.channel,
            case d.channel when 'email' then a.notify->>'email' else a.notify->>'telegram' end as address,
            s.topic, s.places, s.count, s.expected, s.authors, s.kind, s.first_day::text as "firstDay", s.words
       from alert_delivery d
       join spike s on s.region_id = d.region_id and s.spike_id = d.spike_id
       join account a on a.region_id = d.region_id and a.login = d.login
      where d.region_id = $1 and d.state = 'pending' and d.not_before <= $2 and d.channel <> 'screen'
        and s.state not in ('over', 'false', 'known') and not a.disabled
      order by d.not_before, d.delivery_id limit ${BATCH} for update of d skip locked`,
    [regionId, now],
  );
  return found.rows;
}

export async function settleAlert(
  client: pg.PoolClient,
  regionId: string,
  deliveryId: string,
  { state, error = null }: { state: 'sent' | 'skipped'; error?: string | null },
  now: Date,
): Promise<void> {
  await client.query(
    `update alert_delivery set state = $3, error = $4, attempts = attempts + 1, sent_at = case when $3 = 'sent' then $5::timestamptz end
      where region_id = $1 and delivery_id = $2`,
    [regionId, deliveryId, state, error, now],
  );
}

/** Alerts about what is over are closed, so that the queue does not grow. @returns how many */
export async function dropStaleAlerts(pool: pg.Pool, regionId: string): Promise<number> {
  const dropped = await pool.query(
    `update alert_delivery d set state = 'skipped', error = 'всплеск закончился раньше'
       from spike s where s.region_id = d.region_id and s.spike_id = d.spike_id and d.region_id = $1 and d.state = 'pending'
        and s.state in ('over', 'false', 'known')`,
    [regionId],
  );
  return dropped.rowCount ?? 0;
}
