import { countQuantile, countUpperTail } from '../distributions/negative-binomial.ts';
import { normalQuantile } from '../distributions/normal.ts';
import type { Threshold } from './farrington-threshold.ts';

export interface LogPrediction {
  /** Logarithm of the expected count and its standard error, from a log-linear fit of the past. */
  logMean: number;
  standardError: number;
  /** Over-dispersion: variance = phi × mean; 1 is Poisson. */
  phi: number;
}

/**
 * Quantiles of the negative binomial distribution instead of a normal approximation.
 * `muan`: the mean is taken at the upper 1 − alpha bound of the fit; `nbPlugin`: the fit is taken at its word.
 * The score is on the scale of the linear predictor, as the published values have it.
 * Source: Noufaily et al., «An improved algorithm for outbreak detection in multiple surveillance systems», Statistics in
 * Medicine 32 (2013); `muan` from Salmon, Schumacher, Höhle, J. Statistical Software 70 (2016), §3.2.
 */
export function noufailyThreshold(
  observed: number,
  { logMean, standardError, phi }: LogPrediction,
  { alpha, method }: { alpha: number; method: 'muan' | 'nbPlugin' },
): Threshold {
  const mean = Math.exp(
    method === 'nbPlugin' ? logMean : logMean + normalQuantile(1 - alpha) * standardError,
  );
  const size = phi > 1 ? mean / (phi - 1) : Infinity;
  const upper = countQuantile(1 - alpha, mean, size);
  return {
    lower: countQuantile(alpha, mean, size),
    upper,
    p: countUpperTail(observed, mean, size),
    score: (observed - logMean) / (upper - logMean),
  };
}
