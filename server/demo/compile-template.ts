// A demo text is a template with choices and slots: «Снег {at} [лежит|не убран], [не пройти|упала]». Templates
// are cut into pieces once, so that a row costs a few picks and one join, never a regular expression.
import type { Random } from './random.ts';

export type Slots = {
  /** «на улице Садовой» */
  at: string;
  /** «улица Садовая» */
  st: string;
  /** House number. */
  h: string;
  /** «с. Зудово»: the abbreviation keeps its form in every case. */
  settlement: string;
  /** Route: «№ 12». */
  r: string;
};

type Piece = string | readonly string[] | { slot: string };
export type Template = {
  render(random: Random, slots: Slots): string;
  /** The text itself says where. */
  namesPlace: boolean;
};

const DAYS = [
  'вчера',
  'сегодня утром',
  'в понедельник',
  'во вторник',
  'в среду',
  'в четверг',
  'в пятницу',
  'на выходных',
  'на днях',
  'позавчера',
];
const SINCE = [
  'вторую неделю',
  'третий день',
  'почти месяц',
  'с прошлой недели',
  'пятые сутки',
  'больше двух недель',
  'с начала месяца',
  'не первый день',
];

const FILLERS: Record<string, (random: Random, slots: Slots) => string> = {
  at: (_, slots) => slots.at,
  st: (_, slots) => slots.st,
  h: (_, slots) => slots.h,
  settlement: (_, slots) => slots.settlement,
  r: (_, slots) => slots.r,
  n: (random) => String(random.whole(2, 4)),
  d: (random) => random.pick(DAYS),
  since: (random) => random.pick(SINCE),
};

/**
 * Cuts a template into pieces. Choices `[a|b]` do not nest but may hold slots; slots are at, st, h, settlement, r, n, d, since.
 * @throws Error on an unknown slot or an unclosed bracket
 */
export function compileTemplate(source: string): Template {
  const pieces: Piece[] = [];
  for (const part of source.split(/(\[[^\]]*\]|\{[^}]*\})/)) {
    if (part === '') continue;
    if (part.startsWith('{')) pieces.push(slotPiece(part.slice(1, -1), source));
    else if (part.startsWith('[')) pieces.push(part.slice(1, -1).split('|'));
    else if (/[[\]{}|]/.test(part)) throw new Error(`unbalanced template: ${source}`);
    else pieces.push(part);
  }
  const nested = new Map<string, Template>();
  for (const piece of pieces) {
    if (!Array.isArray(piece)) continue;
    for (const choice of piece) if (choice.includes('{')) nested.set(choice, compileTemplate(choice));
  }
  return {
    namesPlace: /\{(at|st|settlement)\}/.test(source),
    render(random, slots) {
      let text = '';
      for (const piece of pieces) {
        if (typeof piece === 'string') text += piece;
        else if ('slot' in piece) text += FILLERS[piece.slot]!(random, slots);
        else {
          const choice = random.pick(piece);
          text += nested.get(choice)?.render(random, slots) ?? choice;
        }
      }
      return text;
    },
  };
}

function slotPiece(slot: string, source: string): Piece {
  if (!FILLERS[slot]) throw new Error(`unknown slot {${slot}} in template: ${source}`);
  return { slot };
}
