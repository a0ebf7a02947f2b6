/**
 * Deadlines: how long a step may take (policies, data with the legal text beside them) and when that is over.
 * Invariant: pure and exact in every zone of the country; the due moment depends on the term, the start, the calendar,
 * the body's zone and hours, and on nothing else (no clock, no zone of the process).
 * Entrance: `choosePolicy` → `dueDates`; one term: `dueAt`, `dueAtWithPauses`, `remaining`; many: `deadlineFrame` + `dueAtMs`.
 */
export { type CaseTerm, type CaseTermsQuestion, caseTerms, policyFor, type TermRules } from './case-terms.ts';
export { choosePolicy, type PolicyQuery } from './choose-policy.ts';
export { type DeadlineFrame, deadlineFrame, dueAt, dueAtMs } from './due-at.ts';
export { dueDates, extendStep, type StartMoments, type StepDeadline } from './due-dates.ts';
export { dueAtWithPauses, heldBy, type Pause } from './pauses.ts';
export {
  COMPLEXITIES,
  Complexity,
  DEFAULT_POLICIES,
  Policies,
  Policy,
  PolicyMatch,
  PolicyStep,
  START_EVENTS,
  STEPS,
  StartEvent,
  Step,
} from './policy.ts';
export { type Remaining, remaining } from './remaining.ts';
export {
  type DeadlineContext,
  DUE_TIMES,
  DueTime,
  LAST_DAY_RULES,
  LastDayRule,
  Term,
  UNITS,
  Unit,
} from './term.ts';
export { DEFAULT_SCHEDULE, SHORT_FRIDAY_SCHEDULE, WorkSchedule } from './work-schedule.ts';
export { zoneClock } from './zone-clock.ts';
