import type { Outcome, Status } from '../../contract/vocabulary.ts';
import type { DemoAppeal } from './generate-demo-appeals.ts';
import { regimeOf } from './regime-of.ts';

/** What has become of an invented appeal as of a moment. */
export interface Fate {
  status: Status;
  outcome: Outcome | null;
  assignedAt: Date;
  firstAnswerAt: Date | null;
  answeredAt: Date | null;
  closedAt: Date | null;
  /** Until when it stands still, or the resident is waited for. */
  heldUntil: Date | null;
  /** A date named to the resident. */
  promisedFor: Date | null;
  reopenings: number;
  hops: number;
}

const DAY_MS = 86_400_000;

/** Days to the answer: at least, spread, and how much longer the few late ones take. */
const ANSWERED_IN_DAYS: Record<string, readonly [least: number, spread: number, late: number]> = {
  social: [0.1, 0.9, 8],
  call: [0.5, 6, 20],
};
/** A year ago everything took so much longer: the figures of the head have something to show. */
const SLOWER_A_YEAR_AGO = 1.6;
const RATING_DAYS = 3;
/** Even what is never solved in time is not years old: a desk does not begin with cases from the year before last. */
const FORGOTTEN_DAYS_MAX = 90;

/** How far a case has come by now: most are answered within two weeks, a few drag on, a few are never solved. */
export function fateOf(appeal: DemoAppeal, now: Date): Fate {
  const filed = appeal.filedAt.getTime();
  const ageDays = (now.getTime() - filed) / DAY_MS;
  const luck = share(appeal.externalId);
  const [least, spread, late] = ANSWERED_IN_DAYS[regimeOf(appeal.channel)] ?? [2, 9, 25];
  const slower = 1 + (SLOWER_A_YEAR_AGO - 1) * Math.min(1, ageDays / 365);
  const takesDays = (least + spread * luck * luck) * slower + (luck > 0.97 ? late : 0);
  const at = (days: number) => new Date(filed + days * DAY_MS);
  const second = share(`${appeal.externalId}/2`);
  const came = {
    assignedAt: at(0.02 + 0.2 * second),
    firstAnswerAt: at(Math.max(0.05, takesDays * (0.3 + 0.5 * second))),
    reopenings: second > 0.96 ? 1 : 0,
    hops: second < 0.12 ? 1 : 0,
  };

  if (ageDays > takesDays && (luck < 0.995 || ageDays > FORGOTTEN_DAYS_MAX)) {
    const outcome: Outcome =
      luck < 0.62 ? 'solved' : luck < 0.88 ? 'explained' : luck < 0.95 ? 'not_solved' : 'not_supported';
    const answered = { ...came, outcome, answeredAt: at(takesDays), promisedFor: null };
    if (ageDays < takesDays + RATING_DAYS && second < 0.7)
      return { ...answered, status: 'awaiting_rating', closedAt: null, heldUntil: at(takesDays + 14) };
    const closedAt = at(Math.min(ageDays, takesDays + RATING_DAYS * second));
    return { ...answered, status: 'closed', closedAt, heldUntil: null };
  }
  return { ...came, ...openFate(second, now, ageDays), outcome: null, answeredAt: null, closedAt: null };
}

function openFate(
  draw: number,
  now: Date,
  ageDays: number,
): Pick<Fate, 'status' | 'firstAnswerAt' | 'heldUntil' | 'promisedFor'> {
  const ahead = (days: number) => new Date(now.getTime() + days * DAY_MS);
  const quiet = { firstAnswerAt: null, heldUntil: null, promisedFor: null };
  if (draw < 0.22) return { ...quiet, status: 'routed' };
  if (draw < 0.66) return { ...quiet, status: 'in_work' };
  if (draw < 0.76) return { ...quiet, status: 'approval' };
  if (draw < 0.83) return { ...quiet, status: 'reopened' };
  const answered = { firstAnswerAt: ahead(-ageDays / 2) };
  if (draw < 0.93)
    return {
      ...answered,
      status: 'interim_answer',
      heldUntil: null,
      promisedFor: ahead(12 * (draw - 0.83) * 10 - 3),
    };
  const until = ahead(5 + 600 * (draw - 0.93));
  return { ...answered, status: 'postponed', heldUntil: until, promisedFor: until };
}

/** FNV‑1a of a text as a number 0…1: the same case has the same fate at every start. */
export function share(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The low bits of FNV follow the last characters; mix them up before use.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
