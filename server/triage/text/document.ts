import { FeatureKind, hashPair, hashText } from './feature-hash.ts';
import { wordsOf } from './tokens.ts';
import type { AnalysedWord, WordAnalyser } from './word-analyser.ts';

/** A text as the model sees it: distinct words and neighbouring pairs of stems, each with 1 + ln(count). */
export interface TextDocument {
  words: AnalysedWord[];
  wordWeights: number[];
  pairs: number[];
  pairWeights: number[];
}

/** Stands before the first word and after the last one. */
export const EDGE = hashText('^', FeatureKind.stem);
/** A text of a book's length must not hold the server: 2 000 words are more than any form lets in. */
export const WORDS_MAX = 2000;

export function documentOf(text: string, analyser: WordAnalyser): TextDocument {
  const words = new Map<AnalysedWord, number>();
  const pairs = new Map<number, number>();
  let previous = EDGE;
  const spoken = wordsOf(text, WORDS_MAX);
  for (const each of spoken) {
    const word = analyser.analyse(each);
    words.set(word, (words.get(word) ?? 0) + 1);
    const pair = hashPair(previous, word.stem, FeatureKind.pair);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    previous = word.stem;
  }
  if (spoken.length > 0) {
    const pair = hashPair(previous, EDGE, FeatureKind.pair);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return {
    words: [...words.keys()],
    wordWeights: [...words.values()].map(dampen),
    pairs: [...pairs.keys()],
    pairWeights: [...pairs.values()].map(dampen),
  };
}

const dampen = (count: number) => (count === 1 ? 1 : 1 + Math.log(count));

/** Distinct numbers 0…limit−1 with their counts, used again and again without new memory. */
export class Tally {
  length = 0;
  readonly items: Int32Array;
  private readonly counts: Int32Array;
  /** Place of a number among the items plus one, 0 where it was not met. */
  private readonly places: Int32Array;

  constructor(limit: number) {
    this.items = new Int32Array(Math.min(limit, WORDS_MAX + 1));
    this.counts = new Int32Array(this.items.length);
    this.places = new Int32Array(limit);
  }

  clear(): void {
    for (let at = 0; at < this.length; at++) this.places[this.items[at]!] = 0;
    this.length = 0;
  }

  add(item: number): void {
    const place = this.places[item]!;
    if (place > 0) {
      this.counts[place - 1]!++;
      return;
    }
    this.items[this.length] = item;
    this.counts[this.length++] = 1;
    this.places[item] = this.length;
  }

  /** 1 + ln(count) of the item at a place. */
  weight(place: number): number {
    return dampen(this.counts[place]!);
  }
}
