import type pg from 'pg';
import type { Source } from '../../../contract/monitoring.ts';
import { scoreOf, thresholdOf } from '../judge/threshold.ts';
import { selectSources } from './queries.ts';

/** The registry with what each source has brought and how it was judged, by name. */
export async function listSources(pool: pg.Pool, regionId: string): Promise<Source[]> {
  return (await selectSources(pool, regionId)).map((row) => ({
    id: row.source_id,
    kind: row.kind,
    network: row.network,
    name: row.name,
    address: row.address,
    organisation: row.organisation,
    municipality: row.municipality,
    audience: row.audience,
    reading: row.reading,
    queries: row.queries,
    enabled: row.enabled,
    lastReadAt: row.last_read_at?.toISOString() ?? null,
    lastPosts: row.last_posts,
    lastCandidates: row.last_candidates,
    lastErrorAt: row.last_error_at?.toISOString() ?? null,
    lastError: row.last_error,
    accepted: row.accepted,
    rejected: row.rejected,
    waiting: row.waiting,
    threshold: scoreOf(thresholdOf(row)),
  }));
}
