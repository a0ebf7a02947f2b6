import { z } from 'zod';
import { AppealFilter } from './filters.ts';

/** What colours a cell. `change` compares with the usual level, `compare` with another period. */
export const HEAT_MEASURES = [
  'count',
  'rate',
  'change',
  'compare',
  'overdue',
  'dissatisfied',
  'authors',
] as const;
export const HeatMeasure = z.enum(HEAT_MEASURES);
export type HeatMeasure = z.infer<typeof HeatMeasure>;

const day = AppealFilter.shape.from;
/** The other period of a comparison, days inclusive; without it the days just before the period, as many. */
const comparison = { vsFrom: day, vsTo: day };
const asked = {
  ...comparison,
  /** Figures that this measure needs are counted however many appeals there are; the others where it is cheap. */
  measure: HeatMeasure.default('count'),
};

/** Filters of the map are those of the list without words: what is drawn can always be opened as a list. */
export const HeatMapQuery = AppealFilter.omit({ q: true }).extend({
  ...asked,
  /** Rows of the matrix: sectors, topic groups, or the topics under `topicParent`. */
  rows: z.enum(['sector', 'group', 'topic']).default('group'),
  topicParent: z.string().max(100).optional(),
});

/**
 * What else is known of counted appeals. Null where it was not asked for and would take long.
 * `rated` — closed with a rating 1…5, `dissatisfied` — those rated 1 or 2; `authors` — different authors (above 60 000 appeals
 * an estimate within about 5 %).
 */
const details = {
  authors: z.number().int().nullable(),
  overdue: z.number().int().nullable(),
  rated: z.number().int().nullable(),
  dissatisfied: z.number().int().nullable(),
  /** Count of the other period; null unless `measure=compare`. */
  before: z.number().int().nullable(),
};

/**
 * A cell of the matrix. `usual` is the median of the counts in up to eight earlier windows of the same length and the same weekdays
 * (fewer of long ones: about 400 days of the past at most); null when fewer than three such windows hold data.
 */
export const HeatCell = z.object({
  row: z.string(),
  municipality: z.string(),
  count: z.number().int(),
  usual: z.number().nullable(),
  ...details,
});
export type HeatCell = z.infer<typeof HeatCell>;

const Days = z.object({ from: z.string(), to: z.string() });

export const HeatMap = z.object({
  from: z.string(),
  to: z.string(),
  /** The other period; null unless `measure=compare`. */
  versus: Days.nullable(),
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

/** Part of the map that is looked at: «west,south,east,north» in degrees. */
const Box = z
  .string()
  .max(100)
  .transform((text) => text.split(',').map(Number))
  .refine(
    (box): box is [number, number, number, number] =>
      box.length === 4 &&
      box.every(Number.isFinite) &&
      box[0]! < box[2]! &&
      box[1]! < box[3]! &&
      Math.abs(box[0]!) <= 360 &&
      Math.abs(box[2]!) <= 360 &&
      Math.abs(box[1]!) <= 90 &&
      Math.abs(box[3]!) <= 90,
    'Четыре числа через запятую: запад, юг, восток, север',
  );

/** H3 resolutions on offer: 5 is about 17 km across, 9 about 350 m. */
export const HEX_RESOLUTION_MIN = 5;
export const HEX_RESOLUTION_MAX = 9;
/** More hexagons than this are never sent: the answer comes at a coarser resolution and says so. */
export const HEXAGONS_MAX = 6000;

export const HexagonsQuery = AppealFilter.omit({ q: true }).extend({
  ...asked,
  resolution: z.coerce.number().int().min(HEX_RESOLUTION_MIN).max(HEX_RESOLUTION_MAX).default(7),
  bbox: Box.optional(),
});

const column = z.array(z.number().nullable()).nullable();
/** Columns of equal length, because thousands of objects take longer to check than to count. */
export const Hexagons = z.object({
  /** Of the indexes below; lower than asked for where that would have been too many. */
  resolution: z.number().int(),
  /** H3 indexes, 15 hexadecimal digits. */
  index: z.array(z.string()),
  count: z.array(z.number()),
  usual: column,
  before: column,
  overdue: column,
  rated: column,
  dissatisfied: column,
  authors: column,
  /** Appeals in these hexagons, and those of the filter (box left out) whose point is not known. */
  total: z.number().int(),
  withoutPoint: z.number().int(),
  position: z.string(),
});
export type Hexagons = z.infer<typeof Hexagons>;

/** Points are for looking near: a wider box than this is refused (degrees of longitude and latitude). */
export const POINTS_BOX_MAX = { width: 0.8, height: 0.4 };
export const POINTS_MAX = 2000;

export const PointsQuery = AppealFilter.omit({ q: true }).extend({ bbox: Box });

/** The newest appeals of a box, and which of them lie together: one topic within 150 m of one another, three or more. */
export const HeatPoints = z.object({
  points: z.array(
    z.object({
      /** Null for those who see counts but no cases; their points stand in the middle of a hexagon of 350 m. */
      id: z.string().nullable(),
      lat: z.number(),
      lon: z.number(),
      topic: z.string(),
      day: z.string(),
      state: z.enum(['open', 'overdue', 'closed']),
      /** Cases joined under one of these are one mark: how many of this answer it stands for. */
      joined: z.number().int(),
      /** Number of its cluster below, null for one that stands alone. */
      cluster: z.number().int().nullable(),
    }),
  ),
  clusters: z.array(
    z.object({
      topic: z.string(),
      lat: z.number(),
      lon: z.number(),
      count: z.number().int(),
      open: z.number().int(),
      /** First and last day. */
      from: z.string(),
      to: z.string(),
    }),
  ),
  /** In the box altogether; `points` hold the newest 2 000. */
  total: z.number().int(),
});
export type HeatPoints = z.infer<typeof HeatPoints>;

export const TimelineQuery = AppealFilter.omit({ q: true });
/**
 * Appeals a day over the period. `usual`, `low` and `high`: what a day like this one brings (weekday, season, trend, holidays) and
 * the band that nineteen days of twenty stay within; null where too little is known.
 */
export const Timeline = z.object({
  days: z.array(
    z.object({
      day: z.string(),
      count: z.number().int(),
      usual: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
});
export type Timeline = z.infer<typeof Timeline>;

/** The picture by the hour is of so many days at most: more are told by the day. */
export const HOURS_DAYS_MAX = 3;
/**
 * Appeals an hour over the last days of the period, up to the running hour. `usual`, `low` and `high`: what such an hour of such a day
 * brings and the band that nine hours of ten stay within; null where too little is known.
 */
export const Hours = z.object({
  hours: z.array(
    z.object({
      at: z.iso.datetime(),
      count: z.number().int(),
      usual: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
});
export type Hours = z.infer<typeof Hours>;

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
  /** What about: the ten topics with most of them; '' = not decided. */
  byTopic: z.array(z.object({ topic: z.string(), count: z.number().int() })),
  /** By hour of the day, 24 numbers from midnight, in the region's time zone. */
  byHour: z.array(z.number().int()),
});
export type Overview = z.infer<typeof Overview>;
