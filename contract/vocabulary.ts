import { z } from 'zod';

/** Ways an appeal comes in. The legal regime follows from channel and identification, never from the text. */
export const CHANNELS = [
  'web',
  'pos',
  'vk',
  'telegram',
  'ok',
  'max',
  'hotline',
  'call122',
  'mfc',
  'email',
  'paper',
  'reception',
  'incident',
  'monitoring',
  'open311',
  'api',
  'import',
] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

export const REGIMES = ['59fz', 'pos_message', 'social', 'call', 'internal'] as const;
export const Regime = z.enum(REGIMES);
export type Regime = z.infer<typeof Regime>;

export const KINDS = ['complaint', 'request', 'proposal', 'question', 'thanks', 'not_appeal'] as const;
export const Kind = z.enum(KINDS);
export type Kind = z.infer<typeof Kind>;

/** Where a case is on its path. Transitions and what they demand: `server/casework/path-of-a-case.ts`. */
export const STATUSES = [
  'moderation',
  'routed',
  'in_work',
  'interim_answer',
  'postponed',
  'approval',
  'answered',
  'awaiting_rating',
  'reopened',
  'transferred',
  'rejected',
  'withdrawn',
  'closed',
] as const;
export const Status = z.enum(STATUSES);
export type Status = z.infer<typeof Status>;

/** Statuses in which nobody owes anything any more. */
export const FINAL_STATUSES: readonly Status[] = ['rejected', 'withdrawn', 'closed'];

/** Statuses in which somebody still owes the resident an answer or a decision: what control watches. */
export const OWED_STATUSES = [
  'moderation',
  'routed',
  'in_work',
  'interim_answer',
  'postponed',
  'approval',
  'reopened',
  'transferred',
] as const satisfies readonly Status[];

export const OUTCOMES = ['solved', 'explained', 'not_solved', 'not_supported', 'forwarded'] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

/** `auto` — sure enough to route by itself; `queue` — waits for a person; `confirmed`, `corrected` — a person decided. */
export const TRIAGE_STATES = ['auto', 'queue', 'confirmed', 'corrected'] as const;
export const TriageState = z.enum(TRIAGE_STATES);
export type TriageState = z.infer<typeof TriageState>;

/** 1 may wait · 2 ordinary · 3 urgent · 4 threat to life or health. */
export const Urgency = z.number().int().min(1).max(4);

export const LEVELS = ['municipal', 'regional', 'federal'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;
