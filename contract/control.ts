import { z } from 'zod';
import { CaseFilter } from './filters.ts';
import { Outcome, Status } from './vocabulary.ts';

const moment = z.iso.datetime();
const count = z.number().int();

/** Numbers of one row of the board; each opens a list of exactly that many cases. */
export const BOARD_COLUMNS = [
  'overdue',
  'today',
  'tomorrow',
  'week',
  'later',
  'owed',
  'promised',
  'broken',
  'reopened',
  'approval',
  'escalated',
] as const;
export type BoardColumn = (typeof BOARD_COLUMNS)[number];
export const BoardCounts = z.object(
  Object.fromEntries(BOARD_COLUMNS.map((name) => [name, count])) as Record<BoardColumn, z.ZodNumber>,
);
export type BoardCounts = Record<BoardColumn, number>;

export const BoardQuery = CaseFilter.omit({ q: true }).extend({
  by: z.enum(['organisation', 'assignee']).default('organisation'),
});
export const Board = z.object({
  by: z.enum(['organisation', 'assignee']),
  /** Whoever has most late comes first. `key` is a code or a login; empty = taken by nobody. */
  rows: z.array(z.object({ key: z.string(), name: z.string().nullable(), counts: BoardCounts })),
  sums: BoardCounts,
  /** Cases of the trial run that the filter would find besides; not counted above unless asked for. */
  pilot: count,
  ladder: z.array(
    z.object({ id: z.string(), level: count, title: z.string(), to: z.string(), waiting: count }),
  ),
});
export type Board = z.infer<typeof Board>;

/** What the filter of a board's number adds to the board's own: so that list and number cannot part. */
export function boardFilter(column: BoardColumn): Record<string, string> {
  switch (column) {
    case 'owed':
      return { owed: '1' };
    case 'promised':
      return { promised: 'open' };
    case 'broken':
      return { owed: '1', promised: 'broken' };
    case 'reopened':
      return { owed: '1', reopened: '1' };
    case 'approval':
      return { status: 'approval' };
    case 'escalated':
      return { owed: '1', escalated: '1' };
    default:
      return { due: column };
  }
}

export const EscalationQuery = CaseFilter.omit({ q: true }).extend({
  waiting: z.literal('1').optional(),
  rung: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const EscalationRow = z.object({
  id: z.string(),
  appealId: z.string(),
  number: z.string(),
  status: Status,
  topic: z.string().nullable(),
  organisation: z.string(),
  dueAt: moment.nullable(),
  rung: z.string(),
  level: count,
  at: moment,
  toRole: z.string(),
  toOrganisation: z.string().nullable(),
  acknowledgedBy: z.string().nullable(),
  acknowledgedAt: moment.nullable(),
  /** Addressed to the reader. */
  mine: z.boolean(),
});
export type EscalationRow = z.infer<typeof EscalationRow>;
export const EscalationList = z.object({ rows: z.array(EscalationRow), total: count });

export const OverdueQuery = CaseFilter.omit({ q: true, due: true, owed: true }).extend({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  after: z.string().max(300).optional(),
});
export const OverdueRow = z.object({
  id: z.string(),
  number: z.string(),
  status: Status,
  topic: z.string().nullable(),
  municipality: z.string().nullable(),
  organisation: z.string(),
  dueAt: moment,
  /** Working days since; 0 on the day it was due or over a weekend. */
  daysLate: count,
  /** Which body, and who in it, had the case when it became late. */
  heldByOrganisation: z.string(),
  heldBy: z.string().nullable(),
  heldByName: z.string().nullable(),
  escalation: count,
  escalations: count,
});
export type OverdueRow = z.infer<typeof OverdueRow>;
export const OverdueList = z.object({
  rows: z.array(OverdueRow),
  next: z.string().nullable(),
  total: count,
});

export const MARKS = ['yes', 'no', 'not_applicable'] as const;
export const SAMPLED_WHY = ['lot', 'low_rating', 'reopened', 'asked'] as const;
export const ChecklistItem = z.object({
  id: z.string(),
  title: z.string(),
  hint: z.string(),
  weight: z.number().positive(),
});
export type ChecklistItem = z.infer<typeof ChecklistItem>;

export const QualityQuery = z.object({
  organisation: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const QualityItem = z.object({
  id: z.string(),
  appealId: z.string(),
  number: z.string(),
  status: Status,
  topic: z.string().nullable(),
  municipality: z.string().nullable(),
  organisation: z.string(),
  filedAt: moment,
  text: z.string(),
  answer: z.string(),
  answeredAt: moment,
  answeredBy: z.string().nullable(),
  outcome: Outcome.nullable(),
  rating: count.nullable(),
  sampledWhy: z.enum(SAMPLED_WHY),
  sampledAt: moment,
  /** What a rule could already tell from the text; the person decides. */
  suggested: z.record(z.string(), z.enum(MARKS)),
});
export type QualityItem = z.infer<typeof QualityItem>;
export const QualityQueue = z.object({
  checklist: z.array(ChecklistItem),
  lotPercent: z.number(),
  waiting: count,
  rows: z.array(QualityItem),
  /** Mean scores of bodies over the last 90 days, lowest first. */
  scores: z.array(z.object({ organisation: z.string(), mean: z.number(), n: count, rework: count })),
});
export type QualityQueue = z.infer<typeof QualityQueue>;
export const ReviewAnswer = z
  .object({
    marks: z.record(z.string().max(40), z.enum(MARKS)),
    verdict: z.enum(['pass', 'rework']),
    comment: z.string().trim().max(2000).default(''),
  })
  .refine(({ verdict, comment }) => verdict === 'pass' || comment.length >= 5, {
    message: 'Напишите, что доработать: хотя бы несколько слов',
    path: ['comment'],
  });
export type ReviewAnswer = z.output<typeof ReviewAnswer>;
export const ReviewedAnswer = z.object({
  id: z.string(),
  score: z.number().nullable(),
  verdict: z.enum(['pass', 'rework']),
  status: z.string(),
});

/** Consideration time of one stretch, in working days. `low`…`high`: 95 % interval of the mean. */
export const DurationFigures = z.object({
  n: count,
  mean: z.number().nullable(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
  max: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
});
export type DurationFigures = z.infer<typeof DurationFigures>;
export const ProcessVersion = z.object({
  id: z.string(),
  fromDay: z.iso.date(),
  title: z.string(),
  description: z.string(),
  topic: z.string().nullable(),
  organisation: z.string().nullable(),
});
export const AddProcessVersion = z.object({
  fromDay: z.iso.date('Дата в виде ГГГГ-ММ-ДД'),
  title: z.string().trim().min(3, 'Назовите, что изменилось').max(200),
  description: z.string().trim().max(2000).default(''),
  topic: z.string().max(100).nullable().default(null),
  organisation: z.string().max(100).nullable().default(null),
});
export const ProcessEffectQuery = z.object({
  /** Length of the stretches before and after, in calendar days. */
  days: z.coerce.number().int().min(7).max(366).default(30),
});
export const ProcessEffect = z.object({
  days: count,
  rows: z.array(
    ProcessVersion.extend({
      before: DurationFigures,
      after: DurationFigures,
      /** after − before of the means with its 95 % interval (Welch); null while either side has fewer than two. */
      change: z.object({ mean: z.number(), low: z.number(), high: z.number() }).nullable(),
      /** false while the stretch after has not passed whole. */
      complete: z.boolean(),
    }),
  ),
});
export type ProcessEffect = z.infer<typeof ProcessEffect>;

export const KPI_UNITS = ['count', 'share', 'days', 'working_days', 'hours', 'stars', 'number'] as const;
export type KpiUnit = (typeof KPI_UNITS)[number];
export const KpiQuery = CaseFilter.omit({ q: true, due: true, owed: true, overdue: true });
export const KpiFigure = z.object({ value: z.number().nullable(), n: count });
export type KpiFigure = z.infer<typeof KpiFigure>;
/** How long cases stood in a status before they went on, of those answered in the period (the newest `cases` of them). */
export const StepTime = z.object({ status: Status, hours: z.number(), share: z.number(), n: count });
export type StepTime = z.infer<typeof StepTime>;
/** Organisations of a type by the stage of their connection. */
export const Coverage = z.object({
  type: z.string(),
  connected: count,
  started: count,
  in_progress: count,
  none: count,
});
export type Coverage = z.infer<typeof Coverage>;
export const CONNECTION_STAGES = ['connected', 'started', 'in_progress', 'none'] as const;
export const Connection = z.object({
  code: z.string(),
  name: z.string(),
  type: z.string(),
  stage: z.enum(CONNECTION_STAGES),
});
export type Connection = z.infer<typeof Connection>;
export const SaveConnection = Connection.pick({ stage: true });
export const KpiReport = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  previous: z.object({ from: z.iso.date(), to: z.iso.date() }),
  /** The statuses in the order of the path. */
  steps: z.object({ cases: count, rows: z.array(StepTime) }),
  coverage: z.array(Coverage),
  /** Cases of the trial run filed in the period; not counted below unless asked for. */
  pilot: count,
  /** First days of the months of the series. */
  months: z.array(z.iso.date()),
  rows: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      title: z.string(),
      hint: z.string(),
      /** What `n` counts. */
      of: z.string(),
      unit: z.enum(KPI_UNITS),
      better: z.enum(['more', 'less', 'neither']),
      target: z.object({ atLeast: z.number().optional(), atMost: z.number().optional() }).nullable(),
      figure: KpiFigure,
      /** The same days a year before. */
      yearBefore: KpiFigure,
      series: z.array(KpiFigure),
    }),
  ),
});
export type KpiReport = z.infer<typeof KpiReport>;
