import { refusePersonal } from '../answer-check.ts';
import { type ActionOf, type CaseChange, invalid } from '../case-row.ts';
import { type ChangeContext, dayText, futureDay, refuseTheCloser } from './context.ts';

/** So many hops mean that nobody feels responsible: a person of the centre decides. */
export const HOPS_TO_CURATOR = 3;

export function take(_: ActionOf<'take'>, context: ChangeContext): CaseChange {
  const { row, login } = context;
  if (row.assignee === login) throw invalid('Дело уже у вас.');
  refuseTheCloser(login!, context);
  return {
    set: { assignee: login, status: row.status === 'interim_answer' ? 'interim_answer' : 'in_work' },
    data: { from: row.assignee, to: login },
  };
}

export function assign(action: ActionOf<'assign'>, context: ChangeContext): CaseChange {
  const { row, facts, body } = context;
  const { person } = facts;
  if (!person || person.disabled || !person.organisation || !body.includes(person.organisation))
    throw invalid('Такого сотрудника нет в ответственном органе. Выберите из списка.');
  refuseTheCloser(person.login, context);
  return {
    set: {
      assignee: person.login,
      status: row.status === 'routed' || row.status === 'reopened' ? 'in_work' : row.status,
    },
    data: { from: row.assignee, to: person.login, why: action.why },
  };
}

export function transfer(action: ActionOf<'transfer'>, context: ChangeContext): CaseChange {
  const { row, now, centre } = context;
  const name = context.organisationName(action.organisation);
  if (!name) throw invalid('Такой организации нет в справочнике. Выберите из списка.');
  if (action.organisation === row.organisation) throw invalid('Дело уже у этой организации.');
  if (action.organisation === row.about_organisation)
    throw invalid(
      'На эту организацию и жалуются: передать ей дело нельзя (59‑ФЗ, ст. 8 ч. 6). Выберите другую.',
    );
  const hops = row.hops + 1;
  const data = { from: row.organisation, to: action.organisation, reason: action.reason, hops };
  // Sent round again and again, or straight back: a curator decides, not the next body.
  if (hops >= HOPS_TO_CURATOR) {
    return {
      set: { ...handedOver(now), hops, status: 'moderation', triage: 'queue', organisation: centre },
      data: { ...data, curator: true, wanted: action.organisation, to: centre },
    };
  }
  return {
    set: { ...handedOver(now), hops, status: 'routed', organisation: action.organisation },
    data,
    tell: { kind: 'notice', text: `Ваше обращение передано по компетенции: ${name}.` },
  };
}

export function returnToTriage(
  action: ActionOf<'return_to_triage'>,
  { row, now, centre }: ChangeContext,
): CaseChange {
  return {
    set: {
      ...handedOver(now),
      hops: row.hops + 1,
      status: 'moderation',
      triage: 'queue',
      organisation: centre,
    },
    data: { from: row.organisation, reason: action.reason, hops: row.hops + 1 },
  };
}

export function handOut(action: ActionOf<'hand_out'>, context: ChangeContext): CaseChange {
  const until = futureDay(action.until, context);
  refusePersonal(action.to, [context.row.channel]);
  return {
    set: { status: 'transferred', handed_to: action.to, held_until: until, assignee: null },
    data: { to: action.to, level: action.level, reason: action.reason, until: action.until },
    tell: {
      kind: 'notice',
      text: `Вопрос решает другая организация: ${action.to}. Мы передали ей обращение и сообщим вам о результате до ${dayText(action.until)}.`,
    },
  };
}

export function takeResult(
  action: ActionOf<'take_result'>,
  { row, now, login, facts }: ChangeContext,
): CaseChange {
  refusePersonal(action.text, [row.channel, ...facts.followerChannels]);
  return {
    set: {
      status: 'answered',
      outcome: action.outcome,
      answered_at: now,
      answered_by: login,
      held_until: null,
    },
    data: { from: row.handed_to, outcome: action.outcome },
    tell: { kind: 'outside', text: action.text },
  };
}

function handedOver(now: Date) {
  return { assigned_at: now, assignee: null, held_until: null, co_executors: [] as string[] };
}
