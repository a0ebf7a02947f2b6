import { z } from 'zod';

/** Repeated choices of one filter travel as one comma-separated parameter, so that a view is a short link. */
const list = z
  .string()
  .max(4000)
  .transform((value) => value.split(',').filter(Boolean))
  .pipe(
    z
      .array(
        z
          .string()
          .max(100)
          .refine((code) => !code.includes('\u0000'), 'Недопустимый знак'),
      )
      .max(200),
  )
  .optional();

const day = z.iso
  .date('Дата в виде ГГГГ-ММ-ДД')
  .refine((value) => value >= '1900' && value < '2200', 'Год между 1900 и 2199');

/**
 * One filter for list, counts, map and export, so that a number equals the list behind it.
 * In topic, municipality and the other lists «-» chooses what has no value.
 * Days are days of the region's time zone, both inclusive.
 */
export const AppealFilter = z.object({
  from: day.optional(),
  to: day.optional(),
  channel: list,
  sector: list,
  /** Any level of the tree: a group means everything under it. */
  topic: list,
  municipality: list,
  status: list,
  organisation: list,
  kind: list,
  triage: list,
  /** Not finished although its next deadline has passed. */
  overdue: z.literal('1').optional(),
  /** Words to look for; forms of words and typing errors are forgiven. Not for the map. */
  q: z.string().trim().max(300).optional(),
});
export type AppealFilter = z.infer<typeof AppealFilter>;

/** Time left of what is owed, in days of the region that do not overlap: `week` are the five days after tomorrow. */
export const DUE_WINDOWS = ['overdue', 'today', 'tomorrow', 'week', 'later'] as const;
export const DueWindow = z.enum(DUE_WINDOWS);
export type DueWindow = z.infer<typeof DueWindow>;

/**
 * The same filter with what only cases in work know: the list, the board of control and exports. The map counts facts and does not
 * know these, so its questions cannot carry them.
 */
export const CaseFilter = AppealFilter.extend({
  /** When what is owed falls due; only cases that somebody still owes an answer to (`OWED_STATUSES`). */
  due: z
    .string()
    .max(100)
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(DueWindow).max(DUE_WINDOWS.length))
    .optional(),
  /** Logins; «-» chooses what nobody has taken. */
  assignee: list,
  /** Somebody still owes an answer. */
  owed: z.literal('1').optional(),
  /** A day was named to the resident: it is still ahead or was not kept. */
  promised: z.enum(['open', 'broken']).optional(),
  /** Came back after an answer. */
  reopened: z.literal('1').optional(),
  /** Cases of the trial run. Lists hold them unless told otherwise; control and indicators leave them out unless asked. */
  pilot: z.enum(['with', 'without', 'only']).optional(),
  /** Reached at least this rung of the ladder of escalation. */
  escalated: z.enum(['1', '2', '3', '4', '5']).optional(),
});
export type CaseFilter = z.infer<typeof CaseFilter>;
/** What stands in the address bar: every value still a string. */
export type AppealFilterQuery = z.input<typeof CaseFilter>;
