import { MS_PER_DAY, type ProductionCalendar, type Weekday } from '../calendar/index.ts';
import { spansOf, type WorkSchedule } from './work-schedule.ts';

/**
 * Working time of one body over the whole calendar, in local milliseconds. Sums from the first day on make the time
 * between two moments a subtraction, and «so much working time later» a binary search.
 */
export interface WorkingTime {
  /** Working milliseconds from the beginning of the calendar to this local moment. */
  upTo(localMs: number): number;
  /** The first local moment at which `upTo` reaches the amount: the end of a span rather than the start of the next. */
  reach(amountMs: number): number;
  /** Local moment at which the day's work ends; null when nothing is worked that day. */
  endOfDay(day: number): number | null;
}

const compiled = new WeakMap<ProductionCalendar, WeakMap<WorkSchedule, WorkingTime>>();

/** Compiled once for each pair of calendar and schedule (by identity: keep and reuse both). */
export function workingTime(calendar: ProductionCalendar, schedule: WorkSchedule): WorkingTime {
  let ofCalendar = compiled.get(calendar);
  if (!ofCalendar) compiled.set(calendar, (ofCalendar = new WeakMap()));
  let time = ofCalendar.get(schedule);
  if (!time) ofCalendar.set(schedule, (time = compile(calendar, schedule)));
  return time;
}

function compile(calendar: ProductionCalendar, schedule: WorkSchedule): WorkingTime {
  const { firstDay, lastDay } = calendar;
  const length = lastDay - firstDay + 1;
  const templates: number[][] = [[]];
  for (let weekday = 0; weekday < 7; weekday += 1) {
    templates.push(spansOf(schedule, weekday as Weekday, false), spansOf(schedule, weekday as Weekday, true));
  }
  const templateOf = new Uint8Array(length);
  const before = new Float64Array(length + 1);
  for (let index = 0; index < length; index += 1) {
    const day = firstDay + index;
    const kind = calendar.kindOf(day);
    const template =
      kind === 'day_off' ? 0 : 1 + calendar.scheduleWeekday(day) * 2 + (kind === 'short' ? 1 : 0);
    templateOf[index] = template;
    before[index + 1] = before[index]! + workedUpTo(templates[template]!, MS_PER_DAY);
  }
  const total = before[length]!;

  const spansOn = (day: number): number[] => {
    const template = templateOf[day - firstDay];
    // The calendar's own error names the day and the years.
    if (template === undefined) calendar.kindOf(day);
    return templates[template!]!;
  };

  return {
    upTo: (localMs) => {
      const day = Math.floor(localMs / MS_PER_DAY);
      return workedUpTo(spansOn(day), localMs - day * MS_PER_DAY) + before[day - firstDay]!;
    },
    reach: (amountMs) => {
      if (amountMs > total) calendar.kindOf(lastDay + 1);
      let low = 0;
      let high = length;
      // First index with before[index] ≥ amount; the moment lies in the day before it.
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (before[middle]! < amountMs) low = middle + 1;
        else high = middle;
      }
      const index = Math.max(low - 1, 0);
      const spans = templates[templateOf[index]!]!;
      let left = amountMs - before[index]!;
      let at = 0;
      for (let i = 0; i < spans.length; i += 2) {
        const worked = spans[i + 1]! - spans[i]!;
        if (left <= worked) {
          at = spans[i]! + left;
          break;
        }
        left -= worked;
      }
      return (firstDay + index) * MS_PER_DAY + at;
    },
    endOfDay: (day) => {
      const spans = spansOn(day);
      return spans.length === 0 ? null : day * MS_PER_DAY + spans.at(-1)!;
    },
  };
}

function workedUpTo(spans: number[], msOfDay: number): number {
  let worked = 0;
  for (let i = 0; i < spans.length; i += 2) {
    if (msOfDay <= spans[i]!) break;
    worked += Math.min(msOfDay, spans[i + 1]!) - spans[i]!;
  }
  return worked;
}
