import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STATUSES } from '../../contract/vocabulary.ts';
import { buildCalendar } from '../registry/calendar/index.ts';
import { DEFAULT_SCHEDULE, type DeadlineContext } from '../registry/deadlines/index.ts';
import { addresseeOf, escalationsDue, LADDER, type LadderRow, workingDaysLate } from './ladder.ts';

const calendar = buildCalendar({ from: 2020, to: 2030 });
const inZone = (timeZone: string): DeadlineContext => ({ calendar, timeZone, schedule: DEFAULT_SCHEDULE });
const NOVOSIBIRSK = inZone('Asia/Novosibirsk');

const row = (part: Partial<LadderRow> = {}): LadderRow => ({
  status: 'in_work',
  dueAt: new Date('2026-11-27T16:59:59Z'),
  termFrom: new Date('2026-10-28T03:00:00Z'),
  reopenings: 0,
  promiseBroken: false,
  written: [],
  ...part,
});
const idsAt = (now: string, part: Partial<LadderRow> = {}) =>
  escalationsDue(row(part), LADDER, new Date(now), NOVOSIBIRSK).map((rung) => rung.id);

describe('the ladder', () => {
  test('warns on the working day before, tells when late, and again five working days later', () => {
    // The term ends on Friday 27 November, 23:59:59 in Novosibirsk.
    expect(idsAt('2026-11-25T16:59:00Z')).toEqual([]);
    expect(idsAt('2026-11-25T17:01:00Z')).toEqual(['warning']);
    expect(idsAt('2026-11-27T17:00:00Z')).toEqual(['overdue']);
    // Friday 4 December is the fifth working day since.
    expect(idsAt('2026-12-03T16:00:00Z', { written: ['warning', 'overdue'] })).toEqual([]);
    expect(idsAt('2026-12-03T17:00:00Z', { written: ['warning', 'overdue'] })).toEqual(['long_overdue']);
  });

  test('after a standstill only the gravest rung is written, the lower ones never', () => {
    expect(idsAt('2026-12-20T03:00:00Z')).toEqual(['long_overdue']);
    expect(idsAt('2026-12-20T03:00:00Z', { written: ['long_overdue'] })).toEqual([]);
  });

  test('a term of hours is not warned of on its first minute', () => {
    const short = { termFrom: new Date('2026-11-23T03:00:00Z'), dueAt: new Date('2026-11-23T07:00:00Z') };
    expect(idsAt('2026-11-23T03:01:00Z', short)).toEqual([]);
    expect(idsAt('2026-11-23T05:00:00Z', short)).toEqual(['warning']);
  });

  test('a broken promise and a second return stand each for itself', () => {
    expect(idsAt('2026-11-10T03:00:00Z', { promiseBroken: true, reopenings: 2 })).toEqual([
      'promise_broken',
      'reopened_twice',
    ]);
    expect(idsAt('2026-11-10T03:00:00Z', { promiseBroken: true, status: 'closed' })).toEqual([
      'promise_broken',
    ]);
  });

  const moment = fc.date({
    min: new Date('2024-01-01'),
    max: new Date('2027-01-01'),
    noInvalidDate: true,
  });
  const anyRow: fc.Arbitrary<LadderRow> = fc
    .record({
      status: fc.constantFrom(...STATUSES),
      dueAt: fc.option(moment, { nil: null }),
      termDays: fc.integer({ min: 0, max: 60 }),
      reopenings: fc.integer({ min: 0, max: 4 }),
      promiseBroken: fc.boolean(),
      written: fc.subarray(LADDER.map((rung) => rung.id)),
    })
    .map(({ termDays, ...rest }) => ({
      ...rest,
      termFrom: new Date((rest.dueAt ?? new Date('2026-01-01')).getTime() - termDays * 86_400_000),
    }));
  const zone = fc.constantFrom('Europe/Kaliningrad', 'Asia/Novosibirsk', 'Asia/Kamchatka').map(inZone);

  test('never twice for one rung: what was written is not due again', () => {
    fc.assert(
      fc.property(anyRow, moment, zone, (any, now, deadlines) => {
        const due = escalationsDue(any, LADDER, now, deadlines).map((rung) => rung.id);
        for (const id of due) expect(any.written).not.toContain(id);
        const again = { ...any, written: [...any.written, ...due] };
        expect(escalationsDue(again, LADDER, now, deadlines)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('looking every day or once after a break ends on the same rung', () => {
    fc.assert(
      fc.property(anyRow, moment, zone, fc.integer({ min: 1, max: 40 }), (any, start, deadlines, days) => {
        const last = (moments: number[]) => {
          let written: string[] = [];
          for (const at of moments)
            written = [
              ...written,
              ...escalationsDue({ ...any, written }, LADDER, new Date(at), deadlines).map((rung) => rung.id),
            ];
          return Math.max(0, ...written.map((id) => LADDER.find((rung) => rung.id === id)!.level));
        };
        const daily = [...Array(days)].map((_, day) => start.getTime() + day * 86_400_000);
        expect(last(daily)).toBe(last([daily.at(-1)!]));
      }),
      { numRuns: 300 },
    );
  });

  test('days late equal a count over the calendar, one day after another', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: 0, max: 60 }), (dueAt, days) => {
        const now = new Date(dueAt.getTime() + days * 86_400_000);
        const first = Math.floor((dueAt.getTime() + 7 * 3_600_000) / 86_400_000);
        let expected = 0;
        for (let day = first + 1; day <= first + days; day += 1)
          if (calendar.isWorkingDay(day)) expected += 1;
        expect(workingDaysLate(dueAt, now, NOVOSIBIRSK)).toBe(expected);
      }),
    );
  });

  test('goes over the head of the body: to its parent, else to the centre', () => {
    const organisations = new Map([
      ['min', { parent: null }],
      ['agency', { parent: 'min' }],
    ]);
    const [warning, overdue] = LADDER;
    const to = (rung = overdue!, code = 'agency') =>
      addresseeOf(rung, code, { centre: 'centre', organisations });
    expect(to(warning!)).toEqual({ role: 'approver', organisation: 'agency' });
    expect(to()).toEqual({ role: 'approver', organisation: 'min' });
    expect(to(overdue!, 'min')).toEqual({ role: 'curator', organisation: 'centre' });
  });
});
