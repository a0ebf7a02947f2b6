import type pg from 'pg';

/** A closed case may come back for a month; after twice that nobody waits for news of it. */
const KEPT_DAYS_AFTER_END = 60;

/** Forgets browsers that follow a case long closed. @returns how many */
export async function eraseSubscriptions(pool: pg.Pool, regionId: string, now: Date): Promise<number> {
  const erased = await pool.query(
    `delete from push_subscription s using appeal a
      where s.region_id = $1 and a.region_id = $1 and a.appeal_id = s.appeal_id
        and a.closed_at < $2::timestamptz - make_interval(days => ${KEPT_DAYS_AFTER_END})`,
    [regionId, now],
  );
  return erased.rowCount ?? 0;
}
