import { normalQuantile, normalUpperTail } from '../distributions/normal.ts';

export interface Prediction {
  /** Expected count and its standard error, from a fit of the past. */
  mean: number;
  standardError: number;
  /** Over-dispersion of a quasi-Poisson fit: variance = phi × mean; 1 or more. */
  phi: number;
}

export interface Threshold {
  lower: number;
  upper: number;
  /** Probability of a count as high as the observed one, or higher. */
  p: number;
  /** Exceedance score: (observed − expected) / (upper − expected); above 1 is an alarm. */
  score: number;
}

/** Power to which counts are raised so that they are nearly normal: none, root, two thirds. */
export type SkewnessPower = 1 | 0.5 | 0.6666666666666666;

/**
 * Bounds of one count at level `alpha` a side, and its exceedance score.
 * Source: Farrington, Andrews, Beale, Catchpole, «A statistical algorithm for the early detection of outbreaks of
 * infectious disease», JRSS A 159 (1996), §3.6: error of the prediction and over-dispersion by the delta method.
 */
export function farringtonThreshold(
  observed: number,
  { mean, standardError, phi }: Prediction,
  { alpha, power }: { alpha: number; power: SkewnessPower },
): Threshold {
  const tau = phi + standardError ** 2 / mean;
  // The delta method: Var(Y^power) ≈ (power · mean^(power − 1))² · mean · tau.
  const deviation = power * mean ** (power - 1) * Math.sqrt(mean * tau);
  const centre = mean ** power;
  const z = normalQuantile(1 - alpha);
  const back = (value: number) => (value > 0 ? value ** (1 / power) : 0);
  const upper = back(centre + z * deviation);
  return {
    lower: back(centre - z * deviation),
    upper,
    p: normalUpperTail(observed ** power, centre, deviation),
    score: (observed - mean) / (upper - mean),
  };
}
