import { deadlineFrame, dueAtMs } from './due-at.ts';
import type { Policy, PolicyStep, StartEvent, Step } from './policy.ts';
import type { DeadlineContext, Term } from './term.ts';

/** When each event happened; a step whose event is absent has no deadline yet. */
export type StartMoments = Partial<Record<StartEvent, Date>>;

export interface StepDeadline {
  step: Step;
  from: StartEvent;
  dueAt: Date;
  /** The latest moment an extension may reach; null where the term may not be extended. */
  extendableTo: Date | null;
  source: string;
}

/**
 * The deadlines of a policy, in its order. `start` is one moment for all events (what an appeal gets on arrival), or the
 * moment of each event that has happened.
 */
export function dueDates(
  policy: Policy,
  start: Date | StartMoments,
  context: DeadlineContext,
): StepDeadline[] {
  const frame = deadlineFrame(context);
  const deadlines: StepDeadline[] = [];
  for (const step of policy.steps) {
    const moment = start instanceof Date ? start : start[step.from];
    if (!moment) continue;
    const startMs = moment.getTime();
    deadlines.push({
      step: step.step,
      from: step.from,
      dueAt: new Date(dueAtMs(step, startMs, frame)),
      extendableTo:
        step.extensionMax === undefined
          ? null
          : new Date(dueAtMs(extendStep(step, step.extensionMax), startMs, frame)),
      source: step.source,
    });
  }
  return deadlines;
}

/**
 * The term of a step extended by `by` of its own unit. It is counted anew from the same event, not from the old due
 * moment: thirty days and thirty more are sixty days from registration (59‑ФЗ art. 12 part 2), wherever day 30 fell.
 * Throws RangeError when the step may not be extended by so much.
 */
export function extendStep(step: PolicyStep, by: number): Term {
  if (!(by >= 1 && by <= (step.extensionMax ?? 0))) {
    throw new RangeError(
      `Step ${step.step} may be extended by ${step.extensionMax ?? 0} at most, not ${by}.`,
    );
  }
  return { amount: step.amount + by, unit: step.unit, lastDay: step.lastDay, dueTime: step.dueTime };
}
