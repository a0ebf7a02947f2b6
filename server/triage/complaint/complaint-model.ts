import { seedModel } from '../seed/seed-model.ts';
import { HashIndex } from '../text/feature-hash.ts';
import { decodeModel } from '../text/index.ts';
import { type ComplaintWeights, sumOf } from './complaint-weights.ts';
import { featuresOf, type PostReader } from './post-features.ts';
import { readWeights } from './weights-file.ts';

/** Says of any public text how like a complaint, a request or a question to the authorities it is. */
export interface ComplaintModel {
  /**
   * Log odds: 0 is even. −∞ where it is certain, before the topics are asked, that they do not reach `atLeast`. Not a share of the stream, in which complaints are rare: compare it with a threshold.
   */
  odds(text: string, atLeast?: number): number;
  /** Words of a text that speak most for a complaint, as written, strongest first. */
  words(text: string, most: number): string[];
}

const WORDS_KNOWN_MAX = 100_000;

/** @param topics the topic model that the weights were learned beside: the seed model */
export function openComplaintModel(
  weights: ComplaintWeights,
  topics: (text: string) => readonly { label: string; p: number }[],
): ComplaintModel {
  const index = HashIndex.of(weights.hashes);
  const topicWords = HashIndex.of(weights.topicWords);
  // The topics cost as much as all the rest: asked only where they can still decide.
  const reader: PostReader = { isTopicWord: (stem) => topicWords.get(stem) >= 0, topics: () => [] };
  const [ofTopic = 0, ofLikely = 0] = weights.dense;
  const topicsMost = Math.max(0, ofTopic) + Math.max(0, ofLikely);
  const known = new Map<string, number>();
  const wordWeight = (word: string): number => {
    const found = known.get(word);
    if (found !== undefined) return found;
    const { hashes, topicWords: hits } = featuresOf(word, reader);
    const place = index.get(hashes[0] ?? 0);
    // A word of some topic says what it is about: shown among the reasons too.
    const weight = (place >= 0 ? weights.weights[place]! : 0) + (hits > 0 ? 0.5 : 0);
    if (known.size >= WORDS_KNOWN_MAX) known.clear();
    known.set(word, weight);
    return weight;
  };
  return {
    odds(text, atLeast = Number.NEGATIVE_INFINITY) {
      const { hashes, dense } = featuresOf(text, reader);
      const places: number[] = [];
      for (const hash of hashes) {
        const place = index.get(hash);
        if (place >= 0) places.push(place);
      }
      const sum = sumOf(weights, places, dense);
      if (sum + topicsMost < atLeast) return Number.NEGATIVE_INFINITY;
      const likely = topics(text);
      return sum + ofTopic * (likely[0]?.p ?? 0) + ofLikely * likely.reduce((all, { p }) => all + p, 0);
    },
    words(text, most) {
      const weighed = new Map<string, number>();
      for (const [word] of text.matchAll(/[а-яёa-z]{3,24}/giu)) {
        const weight = wordWeight(word.toLowerCase());
        if (weight > 0.15) weighed.set(word, weight);
      }
      return [...weighed]
        .sort((a, b) => b[1] - a[1])
        .slice(0, most)
        .map(([word]) => word);
    },
  };
}

/** The model of this checkout, ready to judge: the kept weights beside the seed model. */
export async function loadComplaintModel(): Promise<ComplaintModel> {
  const seed = await decodeModel((await seedModel()).content);
  return openComplaintModel(readWeights(), (text) => seed.predict(text).topic!);
}
