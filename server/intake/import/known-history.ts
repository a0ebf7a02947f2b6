import type { Outcome, Status } from '../../../contract/vocabulary.ts';
import { readMoment } from '../../registry/read-moment.ts';
import type { ImportMapping } from './mapping.ts';
import { readText, readValue } from './read-value.ts';

/** What happened to a case in the system it comes from. */
export interface KnownHistory {
  assignedAt: Date | null;
  firstAnswerAt: Date | null;
  answeredAt: Date | null;
  outcome: Outcome | null;
  outcomeReason: string | null;
  answers: { ordinal: number; kind: 'interim' | 'final'; text: string; at: Date }[];
  /** Answered, and written to again: each further answer was a return. */
  reopenings: number;
}

/**
 * The earlier life of a case, from the columns that tell of it; null where the file has none of them. An answer without a moment of
 * its own gets the nearest one known, so that the order stays right.
 */
export function knownHistory(
  values: Record<string, unknown>,
  mapping: ImportMapping,
  state: { status: Status | null; outcome: Outcome | null; filedAt: Date; closedAt: Date | null },
  { timeZone, now }: { timeZone: string; now: Date },
): KnownHistory | null {
  const { fields } = mapping;
  const moment = (path: string | undefined) =>
    path === undefined ? null : readMoment(readValue(values, path), timeZone, now);
  const texts = (fields.answers ?? []).map((path) => readText(values, path)).filter(Boolean);
  const [assignedAt, firstAnswerAt] = [moment(fields.assignedAt), moment(fields.firstAnswerAt)];
  const answered = texts.length > 0 || firstAnswerAt !== null;
  const answeredAt = answered ? (moment(fields.answeredAt) ?? state.closedAt ?? firstAnswerAt) : null;
  const outcomeReason = readText(values, fields.outcomeReason) || null;
  if (!assignedAt && !answered && !outcomeReason) return null;

  const open = state.status === 'postponed' || state.status === 'interim_answer';
  return {
    assignedAt,
    firstAnswerAt: firstAnswerAt ?? answeredAt,
    answeredAt: open ? null : answeredAt,
    outcome: state.outcome,
    outcomeReason,
    answers: texts.map((text, index) => ({
      ordinal: index + 1,
      kind: index === texts.length - 1 && !open ? 'final' : 'interim',
      text,
      at:
        (index === 0 ? firstAnswerAt : null) ??
        (index === texts.length - 1 ? answeredAt : null) ??
        firstAnswerAt ??
        state.filedAt,
    })),
    reopenings: Math.max(0, texts.length - 1),
  };
}
