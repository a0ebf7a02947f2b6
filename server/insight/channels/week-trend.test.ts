import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weekTrend } from './week-trend.ts';

test('a straight line is continued exactly', () => {
  expect(weekTrend([10, 12, 14, 16, 18, 20])).toMatchObject({ weeks: 6, n: 90, perWeek: 2, ahead: 28 });
  const { low, high } = weekTrend([10, 12, 14, 16, 18, 20])!;
  expect([low, high].map(Math.round)).toEqual([28, 28]);
});

test('the figures are those of R: predict(lm(y ~ x), interval = "prediction", level = 0.8)', () => {
  // y <- c(31,28,35,40,38,44,41,47,52,49,50,58); x <- 0:11; predict at 15
  const trend = weekTrend([31, 28, 35, 40, 38, 44, 41, 47, 52, 49, 50, 58])!;
  expect(trend.perWeek).toBeCloseTo(2.3671, 3);
  expect(trend.ahead).toBeCloseTo(65.2378, 3);
  expect(trend.high - trend.ahead).toBeCloseTo(4.9848, 2);
});

test('never below nothing, the middle between the ends, too few weeks say nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(10_000), { minLength: 6, maxLength: 12 }), (counts) => {
      const { low, ahead, high } = weekTrend(counts)!;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(ahead + 1e-6);
      expect(ahead).toBeLessThanOrEqual(high + 1e-6);
    }),
  );
  expect(weekTrend([1, 2, 3, 4, 5])).toBeNull();
});
