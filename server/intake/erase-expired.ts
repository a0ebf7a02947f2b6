import type pg from 'pg';
import { eraseOverdue } from './queries.ts';

const AT_ONCE = 1000;
/** A turn's bound: what is left waits for the next turn. */
const ROUNDS_MAX = 100;
const PHOTO_KEPT_HOURS = 24;

/**
 * Erases what may not be kept longer: raw payloads past their term, photos uploaded to a form that was never sent. In small
 * transactions, so that intake does not wait for them.
 *
 * @returns how many were erased
 */
export async function eraseExpired(pool: pg.Pool, regionId: string, now: Date): Promise<number> {
  const photosBefore = new Date(now.getTime() - PHOTO_KEPT_HOURS * 3_600_000);
  const bounds = { today: now.toISOString().slice(0, 10), photosBefore, limit: AT_ONCE };
  let erased = 0;
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    const count = await eraseOverdue(pool, regionId, bounds);
    erased += count;
    if (count === 0) break;
  }
  return erased;
}
