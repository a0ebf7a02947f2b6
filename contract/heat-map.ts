import { z } from 'zod';
import { AppealFilter } from './filters.ts';

/** Filters of the map are those of the list without words: what is drawn can always be opened as a list. */
export const HeatMapQuery = AppealFilter.omit({ q: true }).extend({
  /** Rows of the matrix: sectors, topic groups, or the topics under `topicParent`. */
  rows: z.enum(['sector', 'group', 'topic']).default('group'),
  topicParent: z.string().max(100).optional(),
});

/**
 * A cell of the matrix. `usual` is the median of the counts in windows of the same length ending 1…8 weeks earlier
 * (the same weekdays); null when fewer than three such windows hold data.
 */
export const HeatCell = z.object({
  row: z.string(),
  municipality: z.string(),
  count: z.number().int(),
  /** Different authors; null where the question covers too many appeals to count them at once. */
  authors: z.number().int().nullable(),
  usual: z.number().nullable(),
});
export type HeatCell = z.infer<typeof HeatCell>;

export const HeatMap = z.object({
  from: z.string(),
  to: z.string(),
  rows: z.array(z.object({ code: z.string(), count: z.number().int() })),
  municipalities: z.array(
    z.object({ code: z.string(), count: z.number().int(), usual: z.number().nullable() }),
  ),
  /** Only cells with something in them or with a usual level above zero. `municipality` '' = place unknown (as a filter: «-»). */
  cells: z.array(HeatCell),
  total: z.number().int(),
  /** Position of the event log that these counts include. */
  position: z.string(),
});
export type HeatMap = z.infer<typeof HeatMap>;

export const TimelineQuery = AppealFilter.omit({ q: true });
/** Appeals a day over the period, with the usual level (median of the same weekday over eight earlier weeks). */
export const Timeline = z.object({
  days: z.array(z.object({ day: z.string(), count: z.number().int(), usual: z.number().nullable() })),
});
export type Timeline = z.infer<typeof Timeline>;

/** Figures above the map: accepted / closed / in work / overdue over the same filter. */
export const Overview = z.object({
  accepted: z.number().int(),
  closed: z.number().int(),
  inWork: z.number().int(),
  overdue: z.number().int(),
  waitingTriage: z.number().int(),
  byChannel: z.array(z.object({ channel: z.string(), count: z.number().int() })),
  /** To whom: the ten bodies with most of them. */
  byOrganisation: z.array(z.object({ organisation: z.string(), count: z.number().int() })),
});
export type Overview = z.infer<typeof Overview>;
