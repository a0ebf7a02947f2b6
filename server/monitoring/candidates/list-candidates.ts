import type pg from 'pg';
import type { Candidate, CandidateFilter } from '../../../contract/monitoring.ts';
import type { AccessScope } from '../../access/index.ts';
import { scoreOf } from '../judge/threshold.ts';
import { type CandidateRow, selectWaiting } from './queries.ts';

/** Waiting candidates of this person's limits, likeliest first. */
export async function listCandidates(
  pool: pg.Pool,
  regionId: string,
  filter: CandidateFilter,
  scope: AccessScope,
  limit: number,
): Promise<{ rows: Candidate[]; total: number }> {
  const { rows, total } = await selectWaiting(pool, regionId, filter, scope, limit);
  return { rows: rows.map(toCandidate), total };
}

export function toCandidate(row: CandidateRow): Candidate {
  return {
    id: row.candidate_id,
    source: row.source_id,
    sourceName: row.source_name,
    sourceKind: row.source_kind as Candidate['sourceKind'],
    audience: row.audience,
    network: row.network as Candidate['network'],
    url: row.url,
    at: row.at.toISOString(),
    text: row.text,
    municipality: row.municipality,
    placeWhy: row.place_why,
    suggestions: row.suggestions,
    score: scoreOf(row.odds),
    words: row.words,
    copies: row.copies.length,
    answerable: row.thread !== null && row.author !== null,
  };
}
