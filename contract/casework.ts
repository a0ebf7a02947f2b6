import { z } from 'zod';
import { Level, Outcome } from './vocabulary.ts';

/** Why a case was refused; each names its article, the person's own words go into `text`. */
export const REJECT_REASONS = [
  'not_an_appeal',
  'obscene',
  'unreadable',
  'no_author',
  'repeated_without_new_facts',
  'court_decision',
  'advertising',
] as const;

/** Why the term of a case stands still until a date. */
export const POSTPONE_REASONS = ['season', 'promise', 'funding', 'resident'] as const;
export const PostponeReason = z.enum(POSTPONE_REASONS);

/** How it was made sure that the matter is solved and not only answered. */
export const VERIFICATION_WAYS = ['photo', 'on_site', 'resident', 'centre'] as const;

/** What a resident ticks beside the stars. */
export const RATING_REASONS = [
  'solved_fully',
  'clear_answer',
  'fast',
  'not_solved',
  'formal_reply',
  'too_long',
  'wrong_problem',
] as const;

const reason = z.string().trim().min(5, 'Напишите причину: хотя бы несколько слов').max(2000);
const text = z.string().trim().min(10, 'Текст слишком короткий').max(10_000);
const until = z.iso.date('Дата в виде ГГГГ-ММ-ДД');
const code = z.string().max(100);

/**
 * What people do with a case, and what each action must bring with it. Who may, from which status, and what follows: the table in
 * `server/casework/path-of-a-case.ts`.
 */
export const CaseAction = z.discriminatedUnion('action', [
  z.object({ action: z.literal('take') }),
  z.object({
    action: z.literal('assign'),
    to: z.string().max(100),
    why: z.enum(['hand', 'load', 'skill']).default('hand'),
  }),
  z.object({ action: z.literal('transfer'), organisation: code, reason }),
  z.object({ action: z.literal('return_to_triage'), reason }),
  z.object({
    action: z.literal('hand_out'),
    to: z.string().trim().min(3).max(300),
    level: Level,
    reason,
    until,
  }),
  z.object({ action: z.literal('take_result'), text, outcome: Outcome }),
  z.object({ action: z.literal('ask_resident'), text, until }),
  z.object({ action: z.literal('give_interim'), text, until }),
  z.object({ action: z.literal('postpone'), why: PostponeReason.exclude(['resident']), reason, until }),
  z.object({ action: z.literal('resume') }),
  z.object({ action: z.literal('ask_extension'), days: z.number().int().min(1).max(60), reason }),
  z.object({ action: z.literal('grant_extension') }),
  z.object({ action: z.literal('refuse_extension'), reason }),
  z.object({
    action: z.literal('submit'),
    draft: z.uuid(),
    /** Why it is sent although the checks warn; kept in the history. */
    despite: reason.optional(),
  }),
  z.object({ action: z.literal('approve'), comment: z.string().trim().max(2000).optional() }),
  z.object({ action: z.literal('return_draft'), reason }),
  z.object({
    action: z.literal('confirm_solution'),
    how: z.enum(VERIFICATION_WAYS),
    text: z.string().trim().max(2000).optional(),
    attachments: z.array(z.uuid()).max(10).optional(),
  }),
  z.object({ action: z.literal('refuse_solution'), reason }),
  z.object({ action: z.literal('ask_rating') }),
  z.object({
    action: z.literal('rate'),
    stars: z.number().int().min(1).max(5),
    reasons: z.array(z.enum(RATING_REASONS)).max(RATING_REASONS.length).default([]),
    comment: z.string().trim().max(2000).optional(),
  }),
  z.object({ action: z.literal('dispute'), reason }),
  z.object({ action: z.literal('close'), outcome: Outcome, reason }),
  z.object({ action: z.literal('reject'), why: z.enum(REJECT_REASONS), reason }),
  z.object({ action: z.literal('withdraw'), reason: z.string().trim().max(2000).optional() }),
  z.object({ action: z.literal('reopen'), reason }),
]);
export type CaseAction = z.output<typeof CaseAction>;
export type CaseActionInput = z.input<typeof CaseAction>;
export type ActionName = CaseAction['action'];
export const ACTION_NAMES = CaseAction.options.map((option) => option.shape.action.value) as ActionName[];

/** What an action made of the case; a screen that shows the case asks for its card again. */
export const ActedCase = z.object({
  id: z.string(),
  version: z.number().int(),
  status: z.string(),
  dueAt: z.iso.datetime().nullable(),
});
export type ActedCase = z.infer<typeof ActedCase>;

/** The answer's three blocks: what we understood, why it happened, what will be done and when. */
export const DraftBlocks = z.object({
  understood: z.string().trim().max(5000).default(''),
  cause: z.string().trim().max(5000).default(''),
  plan: z.string().trim().max(5000).default(''),
  /** The day the plan names; a promise that stays under control. */
  planDate: until.nullable().default(null),
});
export const SaveDraft = DraftBlocks.extend({ outcome: Outcome });
export type SaveDraft = z.output<typeof SaveDraft>;
export const Draft = SaveDraft.extend({
  id: z.string(),
  /** 1, 2, 3… within the case: every saving is kept. */
  edition: z.number().int(),
  at: z.iso.datetime(),
  login: z.string(),
  authorName: z.string().nullable(),
});
export type Draft = z.infer<typeof Draft>;

const moment = z.iso.datetime();

/** What a reader of the card may do next, and what each action asks for. */
export const OfferedAction = z.object({
  action: z.enum(ACTION_NAMES as [ActionName, ...ActionName[]]),
  demands: z.array(z.string()),
  /** What is done along with it: a column of the table of the path. */
  follows: z.array(z.string()),
});

/** The life of a case besides its row: part of the card. */
export const CaseLife = z.object({
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  hops: z.number().int(),
  reopenings: z.number().int(),
  rating: z.number().int().nullable(),
  complex: z.boolean(),
  /** The body complained about, which never gets the case. */
  aboutOrganisation: z.string().nullable(),
  outcomeReason: z.string().nullable(),
  handedTo: z.string().nullable(),
  escalation: z.number().int(),
  heldUntil: moment.nullable(),
  /** Number of the case whose answer is this one's too. */
  leadNumber: z.string().nullable(),
  answers: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['interim', 'question', 'final', 'outside', 'notice']),
      text: z.string(),
      outcome: Outcome.nullable(),
      at: moment,
      login: z.string().nullable(),
      organisation: z.string(),
    }),
  ),
  promises: z.array(
    z.object({
      id: z.string(),
      text: z.string(),
      until,
      state: z.enum(['open', 'kept', 'broken', 'moved']),
      madeAt: moment,
    }),
  ),
  approvals: z.array(
    z.object({
      id: z.string(),
      ordinal: z.number().int(),
      role: z.string(),
      /** The one who is meant, while there; null = whoever has the role. */
      person: z.string().nullable(),
      personName: z.string().nullable(),
      state: z.enum(['waiting', 'next', 'approved', 'returned', 'void']),
      login: z.string().nullable(),
      at: moment.nullable(),
      comment: z.string().nullable(),
    }),
  ),
  extensions: z.array(
    z.object({
      id: z.string(),
      days: z.number().int(),
      reason: z.string(),
      state: z.enum(['asked', 'granted', 'refused']),
      askedBy: z.string(),
    }),
  ),
  verifications: z.array(
    z.object({
      at: moment,
      how: z.string(),
      confirmed: z.boolean(),
      text: z.string().nullable(),
      /** What a rule could tell of the photos: near the case, taken after the filing, not after the answer. */
      checks: z.array(
        z.object({
          photo: z.string(),
          check: z.enum(['place', 'after_filing', 'before_answer', 'not_in_future']),
          result: z.enum(['passed', 'failed', 'unknown']),
          /** Metres, or hours by which the moment misses. */
          value: z.number().nullable(),
        }),
      ),
    }),
  ),
  ratings: z.array(
    z.object({
      at: moment,
      stars: z.number().int(),
      reasons: z.array(z.string()),
      comment: z.string().nullable(),
    }),
  ),
  /** Both sides of the talk, in every channel, oldest first. */
  conversation: z.array(
    z.object({
      id: z.string(),
      direction: z.enum(['in', 'out']),
      author: z.enum(['resident', 'body']),
      text: z.string(),
      at: moment,
      channel: z.string(),
      state: z.string(),
    }),
  ),
  actions: z.array(OfferedAction),
});
export type CaseLife = z.infer<typeof CaseLife>;
