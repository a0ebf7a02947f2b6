import { z } from 'zod';
import { AppealFilter } from './filters.ts';

export const PASSPORT_KINDS = ['municipality', 'topic'] as const;
export type PassportKind = (typeof PASSPORT_KINDS)[number];

/** Period of a passport; without dates the last 30 days. */
export const PassportQuery = AppealFilter.pick({ from: true, to: true });

/** One line of «what most»: a topic of a municipality, or a municipality of a topic. */
export const PassportLine = z.object({
  code: z.string(),
  count: z.number().int(),
  /** In the period before, as long. */
  previous: z.number().int(),
  overdue: z.number().int(),
  /** Of a municipality: per 1 000 residents. */
  perThousand: z.number().nullable(),
});
export type PassportLine = z.infer<typeof PassportLine>;

export const Passport = z.object({
  from: z.string(),
  to: z.string(),
  count: z.number().int(),
  /** The period before, and the same a year (52 weeks) ago; null where history does not reach. */
  previous: z.number().int().nullable(),
  lastYear: z.number().int().nullable(),
  inWork: z.number().int(),
  overdue: z.number().int(),
  /** Mean mark 1…5 of those who gave one. */
  rating: z.number().nullable(),
  rated: z.number().int(),
  perThousand: z.number().nullable(),
  /** By appeals per 1 000 residents among municipalities (1 = most), or by number among topics of the same level. */
  rank: z.object({ place: z.number().int(), of: z.number().int() }).nullable(),
  lines: z.array(PassportLine),
  organisations: z.array(
    z.object({ organisation: z.string(), count: z.number().int(), overdue: z.number().int() }),
  ),
  channels: z.array(z.object({ channel: z.string(), count: z.number().int() })),
  /** A year of weeks ending on `to`, oldest first, with the same weeks of the year before. */
  weeks: z.array(
    z.object({ day: z.string(), count: z.number().int(), lastYear: z.number().int().nullable() }),
  ),
});
export type Passport = z.infer<typeof Passport>;
