import { refusePersonal } from '../answer-check.ts';
import { type ActionOf, type CaseChange, invalid } from '../case-row.ts';
import type { ChangeContext } from './context.ts';

/** A resident may say «не решено» so long after the end. */
const DISPUTE_DAYS = 30;
const DAY_MS = 86_400_000;

export function confirmSolution(
  action: ActionOf<'confirm_solution'>,
  { login, now }: ChangeContext,
): CaseChange {
  if (action.how === 'photo' && !action.attachments?.length)
    throw invalid('Приложите фотографию решения или выберите другой способ проверки.');
  return {
    set: { status: 'awaiting_rating', held_until: null },
    data: { how: action.how },
    records: [
      {
        insert: 'verification',
        values: {
          at: now,
          login,
          how: login ? action.how : 'resident',
          confirmed: true,
          text: action.text ?? null,
          attachments: action.attachments ?? [],
        },
      },
    ],
  };
}

export function refuseSolution(action: ActionOf<'refuse_solution'>, context: ChangeContext): CaseChange {
  const { login, now } = context;
  return {
    set: cameBack(context),
    data: { reason: action.reason },
    records: [
      {
        insert: 'verification',
        values: { at: now, login, how: 'centre', confirmed: false, text: action.reason, attachments: [] },
      },
    ],
  };
}

export function askRating(_: ActionOf<'ask_rating'>, _context: ChangeContext): CaseChange {
  return { set: { status: 'awaiting_rating', held_until: null }, data: {} };
}

export function rate(action: ActionOf<'rate'>, { row, now }: ChangeContext): CaseChange {
  return {
    set: {
      status: 'closed',
      rating: action.stars,
      closed_at: now,
      outcome_reason: 'rated',
      held_until: null,
    },
    data: { stars: action.stars, reasons: action.reasons, outcome: row.outcome },
    records: [
      {
        insert: 'rating',
        values: { at: now, stars: action.stars, reasons: action.reasons, comment: action.comment ?? null },
      },
    ],
  };
}

export function dispute(action: ActionOf<'dispute'>, context: ChangeContext): CaseChange {
  const { row, now } = context;
  if (row.closed_at && now.getTime() - row.closed_at.getTime() > DISPUTE_DAYS * DAY_MS)
    throw invalid('С закрытия прошло больше 30 дней. Подайте новое обращение и укажите номер этого.');
  return { set: cameBack(context), data: { reason: action.reason } };
}

export function close(action: ActionOf<'close'>, { row, now }: ChangeContext): CaseChange {
  return {
    set: {
      status: 'closed',
      outcome: action.outcome,
      outcome_reason: action.reason,
      closed_at: now,
      held_until: null,
    },
    data: { outcome: action.outcome, reason: action.reason, after: row.status },
  };
}

export function reopen(action: ActionOf<'reopen'>, context: ChangeContext): CaseChange {
  refusePersonal(action.reason, [context.row.channel]);
  return {
    set: cameBack(context),
    data: { reason: action.reason },
    tell: { kind: 'notice', text: `Ваше обращение снова в работе. ${action.reason}` },
  };
}

export function reject(action: ActionOf<'reject'>, { row, now }: ChangeContext): CaseChange {
  refusePersonal(action.reason, [row.channel]);
  return {
    set: {
      status: 'rejected',
      closed_at: now,
      outcome_reason: action.why,
      held_until: null,
      triage: 'confirmed',
    },
    data: { why: action.why, reason: action.reason },
    tell: { kind: 'notice', text: `Обращение не принято к рассмотрению. ${action.reason}` },
  };
}

export function withdraw(action: ActionOf<'withdraw'>, { now }: ChangeContext): CaseChange {
  return {
    set: {
      status: 'withdrawn',
      closed_at: now,
      outcome_reason: action.reason ?? null,
      held_until: null,
      triage: 'confirmed',
    },
    data: {},
    records: [{ settle: 'pause' }],
  };
}

/** To somebody other than whoever answered; with a term of its own from today. */
function cameBack({ row, now }: ChangeContext): CaseChange['set'] {
  return {
    status: 'reopened',
    reopened_at: now,
    reopenings: row.reopenings + 1,
    assigned_at: now,
    assignee: row.assignee === row.answered_by ? null : row.assignee,
    outcome: null,
    outcome_reason: null,
    closed_at: null,
    held_until: null,
  };
}
