import type { WeekTrend } from '../../../contract/channel-figures.ts';

const WEEKS_MIN = 6;
const AHEAD_WEEKS = 4;
/** Student's t, one side 10 %, by degrees of freedom from 1; beyond the list it hardly changes. */
const T90 = [3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372];

/**
 * Least squares through whole weeks and the 80 % prediction interval four weeks after the last. Deliberately no more: a line anybody
 * can redraw with a ruler. It knows no seasons.
 *
 * @param counts of whole weeks, oldest first
 * @returns null with fewer than six weeks
 */
export function weekTrend(counts: readonly number[]): WeekTrend | null {
  const weeks = counts.length;
  if (weeks < WEEKS_MIN) return null;
  const n = counts.reduce((sum, count) => sum + count, 0);
  const middle = (weeks - 1) / 2;
  const mean = n / weeks;
  const spread = counts.reduce((sum, _, at) => sum + (at - middle) ** 2, 0);
  const perWeek = counts.reduce((sum, count, at) => sum + (at - middle) * (count - mean), 0) / spread;
  const residual = counts.reduce((sum, count, at) => sum + (count - mean - perWeek * (at - middle)) ** 2, 0);
  const at = weeks - 1 + AHEAD_WEEKS;
  const ahead = mean + perWeek * (at - middle);
  const error = Math.sqrt((residual / (weeks - 2)) * (1 + 1 / weeks + (at - middle) ** 2 / spread));
  const reach = T90[Math.min(weeks - 2, T90.length) - 1]! * error;
  return {
    weeks,
    n,
    perWeek,
    ahead: Math.max(0, ahead),
    low: Math.max(0, ahead - reach),
    high: Math.max(0, ahead + reach),
  };
}
