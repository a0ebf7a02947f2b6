const SQRT_2PI = Math.sqrt(2 * Math.PI);
/** Beyond it the series loses digits and the continued fraction takes over. */
const SERIES_BELOW = 4;

/** P(Z ≤ x) of the standard normal, to about 1e-15; mean and standard deviation may be given. */
export function normalCdf(x: number, mean = 0, deviation = 1): number {
  const z = (x - mean) / deviation;
  return z > 0 ? 1 - upperTail(z) : upperTail(-z);
}

/** P(Z > x) without the cancellation of `1 − normalCdf(x)`. */
export function normalUpperTail(x: number, mean = 0, deviation = 1): number {
  const z = (x - mean) / deviation;
  return z > 0 ? upperTail(z) : 1 - upperTail(-z);
}

/** P(Z > z) for z ≥ 0: the series of Marsaglia (2004) near, the continued fraction of Abramowitz & Stegun 26.2.14 far. */
function upperTail(z: number): number {
  const density = Math.exp(-0.5 * z * z) / SQRT_2PI;
  if (z < SERIES_BELOW) {
    let term = z;
    let sum = z;
    for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(sum); k += 2) {
      term *= (z * z) / k;
      sum += term;
    }
    return 0.5 - density * sum;
  }
  let fraction = z + 40;
  for (let k = 40; k >= 1; k -= 1) fraction = z + k / fraction;
  return density / fraction;
}

/** x with P(Z ≤ x) = p, 0 < p < 1: Acklam's rational approximation and two steps of Halley. Infinite at 0 and 1. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Not a probability: ${p}.`);
  if (p === 0 || p === 1) return p === 0 ? -Infinity : Infinity;
  let x = roughQuantile(p);
  for (let step = 0; step < 2; step += 1) {
    const error = p < 0.5 ? normalCdf(x) - p : 1 - p - normalUpperTail(x);
    const u = error * SQRT_2PI * Math.exp(0.5 * x * x);
    x -= u / (1 + 0.5 * x * u);
  }
  return x;
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);

const CENTRE_ABOVE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const CENTRE_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const TAIL_ABOVE = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const TAIL_BELOW = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

/** Relative error below 1.2e-9. */
function roughQuantile(p: number): number {
  if (p > 0.97575) return -roughQuantile(1 - p);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(TAIL_ABOVE, q) / polynomial(TAIL_BELOW, q);
  }
  const q = p - 0.5;
  return (polynomial(CENTRE_ABOVE, q * q) * q) / polynomial(CENTRE_BELOW, q * q);
}
