import { DAY_TYPES } from '../day-types.ts';

export const HOURS = 24;

/** Counts by kind of day and hour of it, at type × 24 + hour: Monday … Friday, Saturday, days of rest. */
export type HourCounts = Float64Array;

/** What a cell borrows from, the nearest first: its topic everywhere, then everything together. */
export interface HourHistory {
  own: HourCounts;
  wider: readonly HourCounts[];
}

/** Appeals of one kind of day after which its own hours outweigh what is borrowed. Tried 15–120 on real hours: flat around 40. */
const PRIOR = 40;

export const emptyHourCounts = (): HourCounts => new Float64Array(DAY_TYPES * HOURS);

/**
 * Which share of a day falls into each of its hours: by kind of day, shrunk to all kinds of day of the cell, those to the topic's
 * own kind of day, and that to everything's. Few appeals say little of 168 hours, many say all.
 *
 * @returns shares at type × 24 + hour, 24 of one type together 1
 */
export function hourShares({ own, wider }: HourHistory): Float64Array {
  let shares: Float64Array = new Float64Array(DAY_TYPES * HOURS).fill(1 / HOURS);
  for (const counts of [...wider].reverse()) shares = shrunk(counts, shares);
  return shrunk(own, shares);
}

/** Kind of day → the same counts over all kinds of day, bent as the prior says they differ → the prior. */
function shrunk(counts: HourCounts, prior: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const seen = new Float64Array(HOURS);
  const due = new Float64Array(HOURS);
  for (let type = 0; type < DAY_TYPES; type += 1) {
    const ofType = typeTotal(counts, type);
    for (let hour = 0; hour < HOURS; hour += 1) {
      seen[hour] = seen[hour]! + counts[type * HOURS + hour]!;
      due[hour] = due[hour]! + ofType * prior[type * HOURS + hour]!;
    }
  }
  const result = new Float64Array(DAY_TYPES * HOURS);
  for (let type = 0; type < DAY_TYPES; type += 1) {
    const ofType = typeTotal(counts, type);
    let sum = 0;
    for (let hour = 0; hour < HOURS; hour += 1) {
      const at = type * HOURS + hour;
      // By how much the cell's hour differs from the borrowed one, whatever the kind of day.
      const mean = (due[hour]! + PRIOR * prior[at]!) / (total + PRIOR);
      const bent =
        (prior[at]! * (seen[hour]! + PRIOR * prior[at]!)) / ((total + PRIOR) * Math.max(1e-9, mean));
      result[at] = (counts[at]! + PRIOR * bent) / (ofType + PRIOR);
      sum += result[at]!;
    }
    for (let hour = 0; hour < HOURS; hour += 1)
      result[type * HOURS + hour] = result[type * HOURS + hour]! / sum;
  }
  return result;
}

function typeTotal(counts: HourCounts, type: number): number {
  let sum = 0;
  for (let hour = 0; hour < HOURS; hour += 1) sum += counts[type * HOURS + hour]!;
  return sum;
}
