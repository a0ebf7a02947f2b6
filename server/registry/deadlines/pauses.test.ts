import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar, MS_PER_DAY } from '../calendar/index.ts';
import { deadlineFrame, dueAtMs } from './due-at.ts';
import { dueAtMsWithPauses, dueAtWithPauses, heldBy, type Pause } from './pauses.ts';
import { remaining } from './remaining.ts';
import type { Term } from './term.ts';
import { DEFAULT_SCHEDULE } from './work-schedule.ts';

const calendar = buildCalendar({ from: 2013, to: 2027 });
const timeZone = 'Asia/Kamchatka';
const context = { calendar, timeZone, schedule: DEFAULT_SCHEDULE };
const frame = deadlineFrame(context);
/** A moment by the wall of Kamchatka. */
const at = (local: string) => new Date(frame.zone.toUtc(Date.parse(`${local}Z`)));
const pause = (from: string, to: string | null): Pause => ({
  from: at(from),
  to: to === null ? null : at(to),
});

function due(term: Term, start: string, ...pauses: Pause[]): string | null {
  const moment = dueAtWithPauses(term, at(start), calendar, timeZone, DEFAULT_SCHEDULE, pauses);
  return moment && new Date(frame.zone.toLocal(moment.getTime())).toISOString().slice(0, 16);
}

const HOURS: Term = { amount: 9, unit: 'working_hours' };
const WEEK: Term = { amount: 7, unit: 'calendar_days', lastDay: 'following' };

describe('pauses', () => {
  it('give back the working hours they took, and no more', () => {
    expect(due(HOURS, '2026-03-02T09:00')).toBe('2026-03-03T10:00');
    expect(due(HOURS, '2026-03-02T09:00', pause('2026-03-02T12:00', '2026-03-02T15:00'))).toBe(
      '2026-03-03T12:00',
    );
    expect(due(HOURS, '2026-03-02T09:00', pause('2026-03-02T18:00', '2026-03-03T09:00'))).toBe(
      '2026-03-03T10:00',
    );
  });

  it('count once where they overlap, whatever their order', () => {
    const twice = [
      pause('2026-03-02T11:00', '2026-03-02T12:00'),
      pause('2026-03-02T10:00', '2026-03-02T11:30'),
    ];
    expect(due(HOURS, '2026-03-02T09:00', ...twice)).toBe('2026-03-03T12:00');
  });

  it('give back days, not counting the day of the event', () => {
    expect(due(WEEK, '2026-03-10T10:00')).toBe('2026-03-17T23:59');
    expect(due(WEEK, '2026-03-10T10:00', pause('2026-03-11T10:00', '2026-03-13T10:00'))).toBe(
      '2026-03-19T23:59',
    );
    expect(due(WEEK, '2026-03-10T10:00', pause('2026-03-10T11:00', '2026-03-11T11:00'))).toBe(
      '2026-03-17T23:59',
    );
    expect(due(WEEK, '2026-03-10T10:00', pause('2026-03-12T10:00', '2026-03-12T17:00'))).toBe(
      '2026-03-17T23:59',
    );
  });

  it('do nothing before the start and after the due moment', () => {
    expect(due(WEEK, '2026-03-10T10:00', pause('2026-03-01T10:00', '2026-03-10T09:00'))).toBe(
      '2026-03-17T23:59',
    );
    expect(due(WEEK, '2026-03-10T10:00', pause('2026-03-18T00:00', null))).toBe('2026-03-17T23:59');
  });

  it('leave a term that still stands without a due moment', () => {
    expect(due(WEEK, '2026-03-10T10:00', pause('2026-03-12T10:00', null))).toBeNull();
  });

  it('never let a term end while it stands, on a day off either', () => {
    // Day 7 is Saturday 14 March, so that Monday is due; the term is stopped on that Sunday until Wednesday.
    expect(due(WEEK, '2026-03-07T10:00')).toBe('2026-03-16T23:59');
    expect(due(WEEK, '2026-03-07T10:00', pause('2026-03-15T10:00', '2026-03-18T10:00'))).toBe(
      '2026-03-18T23:59',
    );
    const preceding: Term = { ...WEEK, lastDay: 'preceding' };
    // Stopped from Thursday to Saturday 14 March, with two days left: day 9 is Monday.
    expect(due(preceding, '2026-03-07T10:00', pause('2026-03-12T10:00', '2026-03-14T10:00'))).toBe(
      '2026-03-16T23:59',
    );
  });

  it('are refused when they end before they begin', () => {
    expect(() => due(WEEK, '2026-03-10T10:00', pause('2026-03-12T10:00', '2026-03-11T10:00'))).toThrow(
      RangeError,
    );
  });
});

describe('a pause moves the due moment by exactly what it holds of the unit', () => {
  const starts = fc.integer({ min: Date.UTC(2013, 0, 20), max: Date.UTC(2026, 10, 1) });
  const lengths = fc.integer({ min: 0, max: 20 * MS_PER_DAY });
  const units = fc.constantFrom('calendar_days', 'working_days', 'working_hours', 'minutes');

  it('for every unit', () => {
    fc.assert(
      fc.property(
        units,
        fc.integer({ min: 1, max: 40 }),
        starts,
        lengths,
        lengths,
        (unit, amount, start, gap, length) => {
          const term = { amount, unit } as Term;
          const plain = dueAtMs(term, start, frame);
          const stands = { from: new Date(start + gap), to: new Date(start + gap + length) };
          const paused = dueAtMsWithPauses(term, start, frame, [stands])!;
          if (stands.from.getTime() >= plain) {
            expect(paused).toBe(plain);
            return;
          }
          const { zone, working } = frame;
          const startDay = Math.floor(zone.toLocal(start) / MS_PER_DAY);
          if (unit === 'minutes') expect(paused - plain).toBe(length);
          else if (unit === 'working_hours') {
            const moved = working.upTo(zone.toLocal(paused)) - working.upTo(zone.toLocal(plain));
            expect(moved).toBe(heldBy(unit, stands.from, stands.to, frame));
          } else {
            // Days whose end the pause covers, the day of the event apart, counted one by one.
            let held = 0;
            for (let day = startDay + 1; day <= startDay + 45; day += 1) {
              const end = zone.toUtc((day + 1) * MS_PER_DAY - 1);
              const counts = unit === 'calendar_days' || calendar.isWorkingDay(day);
              if (counts && stands.from.getTime() <= end && end < stands.to.getTime()) held += 1;
            }
            expect(paused).toBe(dueAtMs({ ...term, amount: amount + held }, start, frame));
          }
          expect(paused).toBeGreaterThanOrEqual(stands.to.getTime());
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('never ends while it stands, by any rule of the last day', () => {
    const rules = fc.constantFrom('preceding', 'following');
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 1, max: 40 }),
        starts,
        lengths,
        lengths,
        (lastDay, amount, start, gap, length) => {
          const term = { amount, unit: 'calendar_days', lastDay } as Term;
          const plain = dueAtMs(term, start, frame);
          fc.pre(start + gap < plain);
          const paused = dueAtMsWithPauses(term, start, frame, [
            { from: new Date(start + gap), to: new Date(start + gap + length) },
          ])!;
          expect(paused).toBeGreaterThanOrEqual(plain);
          expect(paused).toBeGreaterThanOrEqual(start + gap + length);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('what remains', () => {
  const left = (now: string, ...pauses: Pause[]) =>
    remaining(HOURS, at('2026-03-02T09:00'), context, at(now), pauses);

  it('is counted in real and in working time', () => {
    expect(left('2026-03-02T17:00')).toEqual({
      state: 'running',
      dueAt: at('2026-03-03T10:00'),
      leftMs: 17 * 3_600_000,
      leftWorkingMinutes: 120,
    });
    expect(left('2026-03-03T11:30')).toMatchObject({
      state: 'overdue',
      leftMs: -5_400_000,
      leftWorkingMinutes: -90,
    });
    expect(left('2026-03-03T10:00').state).toBe('running');
  });

  it('stands still in an open pause', () => {
    const open = pause('2026-03-02T12:00', null);
    expect(left('2026-03-02T16:00', open)).toMatchObject({
      state: 'paused',
      dueAt: null,
      leftWorkingMinutes: 360,
    });
    expect(left('2026-03-05T16:00', open)).toMatchObject({
      state: 'paused',
      dueAt: null,
      leftWorkingMinutes: 360,
    });
  });

  it('knows the due moment of a pause whose end is set, and stays overdue when a pause came too late', () => {
    const planned = pause('2026-03-02T12:00', '2026-03-04T12:00');
    expect(left('2026-03-03T12:00', planned)).toMatchObject({
      state: 'paused',
      dueAt: at('2026-03-05T10:00'),
    });
    expect(left('2026-03-03T12:00', pause('2026-03-03T11:00', null)).state).toBe('overdue');
  });
});
