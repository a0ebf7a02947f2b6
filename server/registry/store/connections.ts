import type pg from 'pg';
import type { Connection } from '../../../contract/control.ts';
import { transaction } from '../../platform/database/index.ts';

/** How far each organisation is on its way into the platform, by name. */
export async function listConnections(pool: pg.Pool, regionId: string): Promise<Connection[]> {
  const found = await pool.query<Connection>(
    'select code, name, type, connection_stage as stage from organisation where region_id = $1 order by name, code',
    [regionId],
  );
  return found.rows;
}

/** Every process notices by the registry's version. @returns false where there is no such organisation */
export function saveConnection(
  pool: pg.Pool,
  regionId: string,
  code: string,
  stage: Connection['stage'],
): Promise<boolean> {
  return transaction(pool, async (client) => {
    const saved = await client.query(
      'update organisation set connection_stage = $3 where region_id = $1 and code = $2',
      [regionId, code, stage],
    );
    await client.query('update region set registry_version = registry_version + 1 where region_id = $1', [
      regionId,
    ]);
    return saved.rowCount === 1;
  });
}
