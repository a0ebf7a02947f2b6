import type { CountGrid } from './count-grid.ts';
import type { Spike, SpikeKind } from './detector.ts';
import { countUpperTail } from './distributions/negative-binomial.ts';

const WINDOW_DAYS_MAX = 7;
const FEW_AUTHORS_BELOW = 0.5;

/**
 * Fills in what a person reads of an alarm: over which of the last one to seven days the counts are least likely, how
 * unlikely, and whether many people wrote. `expected` is the day's mean, taken for each day of the window.
 */
export function describeSpike(
  grid: CountGrid,
  alarm: { cell: number; day: number; score: number; mean: number; size: number },
): Spike {
  const { cell, day, score, mean } = alarm;
  const size = alarm.size > 0 ? alarm.size : Infinity;
  const from = cell * grid.days;
  let windowDays = 1;
  let windowCount = grid.counts[from + day]!;
  let least = countUpperTail(windowCount, mean, size);
  for (let length = 2, sum = windowCount; length <= Math.min(WINDOW_DAYS_MAX, day + 1); length += 1) {
    sum += grid.counts[from + day - length + 1]!;
    // Independent days: the sum's variance is length × (mean + mean² / size).
    const tail = countUpperTail(sum, mean * length, size * length);
    if (tail < least) [least, windowDays, windowCount] = [tail, length, sum];
  }
  return {
    topic: Math.floor(cell / grid.places.length),
    place: cell % grid.places.length,
    day,
    count: grid.counts[from + day]!,
    expected: mean,
    // Seven windows were looked at and the least likely taken: Bonferroni.
    p: Math.min(1, least * WINDOW_DAYS_MAX),
    score,
    kind: kindOf(grid, cell, day, windowDays),
    windowDays,
    windowCount,
    windowExpected: mean * windowDays,
  };
}

/** Whether so many appeals came from so many people, over the `windowDays` up to `day`. */
export function kindOf(grid: CountGrid, cell: number, day: number, windowDays: number): SpikeKind {
  if (!grid.authors) return 'unknown';
  let authors = 0;
  let appeals = 0;
  for (let at = cell * grid.days + day - windowDays + 1; at <= cell * grid.days + day; at += 1) {
    authors += grid.authors[at]!;
    appeals += grid.counts[at]!;
  }
  return authors < FEW_AUTHORS_BELOW * appeals ? 'few_authors' : 'wide';
}
