import { refuseHarm } from '../answer-check.ts';
import { isTurnOf } from '../approval-chain.ts';
import { type ActionOf, type CaseChange, type CaseRecord, type DraftRow, invalid } from '../case-row.ts';
import type { ChangeContext } from './context.ts';
import { promised } from './waiting.ts';

export function submit(action: ActionOf<'submit'>, context: ChangeContext): CaseChange {
  const { facts, now, chain, login } = context;
  const draft = requireDraft(facts.draft);
  const warned = refuseHarm(draft, [context.row.channel, ...facts.followerChannels], action.despite);
  // A reason that nothing asked for says nothing.
  const despite = warned.length > 0 ? { despite: action.despite, warned } : {};
  if (chain.length === 0) {
    const change = published(draft, login!, context);
    return { ...change, data: { ...change.data, ...despite } };
  }
  return {
    set: { status: 'approval', submitted_at: now },
    data: {
      edition: draft.edition,
      outcome: draft.outcome,
      chain: chain.map((step) => step.role),
      ...despite,
    },
    records: chain.map((step, ordinal) => ({
      insert: 'approval' as const,
      values: {
        draft_id: draft.draft_id,
        ordinal,
        chain_id: context.chainId,
        role: step.role,
        person: step.person,
        term: step.term && JSON.stringify(step.term),
        state: ordinal === 0 ? 'waiting' : 'next',
        waits_since: ordinal === 0 ? now : null,
      },
    })),
  };
}

export function approve(action: ActionOf<'approve'>, context: ChangeContext): CaseChange {
  const { facts, login } = context;
  const waiting = requireTurn(context);
  const agreed: CaseRecord = {
    settle: 'approval',
    id: waiting.id,
    state: 'approved',
    login: login!,
    comment: action.comment ?? null,
  };
  const next = facts.approvals[1];
  if (next) {
    return {
      set: {},
      data: { role: waiting.role, left: facts.approvals.length - 1 },
      records: [agreed, { settle: 'next_approval', id: next.id }],
    };
  }
  const draft = requireDraft(facts.draft);
  // Warnings were answered for when it was sent; a case may have been joined since whose thread everybody reads.
  refuseHarm(draft, [context.row.channel, ...facts.followerChannels], 'sent');
  const change = published(draft, login!, context);
  return { ...change, records: [agreed, ...(change.records ?? [])] };
}

export function returnDraft(action: ActionOf<'return_draft'>, context: ChangeContext): CaseChange {
  const waiting = requireTurn(context);
  return {
    set: { status: 'in_work', submitted_at: null },
    data: { role: waiting.role, reason: action.reason },
    records: [
      {
        settle: 'approval',
        id: waiting.id,
        state: 'returned',
        login: context.login!,
        comment: action.reason,
      },
      { settle: 'approvals', state: 'void' },
    ],
  };
}

/** The text that goes out: three blocks, each a paragraph. */
export function answerText(draft: Pick<DraftRow, 'understood' | 'cause' | 'plan'>): string {
  return [draft.understood, draft.cause, draft.plan]
    .map((block) => block.trim())
    .filter(Boolean)
    .join('\n\n');
}

function published(draft: DraftRow, approvedBy: string, context: ChangeContext): CaseChange {
  const { row, now, facts } = context;
  const solved = draft.outcome === 'solved';
  const kept: CaseRecord[] =
    solved && facts.openPromises.length > 0 ? [{ settle: 'promise', state: 'kept' }] : [];
  return {
    set: {
      status: 'answered',
      outcome: draft.outcome,
      answered_at: now,
      answered_by: draft.login,
      first_answer_at: row.first_answer_at ?? now,
      submitted_at: null,
    },
    data: {
      outcome: draft.outcome,
      edition: draft.edition,
      author: draft.login,
      approvedBy,
      planDate: draft.plan_date,
    },
    records: [...kept, ...(draft.plan_date && !solved ? promised(draft.plan, draft.plan_date, context) : [])],
    tell: { kind: 'final', text: answerText(draft) },
  };
}

function requireDraft(draft: DraftRow | null): DraftRow {
  if (!draft) throw invalid('Черновика нет: сохраните ответ и отправьте снова.');
  if (answerText(draft).length < 30)
    throw invalid('Ответ слишком короткий: напишите, что поняли, почему так вышло и что будет сделано.');
  return draft;
}

/** The step that waits; only whoever makes it passes. */
function requireTurn({ facts, roles, login }: ChangeContext) {
  const waiting = facts.approvals[0];
  if (!waiting) throw invalid('Согласовывать нечего.');
  if (!isTurnOf(waiting, login, roles))
    throw invalid('Сейчас очередь другого согласующего. Ваша подойдёт после него.');
  return waiting;
}
