/** A set of places that may have a wave together; indices of places. */
export type Zone = readonly number[];

export interface ScanCluster {
  zone: Zone;
  /** Days (or years) up to and including the last one. */
  duration: number;
  /** Logarithm of the likelihood ratio. */
  score: number;
  count: number;
  expected: number;
  relativeRisk: number;
}

/**
 * The most likely cluster of the last days: over all zones and durations 1…`durationMax`, the largest log-likelihood
 * ratio C ln(C/B) + B − C where C counts exceed the expected B. Null when nothing exceeds.
 * `counts` and `expected` are place-major: value of a place and a day at place × days + day.
 * Source: Neill, «Expectation-based scan statistics for monitoring spatial time series data», Int. J. Forecasting 25 (2009).
 */
export function poissonScan(input: {
  counts: ArrayLike<number>;
  expected: ArrayLike<number>;
  days: number;
  zones: readonly Zone[];
  durationMax: number;
}): ScanCluster | null {
  const { counts, expected, days, zones } = input;
  const longest = Math.min(input.durationMax, days);
  let best: ScanCluster | null = null;
  for (const zone of zones) {
    let count = 0;
    let mean = 0;
    for (let duration = 1; duration <= longest; duration += 1) {
      const day = days - duration;
      for (const place of zone) {
        count += counts[place * days + day]!;
        mean += expected[place * days + day]!;
      }
      const score = poissonExcess(count, mean);
      if (score > (best?.score ?? 0)) {
        best = { zone, duration, score, count, expected: mean, relativeRisk: count / mean };
      }
    }
  }
  return best;
}

/** ln of the likelihood ratio of a raised Poisson rate; 0 where the count does not exceed. */
export function poissonExcess(count: number, expected: number): number {
  return count > expected && expected > 0 ? count * Math.log(count / expected) + expected - count : 0;
}
