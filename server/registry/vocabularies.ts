import type { Outcome, Status } from '../../contract/vocabulary.ts';

/** The systems whose words for a state of a case we read and write. */
export const VOCABULARIES = ['pos', 'incident', 'sstu'] as const;
export type VocabularyName = (typeof VOCABULARIES)[number];

export interface ForeignState {
  /** Their word for the step. */
  step: string;
  /** Their word for the result, where they have one beside the step. */
  result?: string;
}

export interface OwnState {
  status: Status;
  outcome?: Outcome | null;
}

interface Vocabulary {
  /** Theirs → ours; keys are «step» or «step / result», the longer one wins. Unknown words find nothing. */
  from: Record<string, OwnState>;
  /** Ours → theirs; every status has a word, an ended one by its outcome. */
  to: Record<Status, ForeignState>;
  ended: Record<Outcome, ForeignState>;
}

/**
 * Words of ПОС as the applicant sees them; of «Инцидент Менеджмент» as its export has them in «Текущий шаг инцидента» and «Итог»;
 * of ССТУ as its questions have them (monthly results by the decree of 17.04.2017 № 171). What none of their words says exactly
 * (a case handed out, one that came back) takes the nearest word that promises the resident no more than is true.
 */
const TABLES: Record<VocabularyName, Vocabulary> = {
  pos: {
    from: {
      Отправлено: { status: 'moderation' },
      Зарегистрировано: { status: 'moderation' },
      Принято: { status: 'routed' },
      'В работе': { status: 'in_work' },
      'Решение отложено': { status: 'postponed' },
      'Ответ готов': { status: 'answered' },
      'Ответ получен': { status: 'awaiting_rating' },
      Решено: { status: 'closed', outcome: 'solved' },
      Закрыто: { status: 'closed', outcome: 'explained' },
      Отклонено: { status: 'rejected' },
    },
    to: {
      moderation: { step: 'Зарегистрировано' },
      routed: { step: 'Принято' },
      in_work: { step: 'В работе' },
      interim_answer: { step: 'В работе' },
      postponed: { step: 'Решение отложено' },
      approval: { step: 'В работе' },
      answered: { step: 'Ответ готов' },
      awaiting_rating: { step: 'Ответ получен' },
      reopened: { step: 'В работе' },
      transferred: { step: 'В работе' },
      rejected: { step: 'Отклонено' },
      withdrawn: { step: 'Закрыто' },
      closed: { step: 'Закрыто' },
    },
    ended: {
      solved: { step: 'Решено' },
      explained: { step: 'Закрыто' },
      not_solved: { step: 'Закрыто' },
      not_supported: { step: 'Закрыто' },
      forwarded: { step: 'Закрыто' },
    },
  },
  incident: {
    from: {
      Выявлен: { status: 'moderation' },
      Модерация: { status: 'moderation' },
      Распределение: { status: 'routed' },
      'Подготовка ответа': { status: 'in_work' },
      Согласование: { status: 'approval' },
      Публикация: { status: 'approval' },
      'Оценка удовлетворенности': { status: 'awaiting_rating' },
      Отложено: { status: 'postponed' },
      Возврат: { status: 'reopened' },
      Готово: { status: 'closed', outcome: 'explained' },
      'Готово / Решено': { status: 'closed', outcome: 'solved' },
      'Готово / Разъяснено': { status: 'closed', outcome: 'explained' },
      'Готово / Не решено': { status: 'closed', outcome: 'not_solved' },
      'Готово / Отложено': { status: 'postponed' },
    },
    to: {
      moderation: { step: 'Модерация' },
      routed: { step: 'Распределение' },
      in_work: { step: 'Подготовка ответа' },
      interim_answer: { step: 'Отложено', result: 'Отложено' },
      postponed: { step: 'Отложено', result: 'Отложено' },
      approval: { step: 'Согласование' },
      answered: { step: 'Публикация' },
      awaiting_rating: { step: 'Оценка удовлетворенности' },
      reopened: { step: 'Возврат' },
      transferred: { step: 'Распределение' },
      rejected: { step: 'Готово', result: 'Разъяснено' },
      withdrawn: { step: 'Готово', result: 'Разъяснено' },
      closed: { step: 'Готово' },
    },
    ended: {
      solved: { step: 'Готово', result: 'Решено' },
      explained: { step: 'Готово', result: 'Разъяснено' },
      not_solved: { step: 'Готово', result: 'Не решено' },
      not_supported: { step: 'Готово', result: 'Разъяснено' },
      forwarded: { step: 'Готово', result: 'Разъяснено' },
    },
  },
  sstu: {
    from: {
      NotReceived: { status: 'moderation' },
      NotRegistered: { status: 'moderation' },
      InWork: { status: 'in_work' },
      InWorkExtended: { status: 'in_work' },
      Explained: { status: 'closed', outcome: 'explained' },
      Supported: { status: 'closed', outcome: 'solved' },
      NotSupported: { status: 'closed', outcome: 'not_supported' },
      Transferred: { status: 'closed', outcome: 'forwarded' },
      Answered: { status: 'answered' },
      LeftWithoutAnswer: { status: 'rejected' },
    },
    to: {
      moderation: { step: 'NotRegistered' },
      routed: { step: 'InWork' },
      in_work: { step: 'InWork' },
      interim_answer: { step: 'InWorkExtended' },
      postponed: { step: 'InWorkExtended' },
      approval: { step: 'InWork' },
      answered: { step: 'Answered' },
      awaiting_rating: { step: 'Answered' },
      reopened: { step: 'InWork' },
      transferred: { step: 'Transferred' },
      rejected: { step: 'LeftWithoutAnswer' },
      withdrawn: { step: 'LeftWithoutAnswer' },
      closed: { step: 'Answered' },
    },
    ended: {
      solved: { step: 'Supported' },
      explained: { step: 'Explained' },
      // Their words know no «promised and not done»: an answer was given, and that is all that is true.
      not_solved: { step: 'Answered' },
      not_supported: { step: 'NotSupported' },
      forwarded: { step: 'Transferred' },
    },
  },
};

/** What their words mean on our path; null where we do not know them. */
export function fromForeign(vocabulary: VocabularyName, { step, result }: ForeignState): OwnState | null {
  const { from } = TABLES[vocabulary];
  return (result && from[`${step} / ${result}`]) || from[step] || null;
}

/** What we call a state in their words. */
export function toForeign(vocabulary: VocabularyName, { status, outcome }: OwnState): ForeignState {
  const { to, ended } = TABLES[vocabulary];
  return status === 'closed' && outcome ? ended[outcome] : to[status];
}

/** Every word of theirs that we know, for documentation and checks. */
export function foreignStates(vocabulary: VocabularyName): ForeignState[] {
  return Object.keys(TABLES[vocabulary].from).map((key) => {
    const [step = '', result] = key.split(' / ');
    return result ? { step, result } : { step };
  });
}
