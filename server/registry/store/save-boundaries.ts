import type pg from 'pg';
import type { Geometry } from '../boundaries/geometry.ts';

export interface BoundaryToSave {
  code: string;
  boundary: Geometry;
  screenBoundary: Geometry;
}

/** Sets the boundaries of municipalities that exist; `source` is the attribution that every map must show. */
export async function saveBoundaries(
  client: pg.PoolClient,
  regionId: string,
  boundaries: readonly BoundaryToSave[],
  source: string,
): Promise<void> {
  for (const { code, boundary, screenBoundary } of boundaries) {
    await client.query(
      `update municipality set boundary = $3, screen_boundary = $4, boundary_source = $5 where region_id = $1 and code = $2`,
      [regionId, code, JSON.stringify(boundary), JSON.stringify(screenBoundary), source],
    );
  }
  await client.query('update region set registry_version = registry_version + 1 where region_id = $1', [
    regionId,
  ]);
}
