import { type AnswerCheck, type AnswerCheckCode, checkAnswer } from '../../../contract/answer-checks.ts';
import type { Channel } from '../../../contract/vocabulary.ts';
import { type DraftRow, invalid } from './case-row.ts';

/** What is wrong and how to mend it, for whoever is refused; the screen says the same while one writes. */
const WORDS: Partial<Record<AnswerCheckCode, string>> = {
  personal_phone: 'телефон «{}» увидят все: уберите номер или напишите жителю лично',
  personal_email: 'адрес «{}» увидят все: уберите его или напишите жителю лично',
  personal_document: 'номер документа «{}» в ответе не называют: уберите его',
  personal_flat: '«{}» увидят все: назовите дом или подъезд, но не квартиру',
  date_missing: 'обещание без срока: назовите день в тексте или в поле срока',
  fact_missing: 'итог «решено», а что сделано, не сказано: назовите факт или смените итог',
  rating_asked: 'просьба об оценке, когда не решено: уберите её',
};

/**
 * The checks of writing once more, where the answer leaves: by the server, for every channel it goes into (those of joined cases too).
 *
 * @param despite reason to send it although the checks warn; what does harm is not sent with any
 * @returns codes of the warnings that the reason covers
 * @throws CaseConflict `invalid`
 */
export function refuseHarm(
  draft: Pick<DraftRow, 'understood' | 'cause' | 'plan' | 'plan_date' | 'outcome'>,
  channels: readonly Channel[],
  despite: string | undefined,
): AnswerCheckCode[] {
  const { plan_date: planDate, ...blocks } = draft;
  const found = [...new Set(channels)].flatMap((channel) => checkAnswer({ ...blocks, planDate, channel }));
  const harm = found.filter(({ level }) => level === 'must');
  if (harm.length > 0) throw invalid(`Так отправить нельзя: ${said(harm)}.`);
  const warned = found.filter(({ level }) => level === 'warn');
  if (warned.length > 0 && despite === undefined)
    throw invalid(`Исправьте или объясните, почему отправляете так: ${said(warned)}.`);
  return [...new Set(warned.map(({ code }) => code))];
}

/** Any other word to the resident: only what would put somebody's own before everybody's eyes. @throws CaseConflict */
export function refusePersonal(text: string, channels: readonly Channel[]): void {
  const blocks = {
    understood: '',
    cause: text,
    plan: '',
    planDate: null,
    outcome: 'explained',
  } as const;
  const found = [...new Set(channels)].flatMap((channel) => checkAnswer({ ...blocks, channel }));
  const harm = found.filter(({ code, level }) => level === 'must' && code.startsWith('personal_'));
  if (harm.length > 0) throw invalid(`Так отправить нельзя: ${said(harm)}.`);
}

function said(checks: readonly AnswerCheck[]): string {
  const words = checks.map(({ code, fragment }) => (WORDS[code] ?? code).replace('{}', fragment));
  return [...new Set(words)].join('; ');
}
