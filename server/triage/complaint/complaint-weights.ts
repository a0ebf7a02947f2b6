/** Logistic regression over hashed words: no piece of anybody's text is in it. */
export interface ComplaintWeights {
  hashes: Uint32Array;
  weights: Float32Array;
  /** By the order of `DENSE`. */
  dense: Float64Array;
  bias: number;
  /** Stems of the topics' vocabulary, as hashes. */
  topicWords: Uint32Array;
}

/** The logit of a text whose known features stand at these places. */
export function sumOf(
  { weights, dense, bias }: ComplaintWeights,
  places: readonly number[],
  said: Float64Array,
): number {
  let sum = bias;
  for (const place of places) sum += weights[place]!;
  for (let at = 0; at < dense.length; at += 1) sum += dense[at]! * said[at]!;
  return sum;
}
