/**
 * Stage 4 of the path: whether it is done, in time and well: board, ladder of escalation, register of overdue, review of answers,
 * proof of the solution, effect of a changed process, KPIs.
 * Invariant: a case is never moved from here; what has come due is found here and acted upon by casework (`server/app/ticks.ts`);
 * a rung of the ladder is written once between two returns of a case; every number carries its n and equals the list behind it.
 * Entrance: `countBoard`, `climbLadder`, `sampleAnswers`, `readKpis`.
 */
export { checkSolution } from './check-solution.ts';
export { breakPassedPromises, climbLadder } from './climb-ladder.ts';
export { type CaseCondition, countBoard } from './count-board.ts';
export {
  acknowledge,
  EscalationConflict,
  type EscalationContext,
  listEscalations,
} from './escalations.ts';
export { noteLetters, readLastLetters, readUntold, type UntoldEscalation } from './escalations-to-tell.ts';
export { PERIOD_DAYS_MAX, readKpis } from './kpi/read-kpis.ts';
export { escalationsDue, LADDER, type LadderRow, workingDaysLate } from './ladder.ts';
export { listOverdue, type OverdueContext } from './list-overdue.ts';
export { type Photo, type PhotoCheck, photoChecks, provesSolution } from './photo-checks.ts';
export { addProcessVersion, type EffectContext, readProcessEffect } from './process-effect.ts';
export { ReviewConflict, readQueue, saveReview, takeReview } from './quality/review-answer.ts';
export { sampleAnswers } from './quality/sample-answers.ts';
export { casesCome, countCome, countPassedPromises, type TimedAction } from './queries.ts';
