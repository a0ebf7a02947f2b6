import type { CountGrid } from './count-grid.ts';

const WEEKS = 4;
/** A long event is bridged from the weeks before it, however far back they lie within this. */
const WEEKS_BACK_MAX = 26;

/**
 * What stands for a day that must not teach: the mean of the last four same weekdays before it that may. Season and day types are
 * totals over cells, where a gap would be as wrong as the event itself.
 *
 * @param from index of the cell's first day in the grid's counts
 */
export function taughtCount({ counts, untaught }: CountGrid, from: number, day: number): number {
  let sum = 0;
  let weeks = 0;
  for (let back = 1; back <= WEEKS_BACK_MAX && weeks < WEEKS; back += 1) {
    const then = day - 7 * back;
    if (then < 0) break;
    if (untaught?.[from + then]) continue;
    sum += counts[from + then]!;
    weeks += 1;
  }
  return weeks === 0 ? 0 : sum / weeks;
}
