import { z } from 'zod';

const moment = z.iso.datetime();
const day = z.iso.date('Дата в виде ГГГГ-ММ-ДД');
const count = z.number().int();

/** Lines that residents call. */
export const CALL_LINES = ['hotline', 'call122'] as const;
export const CallLine = z.enum(CALL_LINES);

export const CALL_BACK_RESULTS = ['talked', 'no_answer', 'not_needed', 'put_back', 'reopen'] as const;
export const CallBackResult = z.enum(CALL_BACK_RESULTS);
export type CallBackResult = z.infer<typeof CallBackResult>;

/** A number that called and was not answered, to be called back. */
export const CallBack = z.object({
  id: z.string(),
  channel: CallLine,
  line: z.string().nullable(),
  /** Last four digits only, where the reader may not see contacts; null once it has been erased. */
  phone: z.string().nullable(),
  masked: z.boolean(),
  missedAt: moment,
  lastMissedAt: moment,
  missed: count,
  /** Not to be called before. */
  dueAt: moment,
  tries: count,
  takenBy: z.string().nullable(),
  takenByName: z.string().nullable(),
  takenAt: moment.nullable(),
  closedAt: moment.nullable(),
  closedHow: z.enum(['talked', 'seen_in_calls', 'called_again', 'no_answer', 'not_needed']).nullable(),
});
export type CallBack = z.infer<typeof CallBack>;

export const CallBackQuery = z.object({
  state: z.enum(['open', 'closed']).default('open'),
  limit: z.coerce.number().int().min(1).max(200).default(100),
});
export const CallBacks = z.object({ rows: z.array(CallBack), total: count, triesMax: count });
export const SettleCallBack = z.object({
  result: CallBackResult,
  note: z.string().trim().max(500).optional(),
});

export const CallSummaryQuery = z.object({ from: day, to: day });
/** Incoming calls of some days. Shares are 0…1, null where there was nothing to divide. */
export const CallSummary = z.object({
  incoming: count,
  answered: count,
  lost: count,
  outgoing: count,
  /** Answered within `slSeconds`, of all incoming calls. */
  serviceLevel: z.number().nullable(),
  slSeconds: count,
  /** Of answered calls whose wait is known. */
  waitSecondsMean: z.number().nullable(),
  talkSecondsMean: z.number().nullable(),
  /** Incoming calls from a number that had called within the 24 hours before. */
  repeated: count,
  callBacksOpen: count,
  /** By the region's tree of purposes; a child follows its parent, whose count includes it. */
  purposes: z.array(z.object({ code: z.string(), name: z.string(), depth: count, count })),
  byDay: z.array(z.object({ day: z.string(), answered: count, lost: count })),
});
export type CallSummary = z.infer<typeof CallSummary>;

export const CALLS_FILE_BYTES_MAX = 50_000_000;
export const ImportCallsQuery = z.object({
  channel: CallLine.default('hotline'),
  /** true: reads and counts, writes nothing. */
  dry: z
    .enum(['true', 'false'])
    .default('true')
    .transform((text) => text === 'true'),
});
/** What a file of calls holds against what is known already. */
export const ImportedCalls = z.object({
  rows: count,
  fresh: count,
  known: count,
  bad: count,
  /** Reasons, most frequent first, each with the first lines it was met on. */
  reasons: z.array(z.object({ why: z.string(), count, lines: z.array(count) })),
  /** How the first rows were understood. */
  sample: z.array(
    z.object({
      callId: z.string(),
      at: moment,
      direction: z.enum(['in', 'out']),
      phone: z.string().nullable(),
      disposition: z.string(),
      waitSeconds: count.nullable(),
      talkSeconds: count.nullable(),
    }),
  ),
  callBacks: count,
});
export type ImportedCalls = z.infer<typeof ImportedCalls>;

/** «+7 ••• •••‑45‑67»: enough to tell two rows apart, not enough to call. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 8 ? '•••' : `••• ••• ${digits.slice(-4, -2)}‑${digits.slice(-2)}`;
}
