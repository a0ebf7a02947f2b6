import { dayNumberOf, weekdayOf } from './day-number.ts';

/**
 * Non-working holidays of the whole country: Labour Code (ТК РФ) art. 112 part 1 as amended by Federal Law 35‑ФЗ of
 * 23.04.2012, in force since 01.01.2013 and unchanged since. Earlier editions had no 6 and 8 January, so that the
 * calendar refuses years before 2013.
 */
export const FIRST_YEAR = 2013;

interface FederalHoliday {
  month: number;
  day: number;
  name: string;
  /** Days off that fall on these are moved by the Government, the others by the law itself (art. 112 part 2). */
  newYear: boolean;
}

const HOLIDAYS: readonly FederalHoliday[] = [
  ...[1, 2, 3, 4, 5, 6, 8].map((day) => ({ month: 1, day, name: 'Новогодние каникулы', newYear: true })),
  { month: 1, day: 7, name: 'Рождество Христово', newYear: true },
  { month: 2, day: 23, name: 'День защитника Отечества', newYear: false },
  { month: 3, day: 8, name: 'Международный женский день', newYear: false },
  { month: 5, day: 1, name: 'Праздник Весны и Труда', newYear: false },
  { month: 5, day: 9, name: 'День Победы', newYear: false },
  { month: 6, day: 12, name: 'День России', newYear: false },
  { month: 11, day: 4, name: 'День народного единства', newYear: false },
];

/** Day number → name, for every federal holiday of the year. Throws RangeError before 2013. */
export function federalHolidays(year: number): Map<number, string> {
  if (year < FIRST_YEAR) {
    throw new RangeError(
      `The calendar knows art. 112 of the Labour Code from ${FIRST_YEAR} on; ${year} is earlier.`,
    );
  }
  return new Map(HOLIDAYS.map((item) => [dayNumberOf(year, item.month, item.day), item.name]));
}

/**
 * Holidays whose coincidence with a day off moves that day off «на следующий после праздничного рабочий день»
 * (art. 112 part 2), in the order of dates.
 */
export function holidaysMovedByLaw(year: number): number[] {
  return HOLIDAYS.filter((item) => !item.newYear)
    .map((item) => dayNumberOf(year, item.month, item.day))
    .filter((day) => weekdayOf(day) >= 5);
}
