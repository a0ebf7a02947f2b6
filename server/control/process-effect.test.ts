import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildCalendar } from '../registry/calendar/index.ts';
import { changeOf, durationFigures, studentQuantile, workingDaysBetween } from './process-effect.ts';

const calendar = buildCalendar({ from: 2020, to: 2027 });

describe('before and after', () => {
  test('the quantile of Student is that of the tables', () => {
    // 97.5 %: degrees of freedom → value, from printed tables.
    for (const [freedom, value] of [
      [1, 12.706],
      [2, 4.303],
      [5, 2.571],
      [10, 2.228],
      [30, 2.042],
      [120, 1.98],
    ] as const)
      expect(studentQuantile(freedom)).toBeCloseTo(value, 2);
  });

  test('nothing to compare gives nothing; no spread gives a point', () => {
    expect(changeOf([1], [2, 3])).toBeNull();
    expect(changeOf([10, 10], [5, 5])).toEqual({ mean: -5, low: -5, high: -5 });
    expect(durationFigures([]).mean).toBeNull();
    expect(durationFigures([3])).toMatchObject({ n: 1, mean: 3, low: null });
  });

  test('the interval holds the difference, and turns over with the sides', () => {
    const values = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(values, values, (a, b) => {
        const there = changeOf(a, b)!;
        const back = changeOf(b, a)!;
        expect(there.low).toBeLessThanOrEqual(there.mean);
        expect(there.high).toBeGreaterThanOrEqual(there.mean);
        expect(back.mean).toBeCloseTo(-there.mean);
        expect(back.high).toBeCloseTo(-there.low);
        const { median, p90, max } = durationFigures(a);
        expect(median!).toBeLessThanOrEqual(p90!);
        expect(p90!).toBeLessThanOrEqual(max!);
      }),
    );
  });

  test('working days: none on the same day, none over a weekend, one from Friday to Monday', () => {
    const days = (from: string, to: string) =>
      workingDaysBetween(new Date(from), new Date(to), calendar, 'Asia/Novosibirsk');
    expect(days('2026-11-23T03:00:00Z', '2026-11-23T10:00:00Z')).toBe(0);
    expect(days('2026-11-20T03:00:00Z', '2026-11-22T10:00:00Z')).toBe(0);
    expect(days('2026-11-20T03:00:00Z', '2026-11-23T10:00:00Z')).toBe(1);
    // New Year's holidays of 2026 end on 11 January.
    expect(days('2025-12-30T03:00:00Z', '2026-01-12T10:00:00Z')).toBe(1);
  });
});
