import type { Regime, TriageState } from '../../contract/vocabulary.ts';
import { caseTerms, policyFor } from '../registry/deadlines/index.ts';
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
  /** When it came, where that is earlier: the term of registration runs from here. */
  received?: Date;
}

export interface DeadlineDecision {
  /** The next moment by which somebody owes something. */
  dueAt: Date;
  steps: { step: string; dueAt: string; source: string }[];
  /** Id of the policy. */
  policy: string;
}

/** The terms a case starts with. */
export function decideDeadline(question: DeadlineQuestion, knowledge: TriageKnowledge): DeadlineDecision {
  const { from } = question;
  // An interim answer's own term begins when it is given, an approval's when there is a draft.
  const terms = caseTerms(
    question,
    { received: question.received ?? from, registered: from, assigned: from },
    knowledge.terms,
  );
  // Registration happens now; forwarding too, unless a person has yet to decide.
  const done = question.state === 'queue' ? ['register'] : ['register', 'forward'];
  const next = terms.find((term) => !done.includes(term.step)) ?? terms.at(-1)!;
  return {
    dueAt: next.due,
    steps: terms.map(({ step, due, source }) => ({ step, dueAt: due.toISOString(), source })),
    policy: policyFor(question, knowledge.terms).id,
  };
}
