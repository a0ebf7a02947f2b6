import type { Regime } from '../../../contract/vocabulary.ts';
import type { Topic } from '../taxonomy.ts';
import { choosePolicy } from './choose-policy.ts';
import { deadlineFrame } from './due-at.ts';
import type { StartMoments } from './due-dates.ts';
import { dueAtMsWithPauses, type Pause } from './pauses.ts';
import type { Complexity, Policy, Step } from './policy.ts';
import type { DeadlineContext, Term } from './term.ts';

/** What of a case its terms depend on. */
export interface CaseTermsQuestion {
  regime: Regime;
  channel: string;
  /** From the root of the taxonomy down; empty while the topic is not known. */
  path: readonly Topic[];
  urgency: number;
  organisation: string;
}

/** The region's norms. */
export interface TermRules {
  policies: readonly Policy[];
  deadlines: DeadlineContext;
  /** Id of the policy that holds where none fits. */
  defaultPolicy: string;
}

export interface CaseTerm {
  step: Step;
  from: string;
  due: Date;
  source: string;
}

const COMPLEXITY: Record<string, Complexity> = {
  operational: 'operational',
  information: 'operational',
  resource: 'resource_intensive',
  systemic: 'systemic',
};

export function policyFor(question: CaseTermsQuestion, { policies, defaultPolicy }: TermRules): Policy {
  return (
    choosePolicy(policies, {
      regime: question.regime,
      channel: question.channel,
      topicPath: question.path.map((step) => step.code),
      complexity: COMPLEXITY[question.path.at(-1)?.complexity ?? ''],
      urgency: question.urgency,
      organisation: question.organisation,
    }) ??
    policies.find((candidate) => candidate.id === defaultPolicy) ??
    policies[0]!
  );
}

/**
 * Steps of the policy that holds, earliest first, made shorter by the norm of the topic where the region has set one, longer by a
 * granted extension, and moved by pauses. A step whose event has not happened, or that stands in an open pause, is not there.
 *
 * @param held.extensionDays added to the final answer in its own unit (59‑ФЗ art. 12 part 2: counted anew from the same event)
 */
export function caseTerms(
  question: CaseTermsQuestion,
  moments: StartMoments,
  rules: TermRules,
  held: { pauses?: readonly Pause[]; extensionDays?: number } = {},
): CaseTerm[] {
  const { pauses = [], extensionDays = 0 } = held;
  const frame = deadlineFrame(rules.deadlines);
  const due = (term: Term, from: Date, step: Step) => {
    const amount = step === 'final_answer' ? term.amount + extensionDays : term.amount;
    const ms = dueAtMsWithPauses({ ...term, amount }, from.getTime(), frame, pauses);
    return ms === null ? null : new Date(ms);
  };
  const terms: CaseTerm[] = [];
  for (const step of policyFor(question, rules).steps) {
    const from = moments[step.from];
    const at = from && due(step, from, step.step);
    if (at) terms.push({ step: step.step, from: step.from, due: at, source: step.source });
  }
  const topic = question.path.at(-1);
  if (topic?.normDays && moments.registered) {
    const norm: Term = {
      amount: topic.normDays,
      unit: 'calendar_days',
      lastDay: 'preceding',
      dueTime: 'end_of_day',
    };
    const at = due(norm, moments.registered, 'final_answer');
    const source = `Норматив темы «${topic.name}»: ${topic.normDays} дн.`;
    const final = terms.find((term) => term.step === 'final_answer');
    if (at && !final) terms.push({ step: 'final_answer', from: 'registered', due: at, source });
    else if (at && final && at < final.due) Object.assign(final, { due: at, source });
  }
  return terms.sort((a, b) => a.due.getTime() - b.due.getTime());
}
