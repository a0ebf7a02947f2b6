import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Role } from '../../contract/access.ts';
import { OWED_STATUSES, type Status } from '../../contract/vocabulary.ts';
import { MS_PER_DAY } from '../registry/calendar/index.ts';
import { type DeadlineContext, zoneClock } from '../registry/deadlines/index.ts';

const base = {
  id: z.string().max(40),
  /** Higher = graver; of one track only the gravest that is due is written. */
  level: z.number().int().min(1).max(5),
  title: z.string(),
  to: z.object({ whose: z.enum(['body', 'parent', 'centre']), role: Role }),
};
const days = z.number().int().min(0).max(60);
export const Rung = z.discriminatedUnion('on', [
  z.object({ ...base, on: z.literal('before_due'), workingDays: days }),
  z.object({ ...base, on: z.literal('overdue'), workingDays: days }),
  z.object({ ...base, on: z.literal('promise_broken') }),
  z.object({ ...base, on: z.literal('reopened'), times: z.number().int().min(1) }),
]);
export type Rung = z.infer<typeof Rung>;
export type Ladder = readonly Rung[];

export const LADDER: Ladder = z
  .array(Rung)
  .parse(JSON.parse(readFileSync(new URL('./ladder.json', import.meta.url), 'utf8')));

/** What of a case its escalation depends on. */
export interface LadderRow {
  status: Status;
  dueAt: Date | null;
  /** When the present term began: registration, transfer or reopening. */
  termFrom: Date;
  reopenings: number;
  promiseBroken: boolean;
  /** Rungs written since the case was registered or last came back. */
  written: readonly string[];
}

/** A warning before half of the term has passed would only say that the term is short. */
export const WARNED_AFTER_SHARE = 0.5;

const isTimed = (rung: Rung): rung is Extract<Rung, { workingDays: number }> =>
  rung.on === 'before_due' || rung.on === 'overdue';

/** Rungs over time left, which come one after another; the others stand each for itself. */
export const timedRungs = (ladder: Ladder) => ladder.filter(isTimed);

/**
 * A timed rung is due for terms that end before this moment. Whole days of the region, so that a warning comes in the morning of a
 * working day: `before_due` N — the term ends within the next N working days; `overdue` 0 — it has ended; `overdue` M — M working
 * days, today among them, have come since the day it ended on.
 */
export function dueBefore(
  rung: Extract<Rung, { workingDays: number }>,
  now: Date,
  { calendar, timeZone }: DeadlineContext,
): Date {
  const zone = zoneClock(timeZone);
  const today = Math.floor(zone.toLocal(now.getTime()) / MS_PER_DAY);
  const startOf = (day: number) => new Date(zone.toUtc(day * MS_PER_DAY));
  if (rung.on === 'before_due')
    return startOf((rung.workingDays === 0 ? today : calendar.addWorkingDays(today, rung.workingDays)) + 1);
  if (rung.workingDays === 0) return now;
  let day = calendar.previousWorkingDay(today);
  for (let back = 1; back < rung.workingDays; back += 1) day = calendar.previousWorkingDay(day - 1);
  return startOf(day);
}

/** Working days that have come since the day of the term, today among them; 0 until the first. */
export function workingDaysLate(dueAt: Date, now: Date, { calendar, timeZone }: DeadlineContext): number {
  const zone = zoneClock(timeZone);
  const dayOf = (at: Date) => Math.floor(zone.toLocal(at.getTime()) / MS_PER_DAY);
  return Math.max(
    0,
    calendar.workingDaysBefore(dayOf(now) + 1) - calendar.workingDaysBefore(dayOf(dueAt) + 1),
  );
}

/**
 * Rungs of the ladder to be written now: of the timed ones the gravest that is due and not yet reached, of the others each that is
 * due and not yet written. Pure: twice with the same rows gives nothing the second time.
 */
export function escalationsDue(
  row: LadderRow,
  ladder: Ladder,
  now: Date,
  deadlines: DeadlineContext,
): Rung[] {
  const due = ladder.filter((rung) => isDue(rung, row, now, deadlines));
  const timed = due.filter(isTimed).sort((a, b) => b.level - a.level)[0];
  const reached = Math.max(
    0,
    ...ladder.filter((rung) => isTimed(rung) && row.written.includes(rung.id)).map((rung) => rung.level),
  );
  return due.filter((rung) =>
    isTimed(rung) ? rung === timed && rung.level > reached : !row.written.includes(rung.id),
  );
}

function isDue(rung: Rung, row: LadderRow, now: Date, deadlines: DeadlineContext): boolean {
  if (rung.on === 'promise_broken') return row.promiseBroken;
  if (!(OWED_STATUSES as readonly Status[]).includes(row.status)) return false;
  if (rung.on === 'reopened') return row.reopenings >= rung.times;
  // A postponed case goes on by itself on its day.
  if (row.status === 'postponed' || row.dueAt === null) return false;
  if (row.dueAt >= dueBefore(rung, now, deadlines)) return false;
  if (rung.on === 'overdue') return true;
  const whole = row.dueAt.getTime() - row.termFrom.getTime();
  return row.dueAt.getTime() - now.getTime() <= whole * WARNED_AFTER_SHARE;
}

/** Whom a rung is addressed to; a body without one over it is the centre's to ask. */
export function addresseeOf(
  rung: Rung,
  organisation: string,
  registry: {
    centre: string;
    organisations: ReadonlyMap<string, { parent: string | null }>;
  },
): { role: Role; organisation: string } {
  const { whose, role } = rung.to;
  if (whose === 'body') return { role, organisation };
  const parent = registry.organisations.get(organisation)?.parent ?? null;
  if (whose === 'parent' && parent !== null && parent !== registry.centre)
    return { role, organisation: parent };
  return { role: whose === 'centre' ? role : 'curator', organisation: registry.centre };
}
