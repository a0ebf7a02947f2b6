import { z } from 'zod';
import { AppealRow } from './appeals.ts';
import { Draft } from './casework.ts';
import { DueWindow } from './filters.ts';
import { Status } from './vocabulary.ts';

/** Where a case of mine stands on my desk: by what is left of its term, or `waiting` when the next move is somebody else's. */
export const Bucket = z.enum([...DueWindow.options, 'waiting']);
export type Bucket = z.infer<typeof Bucket>;
export const BUCKETS = Bucket.options;

export const MyCase = AppealRow.extend({
  version: z.number().int(),
  bucket: Bucket,
  /** The last draft came back from approval, with this remark. */
  returned: z.string().nullable(),
  hasDraft: z.boolean(),
});
export type MyCase = z.infer<typeof MyCase>;

/** What one person has to do: the cases in hand by term, and what nobody of the body has taken yet. */
export const MyWork = z.object({
  mine: z.array(MyCase),
  free: z.array(MyCase),
  /** How many there are; the lists stop at their bound. */
  total: z.object({ mine: z.number().int(), free: z.number().int() }),
});
export type MyWork = z.infer<typeof MyWork>;

/** A note that calls the reader to a case. */
export const Mention = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  text: z.string(),
  login: z.string(),
  authorName: z.string().nullable(),
  appealId: z.string(),
  number: z.string(),
  status: Status,
  topic: z.string().nullable(),
  /** null: not yet read. */
  readAt: z.iso.datetime().nullable(),
});
export type Mention = z.infer<typeof Mention>;
export const Mentions = z.object({ unread: z.number().int(), rows: z.array(Mention) });
export type Mentions = z.infer<typeof Mentions>;
/** Left out: all of them. */
export const ReadMentions = z.object({ ids: z.array(z.uuid()).max(200).optional() });

const author = { login: z.string().nullable(), authorName: z.string().nullable() };

/** What waits for the caller's «да» or «нет»: an answer or an extension of the term. */
export const WaitingAnswer = AppealRow.extend({
  version: z.number().int(),
  /** The text as the resident wrote it. */
  text: z.string(),
  submittedAt: z.iso.datetime().nullable(),
  draft: Draft,
  /** The edition that was sent to approval before this one; null the first time. */
  previous: Draft.nullable(),
  /** Why it was returned the last time. */
  remark: z.string().nullable(),
  step: z.object({ at: z.number().int(), of: z.number().int() }),
});
export type WaitingAnswer = z.infer<typeof WaitingAnswer>;

export const WaitingExtension = AppealRow.extend({
  version: z.number().int(),
  days: z.number().int(),
  reason: z.string(),
  askedAt: z.iso.datetime(),
  ...author,
});
export type WaitingExtension = z.infer<typeof WaitingExtension>;

export const WaitingApprovals = z.object({
  answers: z.array(WaitingAnswer),
  extensions: z.array(WaitingExtension),
});
export type WaitingApprovals = z.infer<typeof WaitingApprovals>;

export const ReplyAsResident = z.object({
  text: z
    .string()
    .trim()
    .min(2, 'Напишите ответ: хотя бы слово')
    .max(5000, 'Ответ длиннее 5000 знаков: оставьте главное'),
});
