export type MarkKind = 'place' | 'people' | 'date';
export interface TextPart {
  text: string;
  mark: MarkKind | null;
}

const MONTHS = 'янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек';
const CAPITAL = '\\p{Lu}[\\p{L}-]+';
const EDGE = '(?<![\\p{L}\\p{N}])';

/** What an eye looks for first. A hint for reading, not a decision: the place itself is found by triage. */
const RULES: readonly (readonly [MarkKind, string])[] = [
  [
    'place',
    `${EDGE}(?:ул|улиц[аеыу]|пр|пр-т|просп|проспект[ае]?|пер|переул(?:ок|ке)|бульвар[ае]?|шоссе|площад[ьи]|мкр|микрорайон[ае]?|пос|с|д|дер|г|город[ае]?|сел[оеа]|деревн[яие]|посёл(?:ок|ке))(?:\\.\\s?|\\s)(?:\\d+\\s)?${CAPITAL}(?:\\s${CAPITAL}){0,2}(?:,?\\s(?:д\\.?|дом)?\\s?\\d+[а-я]?(?:/\\d+)?(?![\\p{L}\\p{N}]))?`,
  ],
  [
    'place',
    `${EDGE}(?:дом[ае]?|д\\.|подъезд[ае]?|кв\\.|квартир[аые]|корпус[ае]?)\\s?№?\\s?\\d+[а-я]?(?:/\\d+)?(?![\\p{L}\\p{N}])`,
  ],
  ['people', `${EDGE}${CAPITAL}\\s\\p{Lu}\\.\\s?\\p{Lu}\\.`],
  [
    'people',
    `${EDGE}(?:${CAPITAL}\\s)?${CAPITAL}\\s\\p{Lu}[\\p{L}]+(?:ович|евич|ьич|овна|евна|ична|инична)[а-я]{0,2}(?![\\p{L}])`,
  ],
  [
    'people',
    `${EDGE}(?:дети|дет(?:ей|ям|ьми)|реб[её]н(?:ок|ка|ку)|пожилы[еих]+|инвалид[а-я]*|беременн[а-я]+)(?![\\p{L}])`,
  ],
  ['date', `${EDGE}(?:с|до|от|к)?\\s?\\d{1,2}(?:-го)?\\s(?:${MONTHS})[а-я]*(?:\\s\\d{4})?(?![\\p{L}])`],
  ['date', `${EDGE}\\d{1,2}\\.\\d{1,2}(?:\\.\\d{2,4})?(?![\\p{N}])`],
  [
    'date',
    `${EDGE}(?:сегодня|вчера|позавчера|завтра|(?:втор(?:ую|ой)|трет(?:ью|ий)|уже)\\s(?:недел[юяи]|месяц[а-я]*|год[а-я]*|\\d+\\s(?:дн[а-я]+|недел[а-я]+|месяц[а-я]*)))(?![\\p{L}])`,
  ],
];

/**
 * Cuts a text into marked and plain parts; joined again they are the text exactly. `places` are names that are certainly
 * places (the municipality, the found address). Where marks overlap, the earlier and longer wins.
 */
export function markText(text: string, places: readonly string[] = []): TextPart[] {
  const found: { from: number; to: number; mark: MarkKind }[] = [];
  const rules: (readonly [MarkKind, string, string])[] = RULES.map(([mark, source]) => [mark, source, 'gu']);
  for (const place of places) {
    const stem = place.replace(/(ий|ый|ая|ое|ск|а|о|ь)$/u, '');
    if (stem.length > 3) rules.push(['place', `${EDGE}${literal(stem)}[\\p{L}]*`, 'giu']);
  }
  for (const [mark, source, flags] of rules) {
    for (const match of text.matchAll(new RegExp(source, flags))) {
      if (match[0]) found.push({ from: match.index, to: match.index + match[0].length, mark });
    }
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  const parts: TextPart[] = [];
  let at = 0;
  for (const { from, to, mark } of found) {
    if (from < at) continue;
    if (from > at) parts.push({ text: text.slice(at, from), mark: null });
    parts.push({ text: text.slice(from, to), mark });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), mark: null });
  return parts;
}

const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
