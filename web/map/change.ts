/** How a count stands to its usual level, and how that is said. No words here: the catalogue has them. */

/** Changes smaller than one standard deviation of a Poisson count are noise and stay uncoloured. */
const NOISE_DEVIATIONS = 1;
const SPIKE_RATIO_MIN = 2;
const SPIKE_COUNT_MIN = 5;

export type Usual = number | null;

/** count ÷ usual; null when the usual level is unknown, Infinity when nothing is usual and something came. */
export function ratio(count: number, usual: Usual): number | null {
  if (usual === null) return null;
  if (usual === 0) return count === 0 ? 1 : Number.POSITIVE_INFINITY;
  return count / usual;
}

/** Is the difference within the ordinary scatter of counts? The `+ 1` keeps cells near zero from shouting. */
export function isNoise(count: number, usual: number): boolean {
  return Math.abs(count - usual) <= NOISE_DEVIATIONS * Math.sqrt(usual + 1);
}

/** The mark on a cell: at least twice the usual level and at least five. */
export function isSpike(count: number, usual: Usual): boolean {
  return usual !== null && count >= SPIKE_COUNT_MIN && count >= SPIKE_RATIO_MIN * usual;
}

/** Classes of change, from far below to far above; 3 is «about usual». */
export const CHANGE_STEPS = [1 / 3, 1 / 2, 3 / 4, 4 / 3, 2, 3] as const;
export const CHANGE_CLASSES = CHANGE_STEPS.length + 1;
export const ABOUT_USUAL = 3;

/** Class of change for colouring, 0 (a third and less) … 6 (three times and more); null when there is nothing to compare with. */
export function changeClass(count: number, usual: Usual): number | null {
  const times = ratio(count, usual);
  if (times === null || usual === null) return null;
  if (isNoise(count, usual)) return ABOUT_USUAL;
  let at = 0;
  while (at < CHANGE_STEPS.length && times >= CHANGE_STEPS[at]!) at++;
  return at;
}

/** A key of the catalogue with the numbers to put in. */
export type ChangeWords =
  | { key: 'unknown' | 'asUsual' | 'neverUsual' | 'noneNow' }
  | { key: 'timesAbove' | 'timesBelow'; times: number }
  | { key: 'percentAbove' | 'percentBelow'; percent: number };

/** «в 2,4 раза выше обычного», «на 35 % ниже обычного», «как обычно»: which of them, with what number. */
export function changeWords(count: number, usual: Usual): ChangeWords {
  const times = ratio(count, usual);
  if (times === null) return { key: 'unknown' };
  if (times === Number.POSITIVE_INFINITY) return { key: 'neverUsual' };
  if (count === 0) return usual === 0 ? { key: 'asUsual' } : { key: 'noneNow' };
  if (times >= 2) return { key: 'timesAbove', times: rounded(times) };
  if (times <= 0.5) return { key: 'timesBelow', times: rounded(1 / times) };
  const percent = Math.round(Math.abs(times - 1) * 100);
  if (percent < 5) return { key: 'asUsual' };
  return { key: times > 1 ? 'percentAbove' : 'percentBelow', percent };
}

/** One decimal up to ten, none above: «2,4», «14». */
const rounded = (times: number) => (times < 10 ? Math.round(times * 10) / 10 : Math.round(times));
