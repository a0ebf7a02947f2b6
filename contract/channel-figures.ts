import { z } from 'zod';
import { Connection } from './channels.ts';
import { AppealFilter } from './filters.ts';
import { Channel } from './vocabulary.ts';

const Count = z.number().int();

/** Without dates the last 30 days; both ends are days of the region. */
export const ChannelFiguresQuery = AppealFilter.pick({ from: true, to: true });
export type ChannelFiguresQuery = z.output<typeof ChannelFiguresQuery>;

/**
 * Within how many hours half of ALL that was filed had it; null when fewer than half have. Those without count as «not yet», so that
 * a channel nobody answers does not look quick.
 */
export const HalfWithin = z.object({ hours: z.number().nullable(), n: Count, of: Count });
export type HalfWithin = z.infer<typeof HalfWithin>;

/** A straight line through whole weeks, and what it says of four weeks ahead: in 80 of 100 cases between `low` and `high`. */
export const WeekTrend = z.object({
  weeks: Count,
  /** Appeals in these weeks. */
  n: Count,
  /** More (or fewer) with every week. */
  perWeek: z.number(),
  ahead: z.number(),
  low: z.number(),
  high: z.number(),
});
export type WeekTrend = z.infer<typeof WeekTrend>;

export const ChannelFigure = z.object({
  channel: Channel,
  count: Count,
  /** As long a period before, and the same 52 weeks ago; null where history does not reach. */
  previous: Count.nullable(),
  lastYear: Count.nullable(),
  /** One number a bucket of `bucketDays` days, oldest first. */
  series: z.array(Count),
  trend: WeekTrend.nullable(),
  firstAnswer: HalfWithin,
  solution: HalfWithin,
});
export type ChannelFigure = z.infer<typeof ChannelFigure>;

/** Seconds, half and 95 of 100 are quicker. */
const Delay = z.object({ p50: z.number().nullable(), p95: z.number().nullable(), n: Count });

export const AccountFigure = z.object({
  channel: Connection,
  account: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  lastEventAt: z.iso.datetime().nullable(),
  arrived: Count,
  /** Deliveries nobody could read. */
  dead: Count,
  answers: Count,
  /** Answers that did not leave. */
  failed: Count,
  series: z.array(Count),
  /** From the moment the provider gives to the registration of the case. */
  delay: Delay,
});
export type AccountFigure = z.infer<typeof AccountFigure>;

export const ChannelFigures = z.object({
  from: z.string(),
  to: z.string(),
  bucketDays: Count,
  channels: z.array(ChannelFigure),
  /** All channels together, and how many cases are closed a week (median of the last four). */
  all: z.object({ count: Count, trend: WeekTrend.nullable(), closedPerWeek: z.number().nullable() }),
  /** Connections; null for whoever does not look after them. */
  accounts: z.array(AccountFigure).nullable(),
});
export type ChannelFigures = z.infer<typeof ChannelFigures>;
