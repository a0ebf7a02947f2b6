import { countLogPmf } from './distributions/negative-binomial.ts';
import type { WaveParameters } from './parameters.ts';

/** Counts up to here are convolved term by term; above, the wave is a negative binomial of the same variance. */
const CONVOLVED_MAX = 400;
const LIKELIHOOD_MIN = 1e-300;

export const WAVES = 3;

/** Likelihood ratios of one cell and day; one object is filled again and again. */
export interface DayEvidence {
  /** Of each wave size against no wave. */
  wave: Float64Array;
  /** Of a one-day surge of tens of the usual counts. */
  surge: number;
  /** Chance that the day is a burst: one author or one street, not a wave. */
  burst: number;
}

/**
 * Fills the evidence of a count above zero. A quiet day's count is negative binomial with `mean` and `size`, or, in a
 * share `burstShare` of days, a burst, geometric from 1 upwards: with a thinner tail every angry resident is an alarm.
 * A wave of size i adds Poisson(`added[i]`) appeals, so that zeros speak against it as exp(−added).
 */
export function fillDayEvidence(
  into: DayEvidence,
  count: number,
  mean: number,
  size: number,
  burstShare: number,
  added: Float64Array,
  parameters: WaveParameters,
): void {
  const burstMean =
    mean + parameters.burstOffset + parameters.burstFactor * Math.min(mean, parameters.burstMeanMax);
  const burst = burstShare * geometric(count, burstMean);
  const quiet = usualLikelihoods(count, mean, size);
  const none = Math.max(LIKELIHOOD_MIN, (1 - burstShare) * quiet + burst);
  for (let wave = 0; wave < WAVES; wave += 1) {
    const more = added[wave]!;
    const likelihood = count <= CONVOLVED_MAX ? convolved(count, more) : widened(count, mean, size, more);
    into.wave[wave] = ((1 - burstShare) * likelihood + burst) / none;
  }
  into.surge = geometric(count, 10 * mean + 20) / none;
  into.burst = burst / none;
}

const terms = new Float64Array(CONVOLVED_MAX + 1);

/** P(count) of a usual day; leaves P(0) … P(count) in `terms` for the convolution. */
function usualLikelihoods(count: number, mean: number, size: number): number {
  if (count > CONVOLVED_MAX) return Math.exp(countLogPmf(count, mean, size));
  const factor = mean / (mean + size);
  let term = Math.exp(-size * Math.log1p(mean / size));
  terms[0] = term;
  for (let y = 0; y < count; y += 1) {
    term *= ((y + size) / (y + 1)) * factor;
    terms[y + 1] = term;
  }
  return term;
}

/** P(usual + Poisson(more) = count). */
function convolved(count: number, more: number): number {
  let poisson = Math.exp(-more);
  let sum = 0;
  for (let extra = 0; extra <= count; extra += 1) {
    sum += terms[count - extra]! * poisson;
    poisson *= more / (extra + 1);
  }
  return sum;
}

/** The same, for large counts: a negative binomial with mean + more and the variances added. */
function widened(count: number, mean: number, size: number, more: number): number {
  const total = mean + more;
  return Math.exp(countLogPmf(count, total, (size * total * total) / (mean * mean)));
}

function geometric(count: number, mean: number): number {
  return Math.exp((count - 1) * Math.log1p(-1 / Math.max(1.0001, mean))) / mean;
}
