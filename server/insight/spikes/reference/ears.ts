import { normalQuantile } from '../distributions/normal.ts';

export interface EarsOptions {
  /** C1: the `baseline` days before; C2: the same two days earlier; C3: C2 summed over three days. */
  method: 'C1' | 'C2' | 'C3';
  /** Days, or weeks, of the baseline; 7 in the original, at least 3. */
  baseline: number;
  alpha: number;
  /** Floor of the standard deviation; 0 in the original. */
  sigmaMin?: number;
}

/**
 * Upper bounds of EARS: a count above its bound is an alarm. One number per count, NaN where the past is too short.
 * Source: Fricker, Hegler, Dunfee, «Comparing syndromic surveillance detection methods: EARS' versus a CUSUM-based
 * methodology», Statistics in Medicine 27 (2008); the form of `earsC` of the R package surveillance, including that
 * C3's bound moves with the day's own count.
 */
export function earsBounds(counts: ArrayLike<number>, options: EarsOptions): Float64Array {
  const { method, baseline, alpha } = options;
  if (!(baseline >= 3)) throw new RangeError(`The baseline of EARS has 3 days or more, not ${baseline}.`);
  const z = normalQuantile(1 - alpha);
  const sigmaMin = options.sigmaMin ?? 0;
  const gap = method === 'C1' ? 0 : 2;
  const length = counts.length;
  const mean = new Float64Array(length).fill(Number.NaN);
  const sigma = new Float64Array(length).fill(Number.NaN);
  for (let day = baseline + gap; day < length; day += 1) {
    let sum = 0;
    for (let before = 1; before <= baseline; before += 1) sum += counts[day - gap - before]!;
    const average = sum / baseline;
    let squares = 0;
    for (let before = 1; before <= baseline; before += 1) {
      squares += (counts[day - gap - before]! - average) ** 2;
    }
    mean[day] = average;
    sigma[day] = Math.max(sigmaMin, Math.sqrt(squares / (baseline - 1)));
  }
  const bounds = new Float64Array(length).fill(Number.NaN);
  if (method !== 'C3') return bounds.map((_, day) => mean[day]! + z * sigma[day]!);
  const carried = (day: number) => Math.max(0, (counts[day]! - mean[day]!) / sigma[day]! - 1);
  for (let day = baseline + gap + 2; day < length; day += 1) {
    const bound = counts[day]! + sigma[day]! * (z - carried(day - 2) - carried(day - 1));
    bounds[day] = Math.max(0, bound);
  }
  return bounds;
}
