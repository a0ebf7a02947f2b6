import { existsSync, readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Clock } from '../platform/clock.ts';
import { transaction } from '../platform/database/index.ts';
import type { Geometry } from '../registry/boundaries/geometry.ts';
import { readRegionFile } from '../registry/region-file.ts';
import { saveBoundaries, saveRegion } from '../registry/store/index.ts';
import { loadTaxonomy } from '../registry/taxonomy.ts';
import { seedModel } from '../triage/seed/seed-model.ts';
import { installModel } from './topic-model.ts';

/**
 * Puts a region into the store from its file: registry, topics, boundaries where a file of them lies beside, and the seed model so
 * that triage works from the first minute. A region that is there already is brought to the file's state; its model stays.
 */
export async function ensureRegion(pool: pg.Pool, clock: Clock, regionFile: string): Promise<string> {
  const file = readRegionFile(regionFile);
  await transaction(pool, async (client) => {
    await saveRegion(client, file, loadTaxonomy().topics);
    const boundaries = regionFile.replace(/\.json$/, '.boundaries.json');
    if (existsSync(boundaries)) await saveOwnBoundaries(client, file.code, boundaries);
  });
  const models = await pool.query('select 1 from model where region_id = $1 and active', [file.code]);
  if (models.rowCount === 0) {
    const { version, content } = await seedModel();
    await installModel(pool, file.code, { version, content, figures: {}, trainedAt: clock.now() });
  }
  return file.code;
}

interface BoundaryFile {
  attribution: string;
  features: { properties: { code: string }; geometry: Geometry }[];
}

async function saveOwnBoundaries(client: pg.PoolClient, regionId: string, path: string): Promise<void> {
  const { attribution, features } = JSON.parse(readFileSync(path, 'utf8')) as BoundaryFile;
  const boundaries = features.map(({ properties, geometry }) => ({
    code: properties.code,
    boundary: geometry,
    screenBoundary: geometry,
  }));
  await saveBoundaries(client, regionId, boundaries, attribution);
}
