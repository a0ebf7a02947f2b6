import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCalendar, formatDay, MS_PER_DAY, parseDay } from '../calendar/index.ts';
import { deadlineFrame, dueAt, dueAtMs } from './due-at.ts';
import { LAST_DAY_RULES, type Term, UNITS } from './term.ts';
import { DEFAULT_SCHEDULE, SHORT_FRIDAY_SCHEDULE, WorkSchedule } from './work-schedule.ts';

const calendar = buildCalendar({ from: 2013, to: 2027 });
const ZONES = ['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Novosibirsk', 'Asia/Kamchatka'] as const;

/** A due moment by the wall of the body's zone. */
function due(term: Term, local: string, timeZone = 'Europe/Moscow', schedule = DEFAULT_SCHEDULE): string {
  const { zone } = deadlineFrame({ calendar, timeZone, schedule });
  const start = new Date(zone.toUtc(Date.parse(`${local}Z`)));
  const at = dueAt(term, start, calendar, timeZone, schedule);
  return new Date(zone.toLocal(at.getTime())).toISOString().slice(0, -1);
}

const days = (amount: number, lastDay: Term['lastDay']): Term => ({ amount, unit: 'calendar_days', lastDay });
const hours = (amount: number): Term => ({ amount, unit: 'working_hours' });

describe.each(ZONES)('terms in %s', (zone) => {
  it('begin on the day after the event and end with the last day', () => {
    expect(due(days(30, 'as_is'), '2026-03-02T00:00', zone)).toBe('2026-04-01T23:59:59.999');
    expect(due(days(30, 'as_is'), '2026-03-02T23:59', zone)).toBe('2026-04-01T23:59:59.999');
  });

  it('end by the rule of the last day', () => {
    expect(due(days(7, 'as_is'), '2026-05-02T10:00', zone)).toBe('2026-05-09T23:59:59.999');
    expect(due(days(7, 'preceding'), '2026-05-02T10:00', zone)).toBe('2026-05-08T23:59:59.999');
    expect(due(days(7, 'following'), '2026-05-02T10:00', zone)).toBe('2026-05-12T23:59:59.999');
  });

  it('do not end before they begin, however long the holidays', () => {
    expect(due(days(3, 'preceding'), '2025-12-31T10:00', zone)).toBe('2026-01-12T23:59:59.999');
    expect(due(days(3, 'preceding'), '2025-12-30T10:00', zone)).toBe('2026-01-12T23:59:59.999');
    expect(due(days(3, 'preceding'), '2025-12-29T10:00', zone)).toBe('2025-12-30T23:59:59.999');
  });

  it('in working days skip holidays and moved days off', () => {
    expect(due({ amount: 1, unit: 'working_days' }, '2026-05-08T10:00', zone)).toBe(
      '2026-05-12T23:59:59.999',
    );
    expect(due({ amount: 1, unit: 'working_days' }, '2018-04-27T10:00', zone)).toBe(
      '2018-04-28T23:59:59.999',
    );
    expect(due({ amount: 7, unit: 'working_days' }, '2026-11-22T10:00', zone)).toBe(
      '2026-12-01T23:59:59.999',
    );
  });

  it('in working hours run only while the body works', () => {
    expect(due(hours(4), '2026-03-02T09:00', zone)).toBe('2026-03-02T13:00:00.000');
    expect(due(hours(4), '2026-03-02T10:00', zone)).toBe('2026-03-02T15:00:00.000');
    expect(due(hours(4), '2026-03-02T13:20', zone)).toBe('2026-03-02T18:00:00.000');
    expect(due(hours(4), '2026-03-02T14:00:30.500', zone)).toBe('2026-03-03T09:00:30.500');
    expect(due(hours(9), '2026-03-06T17:00', zone)).toBe('2026-03-10T18:00:00.000');
    expect(due(hours(9), '2026-04-30T09:00', zone)).toBe('2026-05-04T11:00:00.000');
  });

  it('in minutes are real time', () => {
    expect(due({ amount: 60, unit: 'minutes' }, '2026-01-01T23:30', zone)).toBe('2026-01-02T00:30:00.000');
  });

  it('may end with the working day', () => {
    const term: Term = { ...days(1, 'as_is'), dueTime: 'end_of_working_day' };
    expect(due(term, '2026-03-02T10:00', zone)).toBe('2026-03-03T18:00:00.000');
    expect(due(term, '2026-04-29T10:00', zone)).toBe('2026-04-30T17:00:00.000');
    expect(due(term, '2026-05-08T10:00', zone)).toBe('2026-05-09T23:59:59.999');
  });
});

describe('changes of the clocks', () => {
  it('do not move the local end of a term', () => {
    expect(due(days(3, 'as_is'), '2014-10-25T12:00')).toBe('2014-10-28T23:59:59.999');
    expect(due(days(1, 'as_is'), '2014-10-25T12:00')).toBe('2014-10-26T23:59:59.999');
    expect(due(hours(8), '2016-07-22T14:00', 'Asia/Novosibirsk')).toBe('2016-07-25T13:00:00.000');
  });
});

describe('a body with a shorter Friday', () => {
  const friday = (local: string, amount: number) =>
    due(hours(amount), local, 'Europe/Moscow', SHORT_FRIDAY_SCHEDULE);

  it('works to 16:45 on Friday, with lunch to 13:48', () => {
    expect(friday('2026-03-06T09:00', 4)).toBe('2026-03-06T13:00:00.000');
    expect(friday('2026-03-06T13:10', 1)).toBe('2026-03-06T14:48:00.000');
    expect(friday('2026-03-06T16:00', 1)).toBe('2026-03-10T09:15:00.000');
  });

  it('works an hour less before a holiday, and on a moved day has the hours of the other day', () => {
    expect(friday('2026-05-08T15:00', 1)).toBe('2026-05-12T09:15:00.000');
    // 25 February 2013, a Monday, was worked instead of Friday 10 May.
    expect(friday('2013-02-25T16:00', 1)).toBe('2013-02-26T09:15:00.000');
    // 28 April 2018, a Saturday, was worked instead of the Monday before 1 May.
    expect(friday('2018-04-28T16:30', 1)).toBe('2018-05-03T09:30:00.000');
  });

  it('is refused when its spans cross or nothing is worked', () => {
    const never = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] };
    expect(WorkSchedule.safeParse(never).success).toBe(false);
    expect(
      WorkSchedule.safeParse({
        ...never,
        monday: [
          ['10:00', '12:00'],
          ['11:00', '13:00'],
        ],
      }).success,
    ).toBe(false);
    expect(WorkSchedule.safeParse({ ...never, monday: [['10:00', '25:00']] }).success).toBe(false);
    expect(WorkSchedule.safeParse({ ...never, monday: [['00:00', '24:00']] }).success).toBe(true);
  });
});

describe('bounds', () => {
  it('needs no day before the start', () => {
    expect(due(days(3, 'preceding'), '2013-01-01T00:00')).toBe('2013-01-09T23:59:59.999');
  });

  it('refuses what it cannot know', () => {
    expect(() => due(days(3, 'as_is'), '2027-12-30T10:00')).toThrow(RangeError);
    expect(() => due(hours(8), '2027-12-31T16:30')).toThrow('2028-01-01');
    expect(() =>
      dueAt(days(3, 'as_is'), new Date(Number.NaN), calendar, 'Europe/Moscow', DEFAULT_SCHEDULE),
    ).toThrow('not a moment');
  });
});

describe('properties', () => {
  const starts = fc.integer({ min: Date.UTC(2013, 0, 20), max: Date.UTC(2027, 4, 1) });
  const terms = fc.record({
    amount: fc.integer({ min: 1, max: 60 }),
    unit: fc.constantFrom(...UNITS),
    lastDay: fc.constantFrom(...LAST_DAY_RULES),
    dueTime: fc.constantFrom('end_of_day' as const, 'end_of_working_day' as const),
  });
  const frames = fc
    .tuple(fc.constantFrom(...ZONES), fc.constantFrom(DEFAULT_SCHEDULE, SHORT_FRIDAY_SCHEDULE))
    .map(([timeZone, schedule]) => deadlineFrame({ calendar, timeZone, schedule }));
  const runs = { numRuns: 2000 };

  it('a later start is never due earlier', () => {
    fc.assert(
      fc.property(
        terms,
        frames,
        starts,
        fc.integer({ min: 0, max: 14 * MS_PER_DAY }),
        (term, frame, at, later) => {
          expect(dueAtMs(term, at + later, frame)).toBeGreaterThanOrEqual(dueAtMs(term, at, frame));
        },
      ),
      runs,
    );
  });

  it('a longer term is never due earlier, and every term is due after its start', () => {
    fc.assert(
      fc.property(terms, frames, starts, fc.integer({ min: 0, max: 30 }), (term, frame, at, more) => {
        const first = dueAtMs(term, at, frame);
        expect(first).toBeGreaterThan(at);
        expect(dueAtMs({ ...term, amount: term.amount + more }, at, frame)).toBeGreaterThanOrEqual(first);
      }),
      runs,
    );
  });

  it('a term in working hours is due at a worked moment and holds exactly its hours', () => {
    fc.assert(
      fc.property(terms, frames, starts, (term, frame, at) => {
        const { zone, working } = frame;
        const end = zone.toLocal(dueAtMs({ ...term, unit: 'working_hours' }, at, frame));
        expect(working.upTo(end) - working.upTo(end - 1)).toBe(1);
        expect(working.upTo(end) - working.upTo(zone.toLocal(at))).toBe(term.amount * 3_600_000);
      }),
      runs,
    );
  });

  it('a term in working days, and one with a rule for its last day, ends on a worked day', () => {
    fc.assert(
      fc.property(terms, frames, starts, (term, frame, at) => {
        fc.pre(term.unit === 'working_days' || (term.unit === 'calendar_days' && term.lastDay !== 'as_is'));
        const day = Math.floor(frame.zone.toLocal(dueAtMs(term, at, frame)) / MS_PER_DAY);
        expect(calendar.isWorkingDay(day), formatDay(day)).toBe(true);
      }),
      runs,
    );
  });

  it('does not depend on what was asked before', () => {
    const frame = deadlineFrame({ calendar, timeZone: 'Asia/Kamchatka', schedule: DEFAULT_SCHEDULE });
    const at = parseDay('2026-04-29') * MS_PER_DAY;
    const first = dueAtMs(hours(9), at, frame);
    dueAtMs(hours(3), at + 5 * MS_PER_DAY, frame);
    expect(dueAtMs(hours(9), at, frame)).toBe(first);
  });
});
