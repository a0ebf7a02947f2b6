/**
 * Stage 3 of the path: the case as people work with it: finding and reading one, and its whole life (`path-of-a-case.ts`).
 * Invariant: every query carries the caller's scope; a case outside it does not exist for the caller; a status changes only by an
 * action of the table, in one transaction with its event, its terms and what the resident is told.
 * Entrance: `actOnCase`, `listAppeals`, `readCard`, `triageQueue`; search text is filled by `followForSearch`.
 */
export { listApprovers, listChains, saveChain } from './approvals/chains.ts';
export { previewChain } from './approvals/preview-chain.ts';
export { type AuthoredCase, readAuthoredCases } from './author-cases.ts';
export { CALLER_CASES, keysOfCaller, readCallerCases, readSimilarOpen } from './caller-cases.ts';
export { findByFollowToken, followTokenOf } from './follow-token.ts';
export * from './letters/index.ts';
export type { Acted, CaseAct, CaseActor } from './life/act-on-case.ts';
export { actOnCase, actWithin } from './life/act-on-case.ts';
export { CaseConflict, type CaseRow } from './life/case-row.ts';
export { listDrafts, saveDraft } from './life/drafts.ts';
export { readCase } from './life/queries.ts';
export { previewTerms, recalculateTerms } from './life/recalculate-terms.ts';
export { termsAfter } from './life/terms-after.ts';
export type { ListQuery } from './list-appeals.ts';
export { countAppeals, fromListed, listAppeals, readRowsUnscoped } from './list-appeals.ts';
export { readMyWork } from './my-cases.ts';
export { type Acting, actionsFor, judgeAction, PATH } from './path-of-a-case.ts';
export { readCard } from './read-card.ts';
export { readFollowed } from './read-followed.ts';
export { replyAsResident } from './reply-as-resident.ts';
export { indexSearch, planSearch, type SearchPlan } from './search.ts';
export { readQueue } from './triage-queue.ts';
export { readWaitingApprovals } from './waiting-approvals.ts';
export { type WhereContext, whereAppeals } from './where-appeals.ts';
export * from './work/index.ts';
