import { softmaxInPlace } from './softmax-trainer.ts';

/**
 * How another label helps this one: p = (1 − weight) · own + weight · Σ p(source class) · p(class | source class).
 * A category which is a function of the topic is better found by both its own words and those of its topics, a responsible body by
 * who has answered for the topic before.
 */
export interface Blend {
  source: string;
  weight: number;
  /** Sharpness that turns the scores of each label into probabilities before they are mixed. */
  ownSharpness: number;
  sourceSharpness: number;
}

export interface LearnedBlend extends Blend {
  /** For each source class the classes met with it and how often: pairs [class, count]. */
  counts: [number, number][][];
}

/** Beside so many texts of a source class the shares of the classes at large count as much; none where one decides the other. */
const PRIOR_TEXTS = 2;
/** Logarithms of mixed probabilities go no lower. */
const PROBABILITY_MIN = 1e-9;

/** How often classes of a label were met with those of its source; −1 means not known. */
export function countTogether(targets: Int32Array, sources: Int32Array, sourceClasses: number) {
  const counts = Array.from({ length: sourceClasses }, () => new Map<number, number>());
  targets.forEach((target, row) => {
    const source = sources[row]!;
    if (target >= 0 && source >= 0) counts[source]!.set(target, (counts[source]!.get(target) ?? 0) + 1);
  });
  return counts.map((met) => [...met].sort(([a], [b]) => a - b));
}

/**
 * Scores of a label mixed with its source, as logarithms of probabilities; `scores` are the raw ones of all columns, the label's at
 * `from`, the source's at `sourceFrom`.
 */
export function blendScores(
  scores: ArrayLike<number>,
  from: number,
  shares: readonly number[],
  sourceFrom: number,
  blend: LearnedBlend,
): Float64Array {
  const own = Float64Array.from(shares, (_, label) => scores[from + label]!);
  const source = Float64Array.from(blend.counts, (_, label) => scores[sourceFrom + label]!);
  softmaxInPlace(own, 0, own.length, blend.ownSharpness);
  softmaxInPlace(source, 0, source.length, blend.sourceSharpness);
  const prior = blend.counts.every((met) => met.length <= 1) ? 0 : PRIOR_TEXTS;
  for (let label = 0; label < own.length; label++) own[label]! *= 1 - blend.weight;
  let unknown = 0;
  for (let at = 0; at < source.length; at++) {
    const p = source[at]! * blend.weight;
    if (p === 0) continue;
    let texts = prior;
    for (const [, count] of blend.counts[at]!) texts += count;
    for (const [label, count] of blend.counts[at]!) own[label]! += (p * count) / texts;
    unknown += texts > 0 ? (p * prior) / texts : p;
  }
  for (let label = 0; label < own.length; label++) {
    own[label] = Math.log(Math.max(PROBABILITY_MIN, own[label]! + unknown * shares[label]!));
  }
  return own;
}
