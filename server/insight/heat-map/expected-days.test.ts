import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../demo/random.ts';
import { expectedDays } from './expected-days.ts';

const FIRST = Math.floor(Date.UTC(2024, 0, 1) / 86_400_000);

/** Poisson counts of a level that is lower at weekends. */
function invented(level: number, days: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  return Int32Array.from({ length: days }, (_, day) => {
    const weekday = (FIRST + day + 3) % 7;
    const mean = weekday >= 5 ? level * 0.4 : level * 1.2;
    let count = 0;
    for (let product = random.next(); product > Math.exp(-mean); product *= random.next()) count += 1;
    return count;
  });
}

describe('the band of a day', () => {
  test('holds about nineteen days of twenty, and knows the weekday', () => {
    const series = invented(20, 500, 1);
    const { mean, low, high } = expectedDays([series], 0, FIRST);
    const later = [...series.keys()].filter((day) => day >= 100);
    const within = later.filter((day) => series[day]! >= low[day]! && series[day]! <= high[day]!);
    expect(within.length / later.length).toBeGreaterThan(0.9);
    const of = (weekend: boolean) => {
      const days = later.filter((day) => (FIRST + day + 3) % 7 >= 5 === weekend);
      return days.reduce((sum, day) => sum + mean[day]!, 0) / days.length;
    };
    expect(of(true)).toBeLessThan(of(false) * 0.55);
  });

  test('does not learn from the day itself', () => {
    const series = invented(10, 200, 2);
    const spiked = series.slice();
    spiked[199] = 500;
    expect(expectedDays([spiked], 0, FIRST).mean[199]).toBeCloseTo(
      expectedDays([series], 0, FIRST).mean[199]!,
      3,
    );
    expect(expectedDays([spiked], 0, FIRST).high[199]!).toBeLessThan(40);
  });

  test('of a place with few appeals is moved by its neighbours', () => {
    const few = invented(0.3, 200, 3);
    const neighbours = [4, 5, 6].map((seed) => invented(8, 200, seed));
    const [last] = [199];
    for (const each of neighbours) each[last] = 60;
    const quiet = [4, 5, 6].map((seed) => invented(8, 200, seed));
    const moved = expectedDays([few, ...neighbours], 0, FIRST).mean[last]!;
    expect(moved).toBeGreaterThan(expectedDays([few, ...quiet], 0, FIRST).mean[last]!);
  });
});
