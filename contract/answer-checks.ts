import type { Channel, Outcome } from './vocabulary.ts';

/** What can be wrong with an answer before it leaves; the remedy of each is a sentence of the interface. */
export const ANSWER_CHECKS = [
  'personal_phone',
  'personal_email',
  'personal_document',
  'personal_flat',
  'date_missing',
  'rating_asked',
  'block_empty',
  'no_greeting',
  'too_long',
  'officialese',
  'genitive_chain',
  'participle',
  'full_act',
  'full_body',
] as const;
export type AnswerCheckCode = (typeof ANSWER_CHECKS)[number];

export type AnswerBlock = 'understood' | 'cause' | 'plan';
export interface CheckedAnswer extends Record<AnswerBlock, string> {
  planDate: string | null;
  outcome: Outcome;
  /** Where the answer will stand. */
  channel: Channel;
}

export interface AnswerCheck {
  code: AnswerCheckCode;
  /** `must`: sending it so would do harm or break the rules; `should`: it would only read badly. */
  level: 'must' | 'should';
  block: AnswerBlock | null;
  /** The very words that are meant; empty where something is missing. */
  fragment: string;
}

/** Channels whose answer stands under a post before everybody's eyes. */
const PUBLIC_CHANNELS: readonly Channel[] = ['vk', 'ok', 'incident', 'monitoring'];
/** A comment longer than this is folded by the networks and not read. */
export const COMMENT_CHARS_MAX = 600;

const WORD_START = '(?<![\\p{L}\\d])';
const WORD_END = '(?![\\p{L}\\d])';
const words = (body: string) => new RegExp(`${WORD_START}(?:${body})${WORD_END}`, 'iu');

const PHONE = /(?<!\d)(?:\+7|8)[\s(‑–-]*\d{3}[\s)‑–-]*\d{3}[\s‑–-]*\d{2}[\s‑–-]*\d{2}(?!\d)/;
const EMAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
/** Passport (series and number) or SNILS. */
const DOCUMENT = /(?<!\d)(?:\d{2}\s?\d{2}\s?(?:№\s?)?\d{6}|\d{3}-\d{3}-\d{3}[\s-]\d{2})(?!\d)/;
const FLAT = words('(?:кв\\.?|квартир[аыеуй]{1,2})\\s*№?\\s*\\d+');

const FUTURE = words(
  'будет|будут|будем|планиру\\p{L}+|запланирован\\p{L}*|намечен\\p{L}*|предстоит|сделаем|выполним|отремонтируем|устраним|заменим|проведём|проведем|уберём|уберем|восстановим|установим|приступим|завершим',
);
const DATE = words(
  '\\d{1,2}[./]\\d{1,2}(?:[./]\\d{2,4})?|\\d{1,2}\\s+(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)|(?:до|к|в)\\s+(?:конц\\p{L}+\\s+)?(?:январ\\p{L}|феврал\\p{L}|март\\p{L}|апрел\\p{L}|ма[яею]|июн\\p{L}|июл\\p{L}|август\\p{L}|сентябр\\p{L}|октябр\\p{L}|ноябр\\p{L}|декабр\\p{L}|недел\\p{L}|месяц\\p{L}|год\\p{L})|сегодня|завтра',
);
const RATING = words('оцените|оценку|поставьте\\s+(?:нам\\s+)?(?:оценк\\p{L}+|балл\\p{L}*|звёзд\\p{L}*)');
const GREETING =
  /^\s*(?:здравствуйте|добр(?:ый|ое|ого)\s+(?:день|вечер|утро|дня|времени)|уважаем|приветству)/iu;
const OFFICIALESE = words(
  [
    'в\\s+целях\\s+\\p{L}+(?:ения|ания|ия)',
    'в\\s+рамках\\s+(?:исполнения|реализации|проведения|осуществления)',
    'осуществл\\p{L}+\\s+(?:мероприяти\\p{L}+|работ\\p{L}*|контрол\\p{L}*)',
    'мероприяти\\p{L}+\\s+по',
    '(?:на\\s+основании|в\\s+связи\\s+с|исходя\\s+из)\\s+выше\\p{L}+',
    'выше(?:изложенн|указанн|названн)\\p{L}+',
    'в\\s+установленном\\s+порядке',
    'в\\s+пределах\\s+(?:своей\\s+)?компетенции',
    'доводим\\s+до\\s+(?:вашего\\s+)?сведения',
    'сообщаем\\s+следующее',
    '(?:данн|указанн)(?:ый|ого|ому|ая|ой|ую|ое|ые|ых)\\s+(?:вопрос|факт|адрес|обращени|участ|объект)\\p{L}*',
    'не\\s+представляется\\s+возможным',
    'имеет\\s+место',
    'по\\s+факту\\s+обращения',
    'в\\s+адрес\\s+\\p{L}+\\s+направлен\\p{L}*',
  ].join('|'),
);
const PARTICIPLE = words(
  '\\p{L}{2,}(?:вши(?:сь)?|овав|ировав|изовав|отрев|ерив|учив|овив|елав|азав|авив)|\\p{L}{3,}(?:изуя|ируя|ьзуя|ствуя)|учитывая|принимая|исходя|руководствуясь|являясь|находясь|осуществляя|обеспечивая|проводя|ссылаясь',
);
const FULL_ACT = words(
  'федеральн\\p{L}+\\s+закон\\p{L}*(?:\\s+российской\\s+федерации)?\\s+от\\s+[\\d.]+[^.;\\n]{0,40}?№\\s*[\\d‑-]+|(?:постановлени|распоряжени|приказ)\\p{L}*\\s+[^.\\n]{3,80}?\\s+от\\s+\\d[^.\\n]{4,24}?№\\s*[\\d\\p{L}‑/-]+',
);
const FULL_BODY = words(
  '(?:министерств|департамент|администраци|управлени|комитет|муниципальн\\p{L}+\\s+(?:казённ|казенн|бюджетн|унитарн)|государственн\\p{L}+\\s+(?:казённ|казенн|бюджетн))\\p{L}*(?:[\\s-]+\\p{L}[\\p{L}‑-]*){3,9}?\\s+(?:област|кра|город|район|округ|федераци)\\p{L}+',
);

/** Nouns in the genitive as officials string them («обеспечения выполнения требований законодательства»). */
const GENITIVE = /(?:ения|ания|яния|тия|ции|сти|ства|ений|аний|тий|ций|ностей|ств)$/iu;
const IN_BETWEEN = /(?:ого|его|ой|ей|ых|их)$/iu;
const CHAIN_MIN = 3;

/**
 * What is wrong with an answer, the harmful first, then in the order of the text. Pure; the same for the one who writes and for the
 * server that sends. Each block names its first finding of a kind only.
 */
export function checkAnswer(answer: CheckedAnswer): AnswerCheck[] {
  const found: AnswerCheck[] = [];
  const add = (
    code: AnswerCheckCode,
    level: AnswerCheck['level'],
    block: AnswerBlock | null,
    fragment = '',
  ) => found.push({ code, level, block, fragment });
  const open = PUBLIC_CHANNELS.includes(answer.channel);
  const whole = [answer.understood, answer.cause, answer.plan].join('\n\n').trim();

  for (const block of ['understood', 'cause', 'plan'] as const) {
    const text = answer[block];
    const look = (code: AnswerCheckCode, level: AnswerCheck['level'], pattern: RegExp) => {
      const match = pattern.exec(text)?.[0].trim();
      if (match) add(code, level, block, match);
    };
    if (open) {
      look('personal_phone', 'must', PHONE);
      look('personal_email', 'must', EMAIL);
      look('personal_flat', 'must', FLAT);
    }
    look('personal_document', 'must', DOCUMENT);
    if (answer.outcome === 'not_solved') look('rating_asked', 'must', RATING);
    look('officialese', 'should', OFFICIALESE);
    const chain = genitiveChain(text);
    if (chain) add('genitive_chain', 'should', block, chain);
    look('participle', 'should', PARTICIPLE);
    look('full_act', 'should', FULL_ACT);
    look('full_body', 'should', FULL_BODY);
  }
  if (whole === '') return found;
  const promises = answer.outcome !== 'solved' && FUTURE.test(answer.plan);
  if (answer.planDate === null && (answer.outcome === 'not_solved' || promises) && !DATE.test(answer.plan))
    add('date_missing', 'must', 'plan');
  if (answer.understood.trim() === '') add('block_empty', 'should', 'understood');
  else if (!GREETING.test(answer.understood)) add('no_greeting', 'should', 'understood');
  if (answer.plan.trim() === '') add('block_empty', 'should', 'plan');
  if (open && whole.length > COMMENT_CHARS_MAX) add('too_long', 'should', null, String(whole.length));
  return found.sort((a, b) => Number(a.level === 'should') - Number(b.level === 'should'));
}

function genitiveChain(text: string): string | null {
  const run: string[] = [];
  let nouns = 0;
  for (const token of text.split(/(?<=[.,;:!?()«»])|\s+/u)) {
    const word = token.replace(/[.,;:!?()«»]/gu, '');
    const noun = GENITIVE.test(word);
    if (word.length > 4 && (noun || (nouns > 0 && IN_BETWEEN.test(word)))) {
      run.push(word);
      if (noun) nouns += 1;
      if (nouns >= CHAIN_MIN) return run.join(' ');
      if (word === token) continue;
    }
    run.length = 0;
    nouns = 0;
  }
  return null;
}
