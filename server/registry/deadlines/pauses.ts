import { MS_PER_DAY, type ProductionCalendar } from '../calendar/index.ts';
import { type DeadlineFrame, dayEnd, deadlineFrame, dueAtMs, dueDay } from './due-at.ts';
import type { Term, Unit } from './term.ts';
import type { WorkSchedule } from './work-schedule.ts';

/** A time in which the term stands still: documents were asked for, the author was asked. `to: null` — still stands. */
export interface Pause {
  from: Date;
  to: Date | null;
}

interface Span {
  from: number;
  to: number;
}

/**
 * The due moment of a term that stood still in between; null while it stands (an open pause that began before the term
 * was over). A pause moves the due moment by exactly what it holds of the term's own unit (`heldBy`). Pauses may come in
 * any order and overlap; what lies before the start or after the due moment changes nothing.
 * Throws RangeError for a pause that ends before it begins, and as `dueAt` does.
 */
export function dueAtWithPauses(
  term: Term,
  start: Date,
  calendar: ProductionCalendar,
  timeZone: string,
  schedule: WorkSchedule,
  pauses: readonly Pause[],
): Date | null {
  const frame = deadlineFrame({ calendar, timeZone, schedule });
  const dueMs = dueAtMsWithPauses(term, start.getTime(), frame, pauses);
  return dueMs === null ? null : new Date(dueMs);
}

export function dueAtMsWithPauses(
  term: Term,
  startMs: number,
  frame: DeadlineFrame,
  pauses: readonly Pause[],
): number | null {
  let due = dueAtMs(term, startMs, frame);
  if (pauses.length === 0) return due;
  const { zone, working, calendar } = frame;
  const startDay = Math.floor(zone.toLocal(startMs) / MS_PER_DAY);
  let earliestDay = startDay + 1;
  let { amount } = term;
  let target = working.upTo(zone.toLocal(startMs)) + amount * 3_600_000;

  for (const pause of mergeSpans(pauses, startMs)) {
    if (pause.from >= due) break;
    if (pause.to === Number.POSITIVE_INFINITY) return null;
    const held = heldBetween(term.unit, pause.from, pause.to, startDay, frame);
    if (term.unit === 'minutes') {
      due += held;
    } else if (term.unit === 'working_hours') {
      target += held;
      due = zone.toUtc(working.reach(target));
    } else {
      const toDay = localDay(pause.to, frame);
      const waits = term.unit === 'calendar_days' && localDay(pause.from, frame) > startDay + amount;
      // The days were used up and only the following working day was waited for: wait for one after the pause.
      amount = waits ? Math.max(amount, toDay - startDay) : amount + held;
      earliestDay = Math.max(earliestDay, toDay);
      due = dayEnd(dueDay({ ...term, amount }, startDay, earliestDay, calendar), term.dueTime, frame);
    }
  }
  return due;
}

/**
 * What a stretch of time holds of a unit: milliseconds of real time for `minutes`, of the body's working time for
 * `working_hours`; for days, the (working) days at whose end the term stood. A pause within one day holds no day.
 */
export function heldBy(unit: Unit, from: Date, to: Date, frame: DeadlineFrame): number {
  return heldBetween(unit, from.getTime(), to.getTime(), Number.NEGATIVE_INFINITY, frame);
}

function heldBetween(unit: Unit, from: number, to: number, startDay: number, frame: DeadlineFrame): number {
  const { zone, working, calendar } = frame;
  if (unit === 'minutes') return to - from;
  if (unit === 'working_hours') return working.upTo(zone.toLocal(to)) - working.upTo(zone.toLocal(from));
  // The day of the event is no day of the term (art. 191), so that standing through it loses nothing.
  const fromDay = Math.max(localDay(from, frame), startDay + 1);
  const toDay = Math.max(localDay(to, frame), fromDay);
  if (unit === 'calendar_days') return toDay - fromDay;
  return calendar.workingDaysBefore(toDay) - calendar.workingDaysBefore(fromDay);
}

function localDay(utcMs: number, frame: DeadlineFrame): number {
  return Math.floor(frame.zone.toLocal(utcMs) / MS_PER_DAY);
}

/** Sorted, joined where they touch, cut to what lies after the start. */
function mergeSpans(pauses: readonly Pause[], startMs: number): Span[] {
  const spans = pauses
    .map((pause) => ({ from: pause.from.getTime(), to: pause.to?.getTime() ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.from - b.from);
  const merged: Span[] = [];
  for (const span of spans) {
    if (!(span.to >= span.from)) throw new RangeError('A pause ends before it begins.');
    if (span.to <= startMs) continue;
    const from = Math.max(span.from, startMs);
    const last = merged.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ from, to: span.to });
  }
  return merged;
}
