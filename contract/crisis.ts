import { z } from 'zod';
import { DraftBlocks } from './casework.ts';
import { Outcome } from './vocabulary.ts';

const day = z.iso.date('Дата в виде ГГГГ-ММ-ДД');
const count = z.number().int();

/** A time in which a set of topics is watched by the hour: a flood, an epidemic, a heating failure. */
export const Crisis = z.object({
  id: z.string(),
  title: z.string(),
  topics: z.array(z.string()),
  /** null = the whole region */
  municipalities: z.array(z.string()).nullable(),
  from: day,
  to: day.nullable(),
  note: z.string(),
  startedBy: z.string(),
});
export type Crisis = z.infer<typeof Crisis>;

export const StartCrisis = z.object({
  title: z.string().trim().min(3, 'Назовите, что случилось').max(200),
  topics: z.array(z.string().max(100)).max(100).default([]),
  /** Topics that the registry lacks: added under a group, usable at once. */
  newTopics: z
    .array(z.object({ name: z.string().trim().min(3).max(200), parent: z.string().max(100) }))
    .max(20)
    .default([]),
  municipalities: z.array(z.string().max(100)).max(100).nullable().default(null),
  note: z.string().trim().max(2000).default(''),
});
export type StartCrisis = z.output<typeof StartCrisis>;

export const CrisisBoard = Crisis.extend({
  /**
   * Last 72 hours, oldest first: what came, and what such an hour of such a day brought before the crisis, with the band of nine
   * hours of ten; null before three weeks are known.
   */
  hours: z.array(
    z.object({
      at: z.iso.datetime(),
      count,
      usual: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    }),
  ),
  accepted: count,
  closed: count,
  overdue: count,
  waitingTriage: count,
  authors: count,
  byTopic: z.array(z.object({ topic: z.string(), count })),
  byMunicipality: z.array(z.object({ municipality: z.string(), count, per1000: z.number().nullable() })),
});
export type CrisisBoard = z.infer<typeof CrisisBoard>;

/** One answer to every open case of the crisis that lies with the answering body. */
export const MassAnswer = DraftBlocks.extend({ outcome: Outcome });
export const MassAnswerResult = z.object({
  answered: count,
  /** Waits for whoever approves. */
  submitted: count,
  refused: z.array(z.object({ number: z.string(), why: z.string() })),
  /** More than one run takes. */
  more: count,
});
