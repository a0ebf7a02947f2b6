import type { ApprovalTerm } from '../../../contract/approval-chains.ts';
import { FINAL_STATUSES } from '../../../contract/vocabulary.ts';
import {
  type CaseTerm,
  type CaseTermsQuestion,
  caseTerms,
  deadlineFrame,
  dueAtMs,
  policyFor,
  type Term,
  type TermRules,
} from '../../registry/deadlines/index.ts';
import { pathOf, type Taxonomy } from '../../registry/taxonomy.ts';
import type { CaseFacts, CaseRow, DeadlineStep } from './case-row.ts';

const DAY_MS = 86_400_000;

/** How long the stages after the answer may take; a setting of the product, not law. */
const AFTER_ANSWER: Record<'answered' | 'awaiting_rating' | 'approval' | 'open', Term> = {
  answered: { amount: 5, unit: 'working_days', lastDay: 'following', dueTime: 'end_of_day' },
  awaiting_rating: { amount: 14, unit: 'calendar_days', lastDay: 'as_is', dueTime: 'end_of_day' },
  approval: { amount: 1, unit: 'working_days', lastDay: 'following', dueTime: 'end_of_day' },
  open: { amount: 30, unit: 'calendar_days', lastDay: 'preceding', dueTime: 'end_of_day' },
};

/** What the terms depend on besides the row. */
export type TermFacts = Pick<CaseFacts, 'pauses' | 'extensionDays' | 'openPromises' | 'approvals'>;

export interface TermsContext {
  rules: TermRules;
  taxonomy: Taxonomy;
}

/** Last moment of a day of the region's zone. @param day YYYY-MM-DD */
export function endOfDay(day: string, { deadlines }: TermRules): Date {
  const localMs = Date.parse(`${day}T00:00:00Z`) + DAY_MS - 1;
  return new Date(deadlineFrame(deadlines).zone.toUtc(localMs));
}

/**
 * The terms of a case as it stands: what was done when, what is owed next and by when. One function for every action and for every
 * change of the norms, so that both give the same.
 *
 * @returns `dueAt` null exactly where nobody owes anything any more
 */
export function termsAfter(
  row: CaseRow,
  facts: TermFacts,
  now: Date,
  { rules, taxonomy }: TermsContext,
): { dueAt: Date | null; steps: DeadlineStep[]; policy: string | null } {
  if (FINAL_STATUSES.includes(row.status))
    return { dueAt: null, steps: row.deadline_steps, policy: row.policy };
  const question = questionOf(row, taxonomy);
  const policy = policyFor(question, rules).id;
  const terms = lawfulTerms(question, row, facts, rules);
  const steps: DeadlineStep[] = terms.map((term) => {
    const doneAt = doneAtOf(term.step, row);
    return {
      step: term.step,
      dueAt: term.due.toISOString(),
      source: term.source,
      ...(doneAt ? { doneAt: doneAt.toISOString() } : {}),
    };
  });
  const after = (term: Term, from: Date) =>
    new Date(dueAtMs(term, from.getTime(), deadlineFrame(rules.deadlines)));
  const add = (step: string, due: Date, source: string) => {
    steps.push({ step, dueAt: due.toISOString(), source });
    return due;
  };

  switch (row.status) {
    case 'postponed':
    case 'transferred': {
      const until = row.held_until ?? after(AFTER_ANSWER.open, now);
      const what = row.status === 'postponed' ? 'resume' : 'outside_result';
      const source =
        row.status === 'postponed' ? 'Дата, до которой дело отложено' : 'Дата, к которой ждём результата';
      return { dueAt: add(what, until, source), steps, policy };
    }
    case 'answered':
      return {
        dueAt: add(
          'verification',
          after(AFTER_ANSWER.answered, row.answered_at ?? now),
          'Проверка решения: 5 рабочих дней',
        ),
        steps,
        policy,
      };
    case 'awaiting_rating':
      return {
        dueAt: add(
          'rating',
          row.held_until ?? after(AFTER_ANSWER.awaiting_rating, now),
          'Оценка жителя: 14 дней',
        ),
        steps,
        policy,
      };
    case 'approval': {
      const waiting = facts.approvals[0];
      if (waiting?.term && waiting.since) {
        // The region's own chain says how long each step may take; a policy speaks of the approval as a whole.
        const whole = steps.findIndex((step) => step.step === 'approval');
        if (whole >= 0) steps.splice(whole, 1);
        add('approval', after(approvalTerm(waiting.term), waiting.since), 'Срок шага согласования');
      } else if (!terms.some((term) => term.step === 'approval'))
        add(
          'approval',
          after(AFTER_ANSWER.approval, row.submitted_at ?? now),
          'Согласование ответа: 1 рабочий день',
        );
      break;
    }
    default:
      for (const day of facts.openPromises) add('promise', endOfDay(day, rules), 'Срок, названный жителю');
  }
  const owed = steps.filter((step) => !step.doneAt).map((step) => Date.parse(step.dueAt));
  const dueAt =
    owed.length > 0
      ? new Date(Math.min(...owed))
      : add(
          'final_answer',
          after(AFTER_ANSWER.open, row.reopened_at ?? row.registered_at),
          'Общий срок: 30 дней',
        );
  return { dueAt, steps, policy };
}

const approvalTerm = (term: ApprovalTerm): Term => ({ ...term, lastDay: 'following', dueTime: 'end_of_day' });

function questionOf(row: CaseRow, taxonomy: Taxonomy): CaseTermsQuestion {
  const known = row.topic && taxonomy.byCode.has(row.topic) ? row.topic : null;
  return {
    regime: row.regime,
    channel: row.channel,
    path: known ? pathOf(known, taxonomy) : [],
    urgency: row.urgency,
    organisation: row.organisation,
  };
}

/** By the norms alone: law, regulation of the region, norm of the topic. A reopened case begins anew when it was reopened. */
function lawfulTerms(
  question: CaseTermsQuestion,
  row: CaseRow,
  { pauses, extensionDays }: Pick<CaseFacts, 'pauses' | 'extensionDays'>,
  rules: TermRules,
): CaseTerm[] {
  const start = row.reopened_at ?? row.registered_at;
  return caseTerms(
    question,
    {
      received: start,
      registered: start,
      assigned: later(row.assigned_at, start),
      ...(row.interim_at && row.interim_at >= start ? { interim_answer: row.interim_at } : {}),
      ...(row.status === 'approval' && row.submitted_at ? { drafted: row.submitted_at } : {}),
    },
    rules,
    { pauses, extensionDays },
  );
}

function doneAtOf(step: string, row: CaseRow): Date | null {
  const since = (moment: Date | null) =>
    moment && moment >= (row.reopened_at ?? row.registered_at) ? moment : null;
  switch (step) {
    case 'register':
      return row.registered_at;
    case 'forward':
      return row.status === 'moderation' ? null : later(row.assigned_at, row.registered_at);
    case 'first_answer':
      return since(row.first_answer_at) ?? since(row.answered_at);
    case 'final_answer':
      return since(row.answered_at);
    default:
      return null;
  }
}

function later(moment: Date | null, start: Date): Date {
  return moment && moment > start ? moment : start;
}
