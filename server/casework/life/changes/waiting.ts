import { refusePersonal } from '../answer-check.ts';
import { type ActionOf, type CaseChange, invalid } from '../case-row.ts';
import { type ChangeContext, dayText, futureDay } from './context.ts';

/** 59‑ФЗ art. 12 part 2: by thirty days at most, however it is divided. */
const EXTENSION_DAYS_MAX = 30;

export function askResident(action: ActionOf<'ask_resident'>, context: ChangeContext): CaseChange {
  refusePersonal(action.text, [context.row.channel]);
  return {
    set: { status: 'postponed', held_until: futureDay(action.until, context) },
    data: { why: 'resident', until: action.until },
    records: [{ insert: 'pause', values: { why: 'resident', from_at: context.now, to_at: null } }],
    tell: { kind: 'question', text: action.text },
  };
}

export function giveInterim(action: ActionOf<'give_interim'>, context: ChangeContext): CaseChange {
  const { row, now } = context;
  refusePersonal(action.text, [row.channel]);
  futureDay(action.until, context);
  return {
    set: { status: 'interim_answer', interim_at: now, first_answer_at: row.first_answer_at ?? now },
    data: { until: action.until },
    records: promised(action.text, action.until, context),
    tell: { kind: 'interim', text: action.text },
  };
}

export function postpone(action: ActionOf<'postpone'>, context: ChangeContext): CaseChange {
  const until = futureDay(action.until, context);
  refusePersonal(action.reason, [context.row.channel]);
  return {
    set: { status: 'postponed', held_until: until },
    data: { why: action.why, reason: action.reason, until: action.until },
    records: [
      { insert: 'pause', values: { why: action.why, from_at: context.now, to_at: null } },
      ...promised(action.reason, action.until, context),
    ],
    tell: {
      kind: 'notice',
      text: `Решение отложено до ${dayText(action.until)}. Причина: ${action.reason}`,
    },
  };
}

export function resume(_: ActionOf<'resume'>, { row }: ChangeContext): CaseChange {
  return {
    set: { status: 'in_work', held_until: null },
    data: { heldUntil: row.held_until?.toISOString() ?? null },
    records: [{ settle: 'pause' }],
  };
}

export function askExtension(
  action: ActionOf<'ask_extension'>,
  { facts, now, login }: ChangeContext,
): CaseChange {
  if (facts.askedExtension) throw invalid('Продление уже запрошено: дождитесь решения руководителя.');
  const left = EXTENSION_DAYS_MAX - facts.extensionDays;
  if (action.days > left)
    throw invalid(
      left > 0
        ? `Продлить можно не больше чем на ${left} дн. (59‑ФЗ, ст. 12 ч. 2).`
        : 'Срок уже продлён на 30 дней: больше закон не позволяет (59‑ФЗ, ст. 12 ч. 2).',
    );
  return {
    set: {},
    data: { days: action.days, reason: action.reason },
    records: [
      {
        insert: 'extension',
        values: { days: action.days, reason: action.reason, state: 'asked', asked_by: login, asked_at: now },
      },
    ],
  };
}

export function grantExtension(_: ActionOf<'grant_extension'>, { facts, login }: ChangeContext): CaseChange {
  const asked = facts.askedExtension;
  if (!asked) throw invalid('Продление никто не запрашивал.');
  return {
    set: {},
    data: { days: asked.days },
    records: [{ settle: 'extension', id: asked.id, state: 'granted', login: login! }],
    tell: {
      kind: 'notice',
      text: `Срок рассмотрения обращения продлён на ${asked.days} дн. О решении сообщим дополнительно.`,
    },
  };
}

export function refuseExtension(
  action: ActionOf<'refuse_extension'>,
  { facts, login }: ChangeContext,
): CaseChange {
  const asked = facts.askedExtension;
  if (!asked) throw invalid('Продление никто не запрашивал.');
  return {
    set: {},
    data: { days: asked.days, reason: action.reason },
    records: [{ settle: 'extension', id: asked.id, state: 'refused', login: login! }],
  };
}

/** The new date takes the place of one named before: only one promise of a case is open. */
export function promised(text: string, until: string, { row, now, login, facts }: ChangeContext) {
  return [
    ...(facts.openPromises.length > 0 ? [{ settle: 'promise', state: 'moved' } as const] : []),
    {
      insert: 'promise' as const,
      values: { organisation: row.organisation, made_at: now, login, text, until, state: 'open' },
    },
  ];
}
