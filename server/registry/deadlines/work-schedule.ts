import { z } from 'zod';
import type { Weekday } from '../calendar/index.ts';

const MINUTE_MS = 60_000;
const Time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Время пишется как 09:00')
  .transform((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3)));

/** `["09:00", "18:00"]`, as minutes of the day. */
const Span = z.tuple([Time, Time]).refine(([from, to]) => from < to, 'Начало должно быть раньше конца');
const Hours = z
  .array(Span)
  .max(10)
  .refine(
    (spans) => spans.every((span, index) => index === 0 || spans[index - 1]![1] <= span[0]),
    'Промежутки идут по порядку и не пересекаются',
  );

/**
 * Working hours of a body: for each weekday the spans in which it works, so that lunch is the gap between two spans.
 * A weekday without spans is not worked even when the production calendar works.
 */
export const WorkSchedule = z
  .object({
    monday: Hours,
    tuesday: Hours,
    wednesday: Hours,
    thursday: Hours,
    friday: Hours,
    saturday: Hours.default([]),
    sunday: Hours.default([]),
    /** By how much a pre-holiday day is shorter, taken from its end: one hour by art. 95 of the Labour Code. */
    shortDayMinutes: z.number().int().min(0).max(480).default(60),
  })
  .refine((week) => WEEK.some((name) => week[name].length > 0), 'В расписании нет ни одного рабочего часа');
export type WorkSchedule = z.output<typeof WorkSchedule>;

const WEEK = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Monday to Friday 9–18 with lunch 13–14: the 40-hour week. */
export const DEFAULT_SCHEDULE: WorkSchedule = sameHours([
  ['09:00', '13:00'],
  ['14:00', '18:00'],
]);

/** Monday to Thursday 9–18, Friday to 16:45, lunch 13:00–13:48: 40 hours as many bodies of power keep them. */
export const SHORT_FRIDAY_SCHEDULE: WorkSchedule = sameHours(
  [
    ['09:00', '13:00'],
    ['13:48', '18:00'],
  ],
  [
    ['09:00', '13:00'],
    ['13:48', '16:45'],
  ],
);

function sameHours(hours: [string, string][], friday = hours): WorkSchedule {
  return WorkSchedule.parse({ monday: hours, tuesday: hours, wednesday: hours, thursday: hours, friday });
}

/** Spans of a worked day in milliseconds from its midnight, flat: from, to, from, to… */
export function spansOf(schedule: WorkSchedule, weekday: Weekday, short: boolean): number[] {
  const spans = schedule[WEEK[weekday]!].map(([from, to]) => [from, to] as [number, number]);
  let cut = short ? schedule.shortDayMinutes : 0;
  while (cut > 0 && spans.length > 0) {
    const last = spans.at(-1)!;
    const taken = Math.min(cut, last[1] - last[0]);
    last[1] -= taken;
    cut -= taken;
    if (last[0] === last[1]) spans.pop();
  }
  return spans.flat().map((minutes) => minutes * MINUTE_MS);
}
