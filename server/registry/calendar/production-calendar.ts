import { formatDay, type Weekday } from './day-number.ts';
import { markDays } from './mark-days.ts';
import type { RegionalHoliday } from './regional-holidays.ts';
import { type DayOffMove, YEAR_FACTS, type YearFacts } from './year-facts.ts';

export interface CalendarOptions {
  /** First and last year, both inclusive; not before 2013. */
  from: number;
  to: number;
  regionalHolidays?: readonly RegionalHoliday[];
  regionalMoves?: readonly DayOffMove[];
  /** Years whose decree appeared after this release, or corrections; they replace the built-in facts of their year. */
  yearFacts?: readonly YearFacts[];
  /**
   * Days of 2020 and 2021 that presidential decrees made non-working with pay kept. Production calendars count them as
   * days off (the default); bodies that went on working then may count them as worked.
   */
  nonWorkingByDecree?: 'day_off' | 'working';
}

export type DayKind = 'working' | 'short' | 'day_off';

/** Days are day numbers (`day-number.ts`). Every lookup is O(1); a day outside the calendar throws RangeError. */
export interface ProductionCalendar {
  readonly firstDay: number;
  readonly lastDay: number;
  isWorkingDay(day: number): boolean;
  isShortDay(day: number): boolean;
  kindOf(day: number): DayKind;
  /** Minutes of the 40-hour week: 480, 420 on a short day, 0 on a day off. A body's own hours: `work-schedule.ts`. */
  workingMinutes(day: number): number;
  /** Weekday whose hours apply, Monday 0: a Saturday worked instead of a Monday has Monday's. */
  scheduleWeekday(day: number): Weekday;
  /** Working days in [firstDay, day); `day` may be lastDay + 1. */
  workingDaysBefore(day: number): number;
  /** The `count`-th working day after `day` (count ≥ 1); `day` itself is not counted. */
  addWorkingDays(day: number, count: number): number;
  /** `day` itself when it is worked, else the first working day after it. */
  nextWorkingDay(day: number): number;
  /** `day` itself when it is worked, else the last working day before it. */
  previousWorkingDay(day: number): number;
  /** True in a year whose decree on moved days off is not known: the rules of the law alone. */
  isProvisional(day: number): boolean;
  /** Why the day is off: the holiday's name or the act; null for working days and plain weekends. */
  reasonOf(day: number): string | null;
}

/** Builds the calendar of the years `from`…`to`. Throws RangeError before 2013 or when `to` is before `from`. */
export function buildCalendar(options: CalendarOptions): ProductionCalendar {
  const { from, to } = options;
  if (!(from <= to)) throw new RangeError(`The calendar ends (${to}) before it begins (${from}).`);
  const yearFacts = new Map(
    [...YEAR_FACTS, ...(options.yearFacts ?? [])].map((facts) => [facts.year, facts]),
  );
  const { firstDay, working, short, weekday, reasons } = markDays({
    from,
    to,
    yearFacts,
    nonWorkingByDecree: options.nonWorkingByDecree ?? 'day_off',
    regionalHolidays: options.regionalHolidays ?? [],
    regionalMoves: options.regionalMoves ?? [],
  });
  const lastDay = firstDay + working.length - 1;

  // Rank and select: `before` counts the working days up to a day, `list` gives the day of a count.
  const before = new Int32Array(working.length + 1);
  working.forEach((value, index) => {
    before[index + 1] = before[index]! + value;
  });
  const list = new Int32Array(before[working.length]!);
  working.forEach((value, index) => {
    if (value === 1) list[before[index]!] = firstDay + index;
  });

  const indexOf = (day: number): number => {
    const index = day - firstDay;
    if (!(index >= 0 && index < working.length)) throw outside(day, from, to);
    return index;
  };
  const select = (rank: number, asked: number): number => {
    const day = list[rank];
    if (day === undefined) throw outside(asked, from, to);
    return day;
  };

  const calendar: ProductionCalendar = {
    firstDay,
    lastDay,
    isWorkingDay: (day) => working[indexOf(day)] === 1,
    isShortDay: (day) => short[indexOf(day)] === 1,
    kindOf: (day) => {
      const index = indexOf(day);
      return working[index] === 0 ? 'day_off' : short[index] === 1 ? 'short' : 'working';
    },
    workingMinutes: (day) => {
      const index = indexOf(day);
      return working[index]! * 480 - short[index]! * 60;
    },
    scheduleWeekday: (day) => weekday[indexOf(day)] as Weekday,
    workingDaysBefore: (day) => (day === lastDay + 1 ? before[working.length]! : before[indexOf(day)]!),
    addWorkingDays: (day, count) => {
      if (!(count >= 1)) throw new RangeError(`Working days to add must be 1 or more, not ${count}.`);
      return select(before[indexOf(day) + 1]! + count - 1, lastDay + 1);
    },
    nextWorkingDay: (day) => select(before[indexOf(day)]!, lastDay + 1),
    previousWorkingDay: (day) => select(before[indexOf(day) + 1]! - 1, firstDay - 1),
    isProvisional: (day) => !yearFacts.has(Number(formatDay(firstDay + indexOf(day)).slice(0, 4))),
    reasonOf: (day) => reasons.get(firstDay + indexOf(day)) ?? null,
  };
  return calendar;
}

function outside(day: number, from: number, to: number): RangeError {
  const when = Number.isFinite(day) ? formatDay(day) : String(day);
  return new RangeError(`${when} is outside the calendar of ${from}–${to}: build it for more years.`);
}

/** Last year with a decree among the built-in facts; later years are provisional. */
export const LAST_DECREED_YEAR = Math.max(...YEAR_FACTS.map((facts) => facts.year));
