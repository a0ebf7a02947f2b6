import { logGamma } from './log-gamma.ts';

/**
 * Counts with mean `mean` and variance `mean + mean² / size`; an infinite `size` is the Poisson distribution.
 * In the other common form, success probability p: mean = size (1 − p) / p.
 */
export function countLogPmf(count: number, mean: number, size: number): number {
  if (count < 0) return -Infinity;
  if (mean <= 0) return count === 0 ? 0 : -Infinity;
  if (size === Infinity) return count * Math.log(mean) - mean - logGamma(count + 1);
  return (
    logGamma(count + size) -
    logGamma(size) -
    logGamma(count + 1) -
    size * Math.log1p(mean / size) +
    count * Math.log(mean / (size + mean))
  );
}

/** P(Y ≥ count). The terms are summed on the side where they are small, so that 1e-20 is 1e-20 and not 0. */
export function countUpperTail(count: number, mean: number, size: number): number {
  if (count <= 0) return 1;
  if (mean <= 0) return 0;
  if (count <= mean) {
    let below = 0;
    let term = Math.exp(countLogPmf(0, mean, size));
    // A mean so large that P(0) is not a number of the machine is summed downwards from the count instead.
    if (term > 0) {
      for (let y = 0; y < count; y += 1) {
        below += term;
        term *= ratio(y, mean, size);
      }
      return Math.min(1, Math.max(0, 1 - below));
    }
    term = Math.exp(countLogPmf(count - 1, mean, size));
    for (let y = count - 1; y >= 0 && term > 1e-18; y -= 1) {
      below += term;
      term /= y > 0 ? ratio(y - 1, mean, size) : 1;
    }
    return Math.min(1, Math.max(0, 1 - below));
  }
  let term = Math.exp(countLogPmf(count, mean, size));
  let tail = 0;
  for (let y = count; term > tail * 1e-16; y += 1) {
    tail += term;
    term *= ratio(y, mean, size);
  }
  return Math.min(1, tail);
}

/** P(y + 1) / P(y). */
function ratio(y: number, mean: number, size: number): number {
  return size === Infinity ? mean / (y + 1) : ((y + size) / (y + 1)) * (mean / (size + mean));
}

/** Smallest count with P(Y ≤ count) ≥ p, as R's qnbinom and qpois; 0 < p < 1. */
export function countQuantile(p: number, mean: number, size: number): number {
  if (!(p > 0 && p < 1))
    throw new RangeError(`A quantile is asked of a probability inside (0, 1), not ${p}.`);
  // R's own slack against rounding, so that an exact step is not overstepped.
  const aim = p * (1 - 64 * Number.EPSILON);
  let low = -1;
  let high = Math.max(1, Math.ceil(mean));
  while (1 - countUpperTail(high + 1, mean, size) < aim) {
    low = high;
    high *= 2;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (1 - countUpperTail(middle + 1, mean, size) >= aim) high = middle;
    else low = middle;
  }
  return high;
}
