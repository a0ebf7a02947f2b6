import { buildCalendar, type ProductionCalendar, regionalHolidaysOf } from '../calendar/index.ts';
import { DEFAULT_SCHEDULE, type TermRules } from '../deadlines/index.ts';
import type { RegionRegistry } from './load-region.ts';

/** The norms of a region with its calendar and zone: what every term of its cases is counted by. */
export function termRulesOf(registry: RegionRegistry): TermRules {
  const { file, policies } = registry;
  return {
    policies,
    defaultPolicy: file.defaultDeadlinePolicy,
    deadlines: { calendar: calendarOf(file.code), timeZone: file.timeZone, schedule: DEFAULT_SCHEDULE },
  };
}

/** Terms of a few years from now still fall within; years without a decree are counted by the law alone. */
const CALENDAR_FROM = 2013;
const CALENDAR_TO = 2036;

const calendars = new Map<string, ProductionCalendar>();

function calendarOf(regionCode: string): ProductionCalendar {
  let calendar = calendars.get(regionCode);
  if (!calendar) {
    calendar = buildCalendar({
      from: CALENDAR_FROM,
      to: CALENDAR_TO,
      regionalHolidays: regionalHolidaysOf(regionCode, CALENDAR_FROM, CALENDAR_TO),
    });
    calendars.set(regionCode, calendar);
  }
  return calendar;
}
