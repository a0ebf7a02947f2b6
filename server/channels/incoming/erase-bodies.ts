import type pg from 'pg';

const AT_ONCE = 1000;
/** A turn's bound: what is left waits for the next turn. */
const ROUNDS_MAX = 100;

/**
 * Erases the bytes of deliveries past their term; that they came, when and what became of them stays. What has not been read yet is
 * kept however old: nothing a resident wrote is lost unread.
 *
 * @returns how many were erased
 */
export async function eraseBodies(pool: pg.Pool, regionId: string, now: Date): Promise<number> {
  const today = now.toISOString().slice(0, 10);
  let erased = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const found = await pool.query(
      `update incoming_delivery set body = null
        where region_id = $1 and delivery_id in (
          select delivery_id from incoming_delivery
           where region_id = $1 and body is not null and body_until < $2 and state in ('done', 'ignored') limit ${AT_ONCE})`,
      [regionId, today],
    );
    erased += found.rowCount ?? 0;
    if ((found.rowCount ?? 0) < AT_ONCE) break;
  }
  return erased;
}
