/**
 * Stage 3 of the path: the case as people work with it. So far: finding cases and reading one.
 * Invariant: every query carries the caller's scope; a case outside it does not exist for the caller.
 * Entrance: `listAppeals`, `readCard`, `triageQueue`; search text is filled by `followForSearch`.
 */
export { findByFollowToken, followTokenOf } from './follow-token.ts';
export type { ListQuery } from './list-appeals.ts';
export { countAppeals, listAppeals, readRowsUnscoped } from './list-appeals.ts';
export { readCard } from './read-card.ts';
export { readFollowed } from './read-followed.ts';
export { indexSearch, planSearch } from './search.ts';
export { readQueue } from './triage-queue.ts';
