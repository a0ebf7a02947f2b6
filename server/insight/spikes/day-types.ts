import { buildCalendar, FIRST_YEAR, formatDay, weekdayOf } from '../../registry/calendar/index.ts';

/** Monday 0 … Friday 4, Saturday 5; Sundays, holidays and moved days off are 6. */
export const DAY_TYPES = 7;
const REST = 6;

/**
 * Type of each day: people write less on holidays as on Sundays, and a worked Saturday is like the weekday whose hours
 * it has. Before the calendar's first year only the weekday counts.
 */
export function dayTypesOf(firstDay: number, days: number): Uint8Array {
  const types = new Uint8Array(days);
  if (days === 0) return types;
  const yearOf = (day: number) => Number(formatDay(day).slice(0, 4));
  const lastYear = yearOf(firstDay + days - 1);
  const calendar =
    lastYear < FIRST_YEAR
      ? null
      : buildCalendar({ from: Math.max(FIRST_YEAR, yearOf(firstDay)), to: lastYear });
  for (let index = 0; index < days; index += 1) {
    const day = firstDay + index;
    const weekday = weekdayOf(day);
    if (calendar === null || day < calendar.firstDay) types[index] = weekday;
    else if (calendar.isWorkingDay(day)) types[index] = calendar.scheduleWeekday(day);
    else types[index] = weekday === 5 && calendar.reasonOf(day) === null ? 5 : REST;
  }
  return types;
}
