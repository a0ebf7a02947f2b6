export interface DifferencePart {
  text: string;
  /** Stands in the other text only. */
  differs: boolean;
}

/** Parts of an address that tell two otherwise equal complaints apart. */
export const ADDRESS_PARTS = ['house', 'entrance', 'floor', 'flat'] as const;
export type AddressPart = (typeof ADDRESS_PARTS)[number];

export interface Difference {
  /** The texts say the same in mostly the same words; only then is marking of any use. */
  nearlyEqual: boolean;
  /** The other text cut into same and different; joined again it is the text exactly. */
  parts: DifferencePart[];
  /** «другой подъезд»: named in both texts, with different numbers. */
  addressParts: AddressPart[];
}

/** Share of words in common, in order, from which two texts count as one complaint told twice. */
const NEARLY_EQUAL = 0.6;
/** The other text is an excerpt of so many characters; more of one's own would only count against it. */
const COMPARED_CHARS = 300;

const NAMES: Record<AddressPart, string> = {
  house: 'дом(?:а|е|у)?|д\\.',
  entrance: 'подъезд(?:а|е|у)?|под\\.',
  floor: 'этаж(?:а|е|у)?|эт\\.',
  flat: 'квартир(?:а|ы|е|у)|кв\\.',
};
const NUMBER = '\\d+[а-я]?(?:/\\d+)?(?![\\p{L}\\p{N}])';

/** How `other` differs from `own`: word by word where they are nearly equal, and by house, entrance, floor or flat. */
export function differenceOf(own: string, other: string): Difference {
  const mine = words(own.slice(0, COMPARED_CHARS));
  const theirs = words(other);
  const common = inCommon(mine, theirs);
  const nearlyEqual = theirs.length > 0 && (2 * common.size) / (mine.length + theirs.length) >= NEARLY_EQUAL;
  return {
    nearlyEqual,
    parts: nearlyEqual ? cut(other, theirs, common) : [{ text: other, differs: false }],
    addressParts: ADDRESS_PARTS.filter((part) => {
      const [here, there] = [numbersOf(own, part), numbersOf(other, part)];
      return here.size > 0 && there.size > 0 && ![...there].some((number) => here.has(number));
    }),
  };
}

interface Word {
  plain: string;
  from: number;
  to: number;
}

function words(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}]+(?:[/-][\p{L}\p{N}]+)*/gu)].map((match) => ({
    plain: match[0].toLowerCase().replaceAll('ё', 'е'),
    from: match.index,
    to: match.index + match[0].length,
  }));
}

/** Places in `theirs` of the longest common subsequence of words. */
function inCommon(mine: readonly Word[], theirs: readonly Word[]): Set<number> {
  const width = theirs.length + 1;
  const length = new Uint16Array((mine.length + 1) * width);
  for (let i = mine.length - 1; i >= 0; i--) {
    for (let j = theirs.length - 1; j >= 0; j--) {
      length[i * width + j] =
        mine[i]!.plain === theirs[j]!.plain
          ? length[(i + 1) * width + j + 1]! + 1
          : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const common = new Set<number>();
  for (let i = 0, j = 0; i < mine.length && j < theirs.length; ) {
    if (mine[i]!.plain === theirs[j]!.plain) {
      common.add(j);
      i++;
      j++;
    } else if (length[(i + 1) * width + j]! >= length[i * width + j + 1]!) i++;
    else j++;
  }
  return common;
}

/** Neighbouring words that differ make one part, with the space between them. */
function cut(text: string, theirs: readonly Word[], common: ReadonlySet<number>): DifferencePart[] {
  const parts: DifferencePart[] = [];
  let at = 0;
  const take = (to: number, differs: boolean) => {
    if (to > at) parts.push({ text: text.slice(at, to), differs });
    at = to;
  };
  for (let index = 0; index < theirs.length; index++) {
    if (common.has(index)) continue;
    // An excerpt may end in the middle of a word: that is no difference.
    if (index === theirs.length - 1 && text.length >= COMPARED_CHARS - 1) continue;
    take(theirs[index]!.from, false);
    while (index + 1 < theirs.length && !common.has(index + 1)) index++;
    take(theirs[index]!.to, true);
  }
  take(text.length, false);
  return parts;
}

function numbersOf(text: string, part: AddressPart): Set<string> {
  const found = new Set<string>();
  const lower = text.toLowerCase();
  for (const [, number] of lower.matchAll(
    new RegExp(`(?<![\\p{L}])(?:${NAMES[part]})\\s?№?\\s?(${NUMBER})`, 'gu'),
  ))
    found.add(number!);
  // «3-й подъезд» as well as «подъезд 3».
  if (part === 'entrance' || part === 'floor')
    for (const [, number] of lower.matchAll(
      new RegExp(`(?<![\\p{N}])(\\d+)(?:-?[а-я]{1,3})?\\s(?:${NAMES[part]})`, 'gu'),
    ))
      found.add(number!);
  return found;
}
