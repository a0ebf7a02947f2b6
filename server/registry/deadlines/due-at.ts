import { MS_PER_DAY, type ProductionCalendar } from '../calendar/index.ts';
import type { DeadlineContext, DueTime, Term } from './term.ts';
import type { WorkSchedule } from './work-schedule.ts';
import { type WorkingTime, workingTime } from './working-time.ts';
import { type ZoneClock, zoneClock } from './zone-clock.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A context with its zone and working time looked up: what a loop over many deadlines keeps. */
export interface DeadlineFrame {
  calendar: ProductionCalendar;
  zone: ZoneClock;
  working: WorkingTime;
}

export function deadlineFrame(context: DeadlineContext): DeadlineFrame {
  const { calendar, timeZone, schedule } = context;
  return { calendar, zone: zoneClock(timeZone), working: workingTime(calendar, schedule) };
}

/**
 * The moment by which the act must be done.
 *
 * - Days: the term begins on the day after the event (Civil Code of Russia, ГК РФ, art. 191) in the body's zone and ends
 *   at 23:59:59.999 of its last day, or when the body's working day ends (`dueTime`, art. 194). A calendar term that ends
 *   on a day off ends by `lastDay`. `preceding` never ends a term before its first day has begun: where no working day is
 *   left in it (three days from 31 December), the following working day counts.
 * - Working hours: run only within the schedule, to the millisecond; a term that is used up when work ends is due at that
 *   moment, not the next morning.
 * - Minutes: real time.
 *
 * Throws RangeError when the due day lies outside the calendar, or the zone is unknown.
 */
export function dueAt(
  term: Term,
  start: Date,
  calendar: ProductionCalendar,
  timeZone: string,
  schedule: WorkSchedule,
): Date {
  return new Date(dueAtMs(term, start.getTime(), deadlineFrame({ calendar, timeZone, schedule })));
}

/** `dueAt` in milliseconds since 1970 UTC. */
export function dueAtMs(term: Term, startMs: number, frame: DeadlineFrame): number {
  if (Number.isNaN(startMs)) throw new RangeError('The start of a term is not a moment.');
  const { amount, unit } = term;
  switch (unit) {
    case 'minutes':
      return startMs + amount * MINUTE_MS;
    case 'working_hours': {
      const { zone, working } = frame;
      return zone.toUtc(working.reach(working.upTo(zone.toLocal(startMs)) + amount * HOUR_MS));
    }
    default: {
      const startDay = Math.floor(frame.zone.toLocal(startMs) / MS_PER_DAY);
      return dayEnd(dueDay(term, startDay, startDay + 1, frame.calendar), term.dueTime, frame);
    }
  }
}

/**
 * Last day of a term in days. `earliestDay` is the first day that counts: the day after the event, or the day on which
 * a stopped term went on; a `preceding` working day before it is no day of the term.
 */
export function dueDay(
  term: Term,
  startDay: number,
  earliestDay: number,
  calendar: ProductionCalendar,
): number {
  if (term.unit === 'working_days') return calendar.addWorkingDays(startDay, term.amount);
  const lastDay = startDay + term.amount;
  if (calendar.isWorkingDay(lastDay)) return lastDay;
  switch (term.lastDay ?? 'as_is') {
    case 'as_is':
      return lastDay;
    case 'following':
      return calendar.nextWorkingDay(lastDay);
    default: {
      const leaves = calendar.workingDaysBefore(lastDay) > calendar.workingDaysBefore(earliestDay);
      return leaves ? calendar.previousWorkingDay(lastDay) : calendar.nextWorkingDay(lastDay);
    }
  }
}

/** The moment at which a term ends on its last day. */
export function dayEnd(day: number, dueTime: DueTime | undefined, frame: DeadlineFrame): number {
  const workEnds = dueTime === 'end_of_working_day' ? frame.working.endOfDay(day) : null;
  return frame.zone.toUtc(workEnds ?? (day + 1) * MS_PER_DAY - 1);
}
