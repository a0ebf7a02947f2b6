const YEAR_DAYS = 365;
const YEARS_MAX = 5;
/** The days around the same date in earlier years. */
const AROUND_DAYS = 7;
/** What a level with a half-life of forty days remembers on average, twice over. */
const BEFORE_DAYS = 116;
/** Counts of a topic after which an earlier year's change is believed by half. */
const PRIOR = 40;
const RATIO_MIN = 0.5;
const RATIO_MAX = 2;

/**
 * By how much the days around a date exceeded the months before them in earlier years: what the level, which looks back,
 * cannot know of a thaw. One factor a day; 1 where there is no such year. `totals`: counts of a topic in all places.
 */
export function seasonOf(totals: Float64Array): Float64Array {
  const days = totals.length;
  const season = new Float64Array(days).fill(1);
  const sums = new Float64Array(days + 1);
  for (let day = 0; day < days; day += 1) sums[day + 1] = sums[day]! + totals[day]!;
  for (let day = YEAR_DAYS + BEFORE_DAYS; day < days; day += 1) {
    let around = PRIOR;
    let expected = PRIOR;
    for (let year = 1; year <= YEARS_MAX; year += 1) {
      const then = day - year * YEAR_DAYS;
      if (then < BEFORE_DAYS) break;
      const width = 2 * AROUND_DAYS + 1;
      around += sums[then + AROUND_DAYS + 1]! - sums[then - AROUND_DAYS]!;
      expected += ((sums[then]! - sums[then - BEFORE_DAYS]!) * width) / BEFORE_DAYS;
    }
    season[day] = Math.min(RATIO_MAX, Math.max(RATIO_MIN, around / expected));
  }
  return season;
}
