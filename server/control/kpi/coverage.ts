import type pg from 'pg';
import type { Coverage } from '../../../contract/control.ts';

/** Organisations of the region by type and stage of connection, the most numerous type first. */
export async function readCoverage(pool: pg.Pool, regionId: unknown): Promise<Coverage[]> {
  const found = await pool.query<Coverage>(
    `select type, (count(*) filter (where connection_stage = 'connected'))::int as connected,
            (count(*) filter (where connection_stage = 'started'))::int as started,
            (count(*) filter (where connection_stage = 'in_progress'))::int as in_progress,
            (count(*) filter (where connection_stage = 'none'))::int as "none"
       from organisation where region_id = $1 group by type order by count(*) desc, type`,
    [regionId],
  );
  return found.rows;
}
