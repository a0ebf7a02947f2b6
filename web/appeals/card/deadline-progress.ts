import type { AppealCard } from '../../../contract/appeals.ts';

export interface ProgressStep {
  step: string;
  dueAt: string;
  source: string;
  /** Share of the bar, 0…1. */
  at: number;
  state: 'done' | 'next' | 'later';
}

export interface DeadlineProgress {
  steps: ProgressStep[];
  /** How far the bar is filled, 0…1. */
  filled: number;
}

/**
 * The bar of time: from filing to the last step (or to now, when that is later still). A step is done when the case already
 * waits for a later one; a closed case waits for none.
 */
export function deadlineProgress(
  card: Pick<AppealCard, 'filedAt' | 'dueAt' | 'closedAt' | 'deadlineSteps'>,
  now: Date,
): DeadlineProgress {
  const start = Date.parse(card.filedAt);
  const until = card.closedAt ? Date.parse(card.closedAt) : now.getTime();
  const dues = card.deadlineSteps.map((step) => Date.parse(step.dueAt));
  const end = Math.max(until, ...dues, start + 1);
  const share = (at: number) => Math.min(1, Math.max(0, (at - start) / (end - start)));
  const next = card.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(card.dueAt);
  let nextFound = false;
  const steps = card.deadlineSteps
    .toSorted((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))
    .map((step): ProgressStep => {
      const due = Date.parse(step.dueAt);
      const isNext = !nextFound && due >= next;
      nextFound ||= isNext;
      return { ...step, at: share(due), state: due < next ? 'done' : isNext ? 'next' : 'later' };
    });
  return { steps, filled: share(until) };
}
