import { formatDay, parseDay } from '../../registry/calendar/index.ts';

/**
 * Daily counts of every topic in every place. Days are consecutive; `firstDay` is a day number of the calendar.
 * `counts[(topic × places + place) × days + day]`; `authors`, laid out alike, are the different people behind a count.
 */
export interface CountGrid {
  firstDay: number;
  days: number;
  places: readonly string[];
  topics: readonly string[];
  counts: Int32Array;
  authors?: Int32Array;
  /** Not 0 on cell-days that must teach nothing (a confirmed wave, a known event); laid out as the counts. They are judged all the same. */
  untaught?: Uint8Array;
  /** By how much a topic is lifted on a day by channels that grow as a whole, at topic × days + day; 1 = not at all. */
  lift?: Float32Array;
}

export interface CountRow {
  /** YYYY-MM-DD. */
  date: string;
  place: string;
  topic: string;
  count: number;
  authors?: number;
}

/** A grid of so many cell-days is 800 MB and no question of a region any more. */
const CELL_DAYS_MAX = 200_000_000;

export const cellOf = (grid: CountGrid, topic: number, place: number): number =>
  topic * grid.places.length + place;

/**
 * Lays rows out as a grid, days without rows as zeros; rows of the same cell and day add up.
 * @throws RangeError for a date that is none, a count that is no whole number of 0 or more, or a grid beyond bounds
 */
export function gridOf(rows: readonly CountRow[]): CountGrid {
  const places = new Map<string, number>();
  const topics = new Map<string, number>();
  const days = new Map<string, number>();
  const dayOf = (date: string): number => {
    let day = days.get(date);
    if (day === undefined) days.set(date, (day = parseDay(date)));
    return day;
  };
  let firstDay = Infinity;
  let lastDay = -Infinity;
  let hasAuthors = false;
  for (const row of rows) {
    if (!(Number.isInteger(row.count) && row.count >= 0)) {
      throw new RangeError(`Not a count: ${row.count} on ${row.date}.`);
    }
    const day = dayOf(row.date);
    firstDay = Math.min(firstDay, day);
    lastDay = Math.max(lastDay, day);
    if (!places.has(row.place)) places.set(row.place, places.size);
    if (!topics.has(row.topic)) topics.set(row.topic, topics.size);
    hasAuthors ||= row.authors !== undefined;
  }
  if (rows.length === 0) return { firstDay: 0, days: 0, places: [], topics: [], counts: new Int32Array() };
  const length = lastDay - firstDay + 1;
  const size = places.size * topics.size * length;
  if (size > CELL_DAYS_MAX) {
    throw new RangeError(
      `${topics.size} topics × ${places.size} places × ${length} days (${formatDay(firstDay)} …) are too many at once.`,
    );
  }
  const counts = new Int32Array(size);
  const authors = hasAuthors ? new Int32Array(size) : undefined;
  for (const row of rows) {
    const cell = topics.get(row.topic)! * places.size + places.get(row.place)!;
    const at = cell * length + dayOf(row.date) - firstDay;
    counts[at] = counts[at]! + row.count;
    if (authors) authors[at] = authors[at]! + (row.authors ?? row.count);
  }
  return { firstDay, days: length, places: [...places.keys()], topics: [...topics.keys()], counts, authors };
}
