/**
 * The analytical replica: the fact columns of every appeal of a region in a DuckDB file, fed from the event log.
 * Invariant: derived — it may be deleted at any time and rebuilds from PostgreSQL; data and position are saved together, so
 * after any kill it goes on exactly where it stood. No texts, no personal data.
 * Entrance: `openReplica`, `feedReplica`.
 */

export { casesOfAuthors } from './cases-of-authors.ts';
export { HEX_RESOLUTION } from './fact-chunk.ts';
export type { ReplicaFeed } from './feed-replica.ts';
export { feedReplica } from './feed-replica.ts';
export type { BulkLoad, Replica } from './replica.ts';
export { openReplica } from './replica.ts';
export type { FactScope } from './where-facts.ts';
export { whereFacts } from './where-facts.ts';
