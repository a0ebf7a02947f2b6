import type { Channel, Outcome } from './vocabulary.ts';

/** What can be wrong with an answer before it leaves; the remedy of each is a sentence of the interface. */
export const ANSWER_CHECKS = [
  'personal_phone',
  'personal_email',
  'personal_document',
  'personal_flat',
  'date_missing',
  'fact_missing',
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
  /**
   * `must`: sending it so would do harm, nobody sends it; `warn`: sent only with a reason that stays in the history;
   * `should`: it would only read badly.
   */
  level: 'must' | 'warn' | 'should';
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

/** A mobile number is somebody's own; a city number may be an office's, 8-800 always is. */
const MOBILE = /(?<!\d)(?:\+7|8)[\s(‑–-]*9\d{2}[\s)‑–-]*\d{3}[\s‑–-]*\d{2}[\s‑–-]*\d{2}(?!\d)/;
const PHONE = /(?<!\d)(?:\+7|8)[\s(‑–-]*(?!800)\d{3}[\s)‑–-]*\d{3}[\s‑–-]*\d{2}[\s‑–-]*\d{2}(?!\d)/;
/** Boxes that people keep for themselves. */
const FREE_MAIL = /@(?:mail|inbox|list|bk|yandex|ya|rambler|gmail|icloud|outlook|hotmail)\.(?:ru|com)$/i;
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
/** Something was done: a plural or a short participle, as bodies write it; nouns that end alike are taken out. */
const DONE = words(
  '(?!(?:недели|земли|цели|роли|доли|если|или|модели|автомобили|были|материалы|план|планы|сайт|экран|район|районы|канал)(?![\\p{L}]))(?:\\p{L}{2,}(?:ли|лись|ла|лась|ло|лось)|\\p{L}{2,}[аиеыуяё]л(?:ся)?|\\p{L}{2,}(?:[аеёяы]н|[аеёяы]н[аоы]|[яыу]т[аоы]|[яы]т))',
);
/** Or it is so now. */
const IS_NOW = words(
  'снова|теперь|уже|готов\\p{L}*|работает|работают|горит|горят|действует|ходит|ходят|исправ\\p{L}+',
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
      const phone = (MOBILE.exec(text) ?? PHONE.exec(text))?.[0].trim();
      if (phone) add('personal_phone', MOBILE.test(phone) ? 'must' : 'warn', block, phone);
      const email = EMAIL.exec(text)?.[0];
      if (email) add('personal_email', FREE_MAIL.test(email) ? 'must' : 'warn', block, email);
      look('personal_flat', 'must', FLAT);
    }
    look('personal_document', open ? 'must' : 'warn', DOCUMENT);
    if (answer.outcome === 'not_solved') look('rating_asked', 'warn', RATING);
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
    add('date_missing', promises ? 'must' : 'warn', 'plan');
  if (answer.outcome === 'solved' && !tellsFact(answer.plan.trim() || answer.cause))
    add('fact_missing', 'must', 'plan');
  if (answer.understood.trim() === '') add('block_empty', 'should', 'understood');
  else if (!GREETING.test(answer.understood)) add('no_greeting', 'should', 'understood');
  if (answer.plan.trim() === '') add('block_empty', 'should', 'plan');
  if (open && whole.length > COMMENT_CHARS_MAX) add('too_long', 'should', null, String(whole.length));
  return found.sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
}

const LEVELS: readonly AnswerCheck['level'][] = ['must', 'warn', 'should'];

/** «Решено» says what was done, or what is so now; that something will be done is a promise. */
function tellsFact(text: string): boolean {
  return DONE.test(text) || (!FUTURE.test(text) && (IS_NOW.test(text) || DATE.test(text)));
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
