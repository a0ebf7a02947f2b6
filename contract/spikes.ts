import { z } from 'zod';
import { AppealRow } from './appeals.ts';
import { AppealFilter } from './filters.ts';
import { type Channel, Outcome, Status } from './vocabulary.ts';

/** Appeals are what residents send us; publications are what they write elsewhere and we read. They rise apart. */
export const SPIKE_SERIES = ['appeals', 'publications'] as const;
export const SpikeSeries = z.enum(SPIKE_SERIES);
export type SpikeSeries = z.infer<typeof SpikeSeries>;
/** Channels whose messages are publications; the others bring appeals. */
export const PUBLICATION_CHANNELS: readonly Channel[] = [
  'vk',
  'telegram',
  'ok',
  'max',
  'incident',
  'monitoring',
];

/** found → confirmed / false / known → assigned → over; which step may follow which: server/alerts/spike-state.ts. */
export const SPIKE_STATES = ['found', 'confirmed', 'false', 'known', 'assigned', 'over'] as const;
export const SpikeState = z.enum(SPIKE_STATES);
export type SpikeState = z.infer<typeof SpikeState>;

/** What a person has said of a spike; kept when the wave is over, and what thresholds learn from. */
export const SPIKE_VERDICTS = ['confirmed', 'false', 'known'] as const;
export const SpikeVerdict = z.enum(SPIKE_VERDICTS);
export type SpikeVerdict = z.infer<typeof SpikeVerdict>;

export const SpikeDetectorName = z.enum(['waves', 'scan', 'words']);
export const SpikeKind = z.enum(['few_authors', 'wide', 'unknown']);

export const SpikeWord = z.object({
  /** As people wrote it, one word or two. */
  word: z.string(),
  /** Different authors who used it, and how many would have at the usual rate. */
  authors: z.number().int(),
  expected: z.number(),
});
export type SpikeWord = z.infer<typeof SpikeWord>;

export const EXPLAINED_BY = ['municipality', 'topic', 'organisation', 'channel', 'kind', 'street'] as const;
/** Which values of an attribute carry the rise: `share` of the excess, 0…1. */
export const SpikeCause = z.object({
  attribute: z.enum(EXPLAINED_BY),
  value: z.string(),
  count: z.number().int(),
  expected: z.number(),
  share: z.number(),
});
export type SpikeCause = z.infer<typeof SpikeCause>;

/** Counts a day with the usual level and the upper edge of its ordinary scatter. */
export const SpikeChart = z.object({
  firstDay: z.string(),
  counts: z.array(z.number().int()),
  usual: z.array(z.number()),
  upper: z.array(z.number()),
});
export type SpikeChart = z.infer<typeof SpikeChart>;

/** Parts of the priority, each 0…1, weighed as server/alerts/priority.ts says. */
export const PRIORITY_PARTS = [
  'gravity',
  'perResident',
  'growth',
  'overdue',
  'breadth',
  'freshness',
] as const;
export const SpikePriority = z.object({
  /** 0…100. */
  score: z.number(),
  parts: z.array(z.object({ name: z.enum(PRIORITY_PARTS), value: z.number(), weight: z.number() })),
});
export type SpikePriority = z.infer<typeof SpikePriority>;

export const SpikeRow = z.object({
  id: z.string(),
  version: z.number().int(),
  series: SpikeSeries,
  detector: SpikeDetectorName,
  state: SpikeState,
  verdict: SpikeVerdict.nullable(),
  /** A topic of any level. */
  topic: z.string(),
  /** Municipalities; empty = the whole region rose. */
  places: z.array(z.string()),
  firstDay: z.string(),
  lastDay: z.string(),
  peakDay: z.string(),
  peakCount: z.number().int(),
  /** Over all its days together. */
  count: z.number().int(),
  expected: z.number(),
  p: z.number(),
  score: z.number(),
  authors: z.number().int().nullable(),
  kind: SpikeKind,
  words: z.array(SpikeWord),
  /** The last weeks, for a small picture. */
  chart: SpikeChart,
  organisation: z.string().nullable(),
  assignee: z.string().nullable(),
  /** Title of the known event or crisis that explains it. */
  knownAs: z.string().nullable(),
  foundAt: z.iso.datetime(),
  priority: SpikePriority,
});
export type SpikeRow = z.infer<typeof SpikeRow>;

const filter = AppealFilter.pick({ from: true, to: true, sector: true, topic: true, municipality: true });
export const SpikeListQuery = filter.extend({
  /** States, comma-separated; left out: what is not over and not false. `all` for everything. */
  state: z
    .string()
    .max(100)
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(z.enum([...SPIKE_STATES, 'all'])))
    .optional(),
  series: SpikeSeries.optional(),
  sort: z.enum(['priority', 'newest', 'size']).default('priority'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export type SpikeListQuery = z.output<typeof SpikeListQuery>;
export const SpikeList = z.object({
  rows: z.array(SpikeRow),
  total: z.number().int(),
  /** How many of each state this person may see under the same filter. */
  states: z.array(z.object({ state: SpikeState, count: z.number().int() })),
});
export type SpikeList = z.infer<typeof SpikeList>;

/** The case that the spike's appeals were joined under. */
export const SpikeLead = z.object({
  id: z.string(),
  number: z.string(),
  status: Status,
  organisation: z.string(),
  assigneeName: z.string().nullable(),
  /** What it was closed with: the spike's own outcome. */
  outcome: Outcome.nullable(),
  followers: z.number().int(),
});
export type SpikeLead = z.infer<typeof SpikeLead>;

export const SpikeCard = SpikeRow.extend({
  /** null when nothing was joined, or the case is not the reader's to see. */
  lead: SpikeLead.nullable(),
  explanation: z.array(SpikeCause),
  urgentShare: z.number(),
  overdueShare: z.number(),
  /** Cases that show what it is about; empty where the role may not read cases. */
  samples: z.array(AppealRow),
  verdictBy: z.string().nullable(),
  verdictAt: z.iso.datetime().nullable(),
  note: z.string().nullable(),
  outcome: z.string().nullable(),
  /** By how much verdicts on this topic have moved its threshold (units of the detector's score). */
  thresholdShift: z.number(),
  history: z.array(
    z.object({ at: z.iso.datetime(), type: z.string(), actorName: z.string().nullable(), state: z.string() }),
  ),
});
export type SpikeCard = z.infer<typeof SpikeCard>;

/** A person's step: the state the spike is to have. `found` takes a verdict back. */
export const DecideSpike = z.object({
  state: SpikeState,
  /** Needed for `assigned`: the body that answers for it. */
  organisation: z.string().max(100).optional(),
  assignee: z.string().trim().max(200).optional(),
  note: z.string().trim().max(2000).optional(),
  /** What came of it, for `over`. */
  outcome: z.string().trim().max(2000).optional(),
});
export type DecideSpike = z.infer<typeof DecideSpike>;

export const JoinSpikeQuery = z.object({ lead: z.uuid().optional() });
/** What joining the open cases of a spike under one would do. */
export const JoinSpikePreview = z.object({
  version: z.number().int(),
  /** The case that would lead; null when no open case is left. */
  lead: z.string().nullable(),
  /** The lead and others of its body that could lead instead. */
  candidates: z.array(AppealRow),
  /** How many would be joined, and how many are already. */
  able: z.number().int(),
  joined: z.number().int(),
  /** Answered or ended: their authors have their answer. */
  answered: z.number().int(),
  /** Of other bodies: the answer of one is not the answer of another. */
  elsewhere: z.array(z.object({ organisation: z.string(), count: z.number().int() })),
  /** More than are joined at once. */
  more: z.boolean(),
});
export type JoinSpikePreview = z.infer<typeof JoinSpikePreview>;
export const JoinSpike = z.object({ lead: z.uuid() });
export const JoinSpikeResult = z.object({
  joined: z.number().int(),
  refused: z.array(z.object({ number: z.string(), why: z.string() })),
  spike: SpikeCard,
});
