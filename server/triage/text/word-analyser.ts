import { newStemmer } from 'snowball-stemmers';
import { FeatureKind, hashText } from './feature-hash.ts';

const GRAM_CHARS_MIN = 2;
const GRAM_CHARS_MAX = 5;
const CACHED_WORDS_MAX = 200_000;
const stemmer = newStemmer('russian');

export interface AnalysedWord {
  stem: number;
  /** Hashes of the letter sequences of 2–5 inside `^word$`, repeats kept. */
  grams: Uint32Array;
}

/**
 * Word → hashes of its stem and letter sequences. A word is analysed once and kept (stemming alone takes 4 µs);
 * the memory is bounded by starting afresh when full.
 */
export class WordAnalyser {
  private readonly known = new Map<string, AnalysedWord>();

  analyse(word: string): AnalysedWord {
    let analysed = this.known.get(word);
    if (!analysed) {
      analysed = { stem: hashText(stemmer.stem(word), FeatureKind.stem), grams: gramsOf(word) };
      if (this.known.size >= CACHED_WORDS_MAX) this.known.clear();
      this.known.set(word, analysed);
    }
    return analysed;
  }
}

function gramsOf(word: string): Uint32Array {
  const bounded = `^${word}$`;
  const grams: number[] = [];
  for (let length = GRAM_CHARS_MIN; length <= GRAM_CHARS_MAX; length++) {
    for (let from = 0; from + length <= bounded.length; from++) {
      grams.push(hashText(bounded, FeatureKind.gram, from, from + length));
    }
  }
  return Uint32Array.from(grams);
}
