/** A word of a text as place names need it: lower case, «ё» as «е», hyphenated words taken apart. */
export type PlaceWord = {
  text: string;
  /** Offsets into the original text. */
  from: number;
  to: number;
  /** `yes` — a capital in the middle of a sentence, which is evidence of a name; `start` — a capital that proves
   * nothing, because a sentence or the text begins here or all letters are capital. */
  capital: 'yes' | 'start' | 'no';
  /** A full stop directly after: «с. Баган» and not «с Баганом». */
  dot: boolean;
  /** Punctuation, or the beginning or the end, stands before or after: «адрес: Обь, дом 3». */
  breakBefore: boolean;
  breakAfter: boolean;
  /** A dash or hyphen stands between this word and the next: «дорога Кочки — Баган», «маршрут Обь-Чик». */
  dashAfter: boolean;
};

const LETTER = /[\p{L}\d]/u;

const DASHES = '-‐‑‒–—−';
const BREAKS = ',.;:!?()\n—–«»"';

/** Longer texts are cut: a place is named early, and the work stays bounded. */
const MAX_LENGTH = 4000;

/**
 * Splits a text into words. «р-н», «р‑не» and «р/н» become «район», «р.п.» becomes «рп», so that all ways to shorten
 * are one way.
 */
export function readPlaceWords(text: string): PlaceWord[] {
  const words: PlaceWord[] = [];
  const end = Math.min(text.length, MAX_LENGTH);
  let sentenceStart = true;
  let breakBefore = true;
  let at = 0;
  while (at < end) {
    const letter = text[at]!;
    if (!isLetter(letter)) {
      if (
        letter === '!' ||
        letter === '?' ||
        letter === '\n' ||
        (letter === '.' && !afterShortWord(words, at))
      ) {
        sentenceStart = true;
      }
      if (DASHES.includes(letter)) {
        const last = words.at(-1);
        if (last) last.dashAfter = true;
      }
      if (BREAKS.includes(letter)) {
        breakBefore = true;
        const last = words.at(-1);
        if (last) last.breakAfter = true;
      }
      at++;
      continue;
    }
    let to = at + 1;
    while (to < end && isLetter(text[to]!)) to++;
    const raw = text.slice(at, to);
    const word: PlaceWord = {
      text: raw.toLowerCase().replaceAll('ё', 'е'),
      from: at,
      to,
      capital: capitalOf(raw, sentenceStart),
      dot: text[to] === '.',
      breakBefore,
      breakAfter: to === end,
      dashAfter: false,
    };
    if (!joinAbbreviation(words.at(-1), word, text)) words.push(word);
    sentenceStart = false;
    breakBefore = false;
    at = to;
  }
  return words;
}

function isLetter(letter: string): boolean {
  const code = letter.charCodeAt(0);
  // Russian letters and digits first: the regular expression costs ten times as much.
  if ((code >= 0x410 && code <= 0x44f) || code === 0x401 || code === 0x451 || (code >= 48 && code <= 57))
    return true;
  return code > 0x40 && LETTER.test(letter);
}

function capitalOf(raw: string, sentenceStart: boolean): PlaceWord['capital'] {
  const first = raw[0]!;
  if (first === first.toLowerCase()) return 'no';
  return sentenceStart || (raw.length > 2 && raw === raw.toUpperCase()) ? 'start' : 'yes';
}

/** «г. Обь», «ул. Мира»: the stop of a shortened word does not end a sentence. */
function afterShortWord(words: readonly PlaceWord[], at: number): boolean {
  const last = words.at(-1);
  return last !== undefined && last.to === at && last.text.length <= 4 && !/^\d+$/.test(last.text);
}

/** Puts the second half of «р-н» or «р.п.» into the word before it; true when it did. */
function joinAbbreviation(before: PlaceWord | undefined, word: PlaceWord, text: string): boolean {
  if (before?.text !== 'р') return false;
  const between = text.slice(before.to, word.from);
  if (/^н[аеу]?$|^ном$/.test(word.text) && between !== '' && /^[-‐‑–/]$/.test(between)) before.text = 'район';
  else if (word.text === 'п' && /^\.? ?$/.test(between)) before.text = 'рп';
  else return false;
  before.to = word.to;
  before.dot = word.dot;
  before.breakAfter = word.breakAfter;
  before.dashAfter = false;
  return true;
}
