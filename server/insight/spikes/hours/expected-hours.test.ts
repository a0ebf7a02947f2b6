import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../demo/random.ts';
import { DAY_TYPES, dayTypesOf } from '../day-types.ts';
import { expectedHours, type HourSeries } from './expected-hours.ts';
import { emptyHourCounts, HOURS, hourShares } from './hour-shares.ts';

const FIRST = Math.floor(Date.UTC(2025, 0, 13) / 86_400_000);

/** Weekdays peak at ten, days of rest at eighteen; a day's level wavers by a tenth. */
function invented(level: number, days: number, seed: number): HourSeries {
  const random = seededRandom(seed);
  const types = dayTypesOf(FIRST, days);
  const dayMean = new Float32Array(days);
  const counts = new Int32Array(days * HOURS);
  for (let day = 0; day < days; day += 1) {
    const rest = types[day]! >= 5;
    dayMean[day] = level * (rest ? 0.6 : 1.1);
    const wavers = Math.exp(0.1 * random.normal());
    const weights = Array.from(
      { length: HOURS },
      (_, hour) => 0.05 + Math.exp(-(((hour - (rest ? 18 : 10)) / 4) ** 2)),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    weights.forEach((weight, hour) => {
      counts[day * HOURS + hour] = random.poisson((dayMean[day]! * wavers * weight) / sum);
    });
  }
  return { firstDay: FIRST, counts, dayMean, daySize: new Float32Array(days).fill(20) };
}

function coverage(series: HourSeries, fromDay: number, hours = ALL): number {
  const { low, high } = expectedHours(series, fromDay, []);
  let within = 0;
  let seen = 0;
  low.forEach((bottom, at) => {
    if (!hours(at % HOURS)) return;
    const count = series.counts[fromDay * HOURS + at]!;
    seen += 1;
    if (count >= bottom && count <= high[at]!) within += 1;
  });
  return within / seen;
}
const ALL = (_hour: number) => true;
const BUSY = (hour: number) => hour >= 8 && hour <= 19;

describe('the band of an hour', () => {
  test.each([1, 2, 3, 4])('holds nine held-out hours of ten (seed %i)', (seed) => {
    const share = coverage(invented(400, 250, seed), 200, BUSY);
    expect(share).toBeGreaterThan(0.85);
    expect(share).toBeLessThan(0.95);
  });

  test('of few appeals is never too narrow, and knows night from day', () => {
    const few = invented(6, 250, 5);
    expect(coverage(few, 200)).toBeGreaterThan(0.9);
    const { mean } = expectedHours(few, 200, []);
    expect(mean[10]!).toBeGreaterThan(mean[3]! * 2);
  });

  test('knows a day of rest from a weekday, and a holiday is one', () => {
    const days = 250;
    const { mean } = expectedHours(invented(400, days, 6), 0, []);
    expect(mean.length).toBe(days * HOURS);
    const series = invented(400, days, 6);
    const types = dayTypesOf(FIRST, days);
    const from = [...types.keys()].findIndex(
      (day) => day > 100 && types[day] === 6 && (FIRST + day + 3) % 7 < 5,
    );
    const holiday = expectedHours(series, from, []).mean;
    expect(holiday[18]!).toBeGreaterThan(holiday[10]!);
  });

  test('does not learn from what it is asked about, nor from days that must not teach', () => {
    const series = invented(200, 120, 7);
    const usual = expectedHours(series, 100, []);
    const later = { ...series, counts: series.counts.slice() };
    later.counts.fill(500, 100 * HOURS);
    expect(expectedHours(later, 100, [])).toEqual(usual);
    const event = { ...series, counts: series.counts.slice(), untaught: new Uint8Array(120) };
    event.counts.fill(500, 80 * HOURS, 84 * HOURS);
    event.untaught.fill(1, 80, 84);
    const high = expectedHours(event, 100, []).high.reduce((sum, each) => sum + each, 0);
    const before = usual.high.reduce((sum, each) => sum + each, 0);
    expect(Math.abs(high / before - 1)).toBeLessThan(0.05);
  });
});

describe('shares of hours', () => {
  const counts = fc
    .array(fc.integer({ min: 0, max: 50 }), { minLength: DAY_TYPES * HOURS, maxLength: DAY_TYPES * HOURS })
    .map((list) => Float64Array.from(list));

  test('are one day together, whatever is known', () => {
    fc.assert(
      fc.property(counts, counts, (own, wider) => {
        const shares = hourShares({ own, wider: [wider] });
        for (let type = 0; type < DAY_TYPES; type += 1) {
          const day = shares.subarray(type * HOURS, (type + 1) * HOURS);
          expect(day.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
          expect(Math.min(...day)).toBeGreaterThan(0);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('without own appeals are those borrowed; with very many the own', () => {
    fc.assert(
      fc.property(counts, counts, (own, wider) => {
        const borrowed = hourShares({ own: wider, wider: [] });
        hourShares({ own: emptyHourCounts(), wider: [wider] }).forEach((share, at) => {
          expect(share).toBeCloseTo(borrowed[at]!, 9);
        });
        const many = own.map((count) => (count + 1) * 10_000);
        const shares = hourShares({ own: many, wider: [wider] });
        for (let type = 0; type < DAY_TYPES; type += 1) {
          const total = many
            .subarray(type * HOURS, (type + 1) * HOURS)
            .reduce((sum, count) => sum + count, 0);
          for (let hour = 0; hour < HOURS; hour += 1)
            expect(shares[type * HOURS + hour]).toBeCloseTo(many[type * HOURS + hour]! / total, 2);
        }
      }),
      { numRuns: 30 },
    );
  });
});
