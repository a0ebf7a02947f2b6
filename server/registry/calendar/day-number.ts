/**
 * A civil date as one integer: days since 1970‑01‑01, without hours or zone. Everything in the calendar counts in it,
 * because adding days to an integer cannot be wrong by an hour.
 */
export const MS_PER_DAY = 86_400_000;

/** Monday 0 … Sunday 6. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** `month` is 1…12. */
export function dayNumberOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

/** Day number of `YYYY-MM-DD`. Throws RangeError for anything else, 30 February included. */
export function parseDay(isoDate: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  if (match) {
    const day = dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]));
    if (formatDay(day) === isoDate) return day;
  }
  throw new RangeError(`Not a date: ${isoDate}. Write it as YYYY-MM-DD.`);
}

/** `YYYY-MM-DD` of a day number. */
export function formatDay(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

export function weekdayOf(day: number): Weekday {
  // 1970‑01‑01 was a Thursday, 3 when Monday is 0.
  return ((((day + 3) % 7) + 7) % 7) as Weekday;
}
