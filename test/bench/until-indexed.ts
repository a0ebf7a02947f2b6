import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';

/** Waits until the search index holds every appeal: the server has no work left over from the round. */
export async function untilIndexed(pool: pg.Pool): Promise<void> {
  for (let step = 0; step < 1200; step += 1) {
    const found = await pool.query(
      'select (select count(*) from appeal) - (select count(*) from appeal_search) as behind',
    );
    if (Number(found.rows[0].behind) <= 0) return;
    await sleep(100);
  }
  throw new Error('The text index does not catch up');
}
