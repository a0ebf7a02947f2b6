import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumberOf, formatDay, parseDay, weekdayOf } from './day-number.ts';
import { buildCalendar } from './production-calendar.ts';
import { orthodoxEaster, regionalHolidaysOf } from './regional-holidays.ts';
import { YearFacts } from './year-facts.ts';

const calendar = buildCalendar({ from: 2013, to: 2027 });
const day = parseDay;
const PUBLISHED = new URL('../../../../shared/data/calendar/', import.meta.url);

describe('days off and short days', () => {
  it('moves a day off from a holiday to the next working day by law', () => {
    expect(calendar.kindOf(day('2026-03-09'))).toBe('day_off');
    expect(calendar.reasonOf(day('2026-03-09'))).toContain('ст. 112');
    expect(calendar.kindOf(day('2026-03-10'))).toBe('working');
  });

  it('does not move by law what the decree has moved elsewhere', () => {
    expect(calendar.isWorkingDay(day('2019-02-25'))).toBe(true);
    expect(calendar.isWorkingDay(day('2019-05-10'))).toBe(false);
  });

  it('gives a Saturday worked instead of a pre-holiday Monday the hours of that Monday', () => {
    expect(calendar.kindOf(day('2018-04-28'))).toBe('short');
    expect(calendar.scheduleWeekday(day('2018-04-28'))).toBe(0);
    expect(calendar.kindOf(day('2024-04-27'))).toBe('working');
    expect(calendar.workingMinutes(day('2024-11-02'))).toBe(420);
    expect(calendar.scheduleWeekday(day('2024-11-02'))).toBe(1);
  });

  it('counts days of presidential decrees as days off or, if set so, as worked', () => {
    const worked = buildCalendar({ from: 2020, to: 2021, nonWorkingByDecree: 'working' });
    expect(calendar.isWorkingDay(day('2020-04-15'))).toBe(false);
    expect(worked.isWorkingDay(day('2020-04-15'))).toBe(true);
    expect(worked.kindOf(day('2020-04-30'))).toBe('short');
    expect(worked.kindOf(day('2021-11-03'))).toBe('short');
    expect(worked.isWorkingDay(day('2020-05-11'))).toBe(false);
    expect(calendar.reasonOf(day('2020-06-24'))).toContain('№ 345');
  });

  it('marks a year without a decree as provisional and takes one given later', () => {
    expect(calendar.isProvisional(day('2026-12-31'))).toBe(false);
    expect(calendar.isProvisional(day('2027-01-11'))).toBe(true);
    expect(calendar.isWorkingDay(day('2027-05-03'))).toBe(false);
    expect(calendar.isWorkingDay(day('2027-06-14'))).toBe(false);
    expect(calendar.kindOf(day('2027-12-31'))).toBe('short');
    // An invented decree: the point is that the installation's own facts count.
    const given = YearFacts.parse({
      year: 2027,
      decree: 'пример',
      moves: [{ from: '2027-01-02', to: '2027-12-31' }],
    });
    const later = buildCalendar({ from: 2027, to: 2027, yearFacts: [given] });
    expect(later.isProvisional(day('2027-01-11'))).toBe(false);
    expect(later.isWorkingDay(day('2027-12-31'))).toBe(false);
  });

  it('agrees with the published calendars of 2013–2026', (context) => {
    if (!existsSync(PUBLISHED)) {
      context.skip('published calendars are absent (../shared/data/calendar)');
    }
    const differences: string[] = [];
    let compared = 0;
    for (let year = 2013; year <= 2026; year += 1) {
      const published = readPublished(year);
      for (let at = dayNumberOf(year, 1, 1); at < dayNumberOf(year + 1, 1, 1); at += 1) {
        compared += 1;
        const expected = published.get(at) ?? 'working';
        if (calendar.kindOf(at) !== expected) {
          differences.push(`${formatDay(at)}: ${calendar.kindOf(at)} instead of ${expected}`);
        }
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBe(5113);
  });
});

describe('a region', () => {
  const crimea = buildCalendar({
    from: 2024,
    to: 2026,
    regionalHolidays: regionalHolidaysOf('91', 2024, 2026),
    regionalMoves: [{ from: '2025-04-26', to: '2025-04-28' }],
  });

  it('has its own holidays with a short day before, and its own moved days', () => {
    expect(crimea.isWorkingDay(day('2025-03-18'))).toBe(false);
    expect(crimea.isShortDay(day('2025-03-17'))).toBe(true);
    expect(crimea.isWorkingDay(day('2024-05-06'))).toBe(false);
    expect(crimea.scheduleWeekday(day('2025-04-26'))).toBe(0);
    expect(crimea.isWorkingDay(day('2025-04-28'))).toBe(false);
    expect(calendar.isWorkingDay(day('2025-03-18'))).toBe(true);
  });

  it('may keep the day before at its full length', () => {
    const full = buildCalendar({
      from: 2025,
      to: 2025,
      regionalHolidays: [{ date: '2025-03-18', name: 'Праздник', shortDayBefore: false }],
    });
    expect(full.kindOf(day('2025-03-17'))).toBe('working');
  });

  it.each([
    [2013, '2013-05-05'],
    [2024, '2024-05-05'],
    [2025, '2025-04-20'],
    [2026, '2026-04-12'],
  ])('knows Easter of %i', (year, date) => {
    expect(formatDay(orthodoxEaster(year))).toBe(date);
  });
});

describe('counting', () => {
  const days = fc.integer({ min: calendar.firstDay, max: day('2027-06-01') });

  it('adds working days as walking does', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 60 }), (start, count) => {
        let at = start;
        for (let left = count; left > 0; ) {
          at += 1;
          if (calendar.isWorkingDay(at)) left -= 1;
        }
        expect(calendar.addWorkingDays(start, count)).toBe(at);
      }),
    );
  });

  it('finds neighbours that are worked, with nothing worked between', () => {
    fc.assert(
      fc.property(fc.integer({ min: day('2013-02-01'), max: day('2027-06-01') }), (at) => {
        const next = calendar.nextWorkingDay(at);
        const previous = calendar.previousWorkingDay(at);
        expect(calendar.isWorkingDay(next) && calendar.isWorkingDay(previous)).toBe(true);
        expect(calendar.workingDaysBefore(next) - calendar.workingDaysBefore(at)).toBe(0);
        expect(calendar.workingDaysBefore(at + 1) - calendar.workingDaysBefore(previous)).toBe(1);
      }),
    );
  });

  it('refuses days and years it does not have', () => {
    expect(() => calendar.isWorkingDay(calendar.lastDay + 1)).toThrow('2028-01-01 is outside');
    expect(() => calendar.addWorkingDays(calendar.lastDay, 1)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays(calendar.firstDay, 0)).toThrow('1 or more');
    expect(() => calendar.isWorkingDay(Number.NaN)).toThrow(RangeError);
    expect(() => buildCalendar({ from: 2012, to: 2013 })).toThrow('2012');
    expect(() => parseDay('2026-02-30')).toThrow('2026-02-30');
  });

  it('names weekdays on both sides of 1970', () => {
    expect([weekdayOf(day('1969-12-28')), weekdayOf(day('2026-11-23'))]).toEqual([6, 0]);
  });
});

function readPublished(year: number): Map<number, 'day_off' | 'short'> {
  const text = readFileSync(new URL(`ru-${year}.json`, PUBLISHED), 'utf8');
  const { months } = JSON.parse(text) as { months: { month: number; days: string }[] };
  return new Map(
    months.flatMap(({ month, days }) =>
      days
        .split(',')
        .map(
          (mark) =>
            [
              dayNumberOf(year, month, Number.parseInt(mark, 10)),
              mark.endsWith('*') ? 'short' : 'day_off',
            ] as const,
        ),
    ),
  );
}
