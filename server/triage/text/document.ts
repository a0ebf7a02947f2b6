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

const EDGE = hashText('^', FeatureKind.stem);
/** A text of a book's length must not hold the server: 2 000 words are more than any form lets in. */
const WORDS_MAX = 2000;

export function documentOf(text: string, analyser: WordAnalyser): TextDocument {
  const words = new Map<AnalysedWord, number>();
  const pairs = new Map<number, number>();
  let previous = EDGE;
  const spoken = wordsOf(text);
  const length = Math.min(spoken.length, WORDS_MAX);
  for (let at = 0; at < length; at++) {
    const word = analyser.analyse(spoken[at]!);
    words.set(word, (words.get(word) ?? 0) + 1);
    const pair = hashPair(previous, word.stem, FeatureKind.pair);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    previous = word.stem;
  }
  if (length > 0) {
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
