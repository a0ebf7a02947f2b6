/**
 * Open sources: a registry of where people write in public, readers, and the way from a post to a candidate that a person decides of.
 * Invariant: only registered addresses are called; a post is a candidate once; without a person's word nothing becomes a case.
 * Entrance: `openMonitoring`; a new way of reading begins in `readers/index.ts`.
 */
export {
  acceptCandidate,
  CandidateConflict,
  rejectCandidate,
  undoDecision,
} from './candidates/decide-candidate.ts';
export { decideMany } from './candidates/decide-many.ts';
export { listCandidates } from './candidates/list-candidates.ts';
export { createPostTaker } from './candidates/take-posts.ts';
export type { Judges } from './judge/judge-post.ts';
export { BASE_ODDS } from './judge/threshold.ts';
export type { MonitoringContext, PublicThread } from './monitoring-context.ts';
export type { Monitoring } from './open-monitoring.ts';
export { openMonitoring } from './open-monitoring.ts';
export type { Post } from './post.ts';
export { ReadFailed } from './readers/index.ts';
export { ExportUnreadable } from './readers/message-stream.ts';
export { importSources } from './sources/import-sources.ts';
export { listSources } from './sources/list-sources.ts';
export { writeSource } from './sources/queries.ts';
export { readExport } from './sources/read-export.ts';
export { readSource } from './sources/read-source.ts';
