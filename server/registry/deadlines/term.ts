import { z } from 'zod';
import type { ProductionCalendar } from '../calendar/index.ts';
import type { WorkSchedule } from './work-schedule.ts';

export const UNITS = ['calendar_days', 'working_days', 'working_hours', 'minutes'] as const;
export const Unit = z.enum(UNITS);
export type Unit = z.infer<typeof Unit>;

/**
 * What happens when a term in calendar days ends on a day off. The Civil Code (art. 193) moves it to the following
 * working day; many regulations on appeals demand the preceding one; `as_is` leaves it.
 */
export const LAST_DAY_RULES = ['preceding', 'following', 'as_is'] as const;
export const LastDayRule = z.enum(LAST_DAY_RULES);
export type LastDayRule = z.infer<typeof LastDayRule>;

/**
 * When on its last day a term in days ends: by the Civil Code at 24 hours (art. 194 part 1 para. 1), or, where the act
 * is done in an organisation, when its working hours end (para. 2).
 */
export const DUE_TIMES = ['end_of_day', 'end_of_working_day'] as const;
export const DueTime = z.enum(DUE_TIMES);
export type DueTime = z.infer<typeof DueTime>;

/** Bound on a term: ten years of days; in minutes, five hundred days. */
const AMOUNT_MAX: Record<Unit, number> = {
  calendar_days: 3650,
  working_days: 2500,
  working_hours: 20_000,
  minutes: 720_000,
};

/** A length of time as laws write it. */
export const Term = z
  .object({
    amount: z.number().int().min(1),
    unit: Unit,
    lastDay: LastDayRule.default('as_is'),
    dueTime: DueTime.default('end_of_day'),
  })
  .refine((term) => term.amount <= AMOUNT_MAX[term.unit], 'Срок слишком велик');
/** Parsed or written by hand: `lastDay` and `dueTime` may be left out. */
export type Term = z.input<typeof Term>;

/** What a term is counted by. */
export interface DeadlineContext {
  calendar: ProductionCalendar;
  /** IANA name of the body's zone. */
  timeZone: string;
  schedule: WorkSchedule;
}
