/**
 * Production calendar of Russia from 2013 on: which days are worked, which are an hour shorter, whose hours they have.
 * Invariant: the rules of art. 112 of the Labour Code are code, what a decree moved is a table; a year without a decree
 * is computed from the law alone and says so (`isProvisional`).
 * Entrance: `buildCalendar`; a region's own holidays come from `regional-holidays.ts` or its settings.
 */
export { dayNumberOf, formatDay, MS_PER_DAY, parseDay, type Weekday, weekdayOf } from './day-number.ts';
export { FIRST_YEAR } from './federal-holidays.ts';
export {
  buildCalendar,
  type CalendarOptions,
  type DayKind,
  LAST_DECREED_YEAR,
  type ProductionCalendar,
} from './production-calendar.ts';
export { RegionalCalendar, RegionalHoliday, regionalHolidaysOf } from './regional-holidays.ts';
export { DayOffMove, YEAR_FACTS, YearFacts } from './year-facts.ts';
