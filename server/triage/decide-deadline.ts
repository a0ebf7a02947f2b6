import type { Regime, TriageState } from '../../contract/vocabulary.ts';
import { type Complexity, choosePolicy, dueAt, dueDates } from '../registry/deadlines/index.ts';
import type { Topic } from '../registry/taxonomy.ts';
import type { TriageKnowledge } from './triage-knowledge.ts';

export interface DeadlineQuestion {
  regime: Regime;
  channel: string;
  path: readonly Topic[];
  urgency: number;
  organisation: string;
  state: TriageState;
  from: Date;
}

export interface DeadlineDecision {
  /** The next moment by which somebody owes something. */
  dueAt: Date;
  steps: { step: string; dueAt: string; source: string }[];
}

const COMPLEXITY: Record<string, Complexity> = {
  operational: 'operational',
  information: 'operational',
  resource: 'resource_intensive',
  systemic: 'systemic',
};

/** Steps of the policy that holds, made shorter by the norm of the topic where the region has set one. */
export function decideDeadline(question: DeadlineQuestion, knowledge: TriageKnowledge): DeadlineDecision {
  const { policies, deadlines, registry } = knowledge;
  const topic = question.path.at(-1);
  const query = {
    regime: question.regime,
    channel: question.channel,
    topicPath: question.path.map((step) => step.code),
    complexity: COMPLEXITY[topic?.complexity ?? ''],
    urgency: question.urgency,
    organisation: question.organisation,
  };
  const policy =
    choosePolicy(policies, query) ??
    policies.find((candidate) => candidate.id === registry.file.defaultDeadlinePolicy) ??
    policies[0]!;

  const steps = dueDates(policy, question.from, deadlines)
    // An interim answer's own term begins when it is given.
    .filter((step) => step.from !== 'interim_answer' && step.from !== 'drafted')
    .map(({ step, dueAt: due, source }) => ({ step: step as string, due, source }));
  if (topic?.normDays) {
    const { calendar, timeZone, schedule } = deadlines;
    const term = { amount: topic.normDays, unit: 'calendar_days', lastDay: 'preceding' } as const;
    const due = dueAt(term, question.from, calendar, timeZone, schedule);
    const final = steps.find((step) => step.step === 'final_answer');
    const source = `Норматив темы «${topic.name}»: ${topic.normDays} дн.`;
    if (!final) steps.push({ step: 'final_answer', due, source });
    else if (due < final.due) Object.assign(final, { due, source });
  }
  steps.sort((a, b) => a.due.getTime() - b.due.getTime());
  // Registration happens now; forwarding too, unless a person has yet to decide.
  const done = question.state === 'queue' ? ['register'] : ['register', 'forward'];
  const next = steps.find((step) => !done.includes(step.step)) ?? steps.at(-1)!;
  return {
    dueAt: next.due,
    steps: steps.map(({ step, due, source }) => ({ step, dueAt: due.toISOString(), source })),
  };
}
