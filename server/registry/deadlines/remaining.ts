import { deadlineFrame } from './due-at.ts';
import { dueAtMsWithPauses, type Pause } from './pauses.ts';
import type { DeadlineContext, Term } from './term.ts';

export interface Remaining {
  state: 'running' | 'paused' | 'overdue';
  /** null while a pause without an end stands. */
  dueAt: Date | null;
  /** Real time to the due moment, negative when overdue; in an open pause, as if the term went on now. */
  leftMs: number;
  /** The body's working time in the same stretch, in minutes, negative when overdue. */
  leftWorkingMinutes: number;
}

/** What is left of a term at `now`. A term that stands still is never overdue, unless it was so before the pause. */
export function remaining(
  term: Term,
  start: Date,
  context: DeadlineContext,
  now: Date,
  pauses: readonly Pause[] = [],
): Remaining {
  const frame = deadlineFrame(context);
  const nowMs = now.getTime();
  const startMs = start.getTime();
  const dueMs = dueAtMsWithPauses(term, startMs, frame, pauses);
  // A pause that begins later than now has not stopped anything yet; one that is open counts up to now.
  const untilNow = pauses
    .filter((pause) => pause.from.getTime() <= nowMs)
    .map((pause) => (pause.to === null ? { from: pause.from, to: now } : pause));
  const effectiveMs = dueMs ?? dueAtMsWithPauses(term, startMs, frame, untilNow)!;

  const standsNow = pauses.some(
    (pause) => pause.from.getTime() <= nowMs && (pause.to === null || nowMs < pause.to.getTime()),
  );
  const { zone, working } = frame;
  const leftWorkingMs = working.upTo(zone.toLocal(effectiveMs)) - working.upTo(zone.toLocal(nowMs));
  return {
    state: nowMs > effectiveMs ? 'overdue' : standsNow ? 'paused' : 'running',
    dueAt: dueMs === null ? null : new Date(dueMs),
    leftMs: effectiveMs - nowMs,
    leftWorkingMinutes: Math.round(leftWorkingMs / 60_000),
  };
}
