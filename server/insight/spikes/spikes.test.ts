import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayNumberOf, formatDay } from '../../registry/calendar/index.ts';
import { gumbelTail, zonesOf } from './cluster-scan.ts';
import { gridOf } from './count-grid.ts';
import { dayPatternOf } from './day-pattern.ts';
import { dayTypesOf } from './day-types.ts';
import { falseDiscoveryControlled } from './exceedance.ts';
import { type CountGrid, DETECTORS, detectWaves, recheckCell, weeklyScores } from './index.ts';
import { seasonOf } from './season.ts';

const [waves, exceedance, scan] = DETECTORS;
const FIRST = dayNumberOf(2021, 3, 1);

/** Invented quiet counts, one or two every few days, from a seed. */
function quietGrid(seed: number, days: number, places = 4, topics = 3): CountGrid {
  let state = seed;
  const counts = new Int32Array(places * topics * days);
  for (let at = 0; at < counts.length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    counts[at] = state < 0.25 * 2 ** 32 ? 1 : state < 0.3 * 2 ** 32 ? 2 : 0;
  }
  const names = (kind: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${kind}${index}`);
  return { firstDay: FIRST, days, places: names('place', places), topics: names('topic', topics), counts };
}

describe('every detector', () => {
  it('judges a day from that day and before only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 60, max: 118 }), (seed, cut) => {
        const whole = quietGrid(seed, 120);
        const cells = whole.counts.length / whole.days;
        whole.counts[2 * 120 + 59] = 9;
        const counts = new Int32Array(cells * cut);
        for (let cell = 0; cell < cells; cell += 1) {
          counts.set(whole.counts.subarray(cell * 120, cell * 120 + cut), cell * cut);
        }
        const known = { ...whole, days: cut, counts };
        for (const { detect } of DETECTORS) {
          const before = detect(whole, { rate: 10 }).filter(({ day }) => day < cut);
          expect(detect(known, { rate: 10 })).toEqual(before);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('finds a surge on its day', () => {
    const grid = quietGrid(7, 100);
    grid.counts[5 * 100 + 80] = 60;
    for (const { name, detect } of DETECTORS) {
      const found = detect(grid, { rate: 1 }).some(
        ({ day, topic, place }) => day === 80 && topic === 1 && place === 1,
      );
      expect(found, name).toBe(true);
    }
  });

  it('says nothing of an empty grid and of zeros', () => {
    for (const { detect } of DETECTORS) {
      expect(detect(gridOf([]), { rate: 1 })).toEqual([]);
      expect(detect({ ...quietGrid(1, 50), counts: new Int32Array(600) }, { rate: 1 })).toEqual([]);
    }
  });
});

describe('waves', () => {
  it('adds up days of which none is remarkable, and does not say it anew each day', () => {
    const grid = quietGrid(11, 120);
    for (let day = 90; day < 96; day += 1) grid.counts[4 * 120 + day] = 3;
    const own = detectWaves(grid, { rate: 1 }).filter(
      ({ topic, place, day }) => topic === 1 && place === 0 && day >= 90,
    );
    expect(own.length).toBeLessThanOrEqual(2);
    expect(own[0]!.day).toBeLessThan(94);
    expect(exceedance!.detect(grid, { rate: 1 }).filter(({ day }) => day >= 90 && day < 96)).toEqual([]);
  });

  it('raises fewer alarms for a lower rate', () => {
    const grid = quietGrid(3, 400, 10, 10);
    const alarms = [0.2, 1, 5].map((rate) => waves!.detect(grid, { rate }).length);
    expect(alarms[0]).toBeLessThan(alarms[1]!);
    expect(alarms[1]).toBeLessThan(alarms[2]!);
  });

  it('marks a wave of few authors', () => {
    const grid = quietGrid(7, 100);
    grid.counts[5 * 100 + 80] = 60;
    const kindWith = (people: number) => {
      const authors = grid.counts.slice();
      authors[5 * 100 + 80] = people;
      return detectWaves({ ...grid, authors }, { rate: 1 }).find(({ day }) => day === 80)?.kind;
    };
    expect(kindWith(8)).toBe('few_authors');
    expect(kindWith(55)).toBe('wide');
  });

  it('rechecks one cell as the full scan judged it', () => {
    const grid = quietGrid(7, 100);
    grid.counts[5 * 100 + 99] = 30;
    const full = detectWaves(grid, { rate: 1 }).find(({ day }) => day === 99)!;
    const { spike, expected } = recheckCell(grid, dayPatternOf(grid), 5);
    expect(spike?.score).toBe(full.score);
    expect(expected).toBeCloseTo(full.expected, 5);
  });
});

describe('parts', () => {
  it('day types follow moved days', () => {
    const types = dayTypesOf(dayNumberOf(2021, 2, 19), 5);
    // Friday; Saturday worked for Monday; Sunday; Monday off; Defender's day.
    expect([...types]).toEqual([4, 0, 6, 6, 6]);
  });

  it('season repeats last year, not before there is one', () => {
    const totals = Float64Array.from({ length: 900 }, (_, day) =>
      day % 365 > 200 && day % 365 < 230 ? 60 : 10,
    );
    const season = seasonOf(totals);
    expect(season[215]).toBe(1);
    expect(season[365 + 215]).toBe(2);
    expect(season[365 + 180]).toBeCloseTo(1, 1);
  });

  it('false discoveries are controlled as published', () => {
    // Benjamini and Hochberg 1995, §3.2: of fifteen tests at 0.05 four are rejected.
    const ps = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262];
    const all = [...ps, 0.5719, 0.6528, 0.759, 1].map((p) => ({ p }));
    expect(falseDiscoveryControlled(all, 15, 0.05).length).toBe(4);
  });

  it('the scan joins neighbours', () => {
    const grid = quietGrid(5, 120, 6, 1);
    for (const place of [2, 3]) {
      for (let day = 100; day < 103; day += 1) grid.counts[place * 120 + day] = 5;
    }
    const neighbours = [[1], [0, 2], [1, 3], [2, 4], [3, 5], [4]];
    expect(zonesOf(6, neighbours)).toContainEqual([2, 3]);
    const found = scan!.detect(grid, { rate: 1, neighbours, fromDay: 100 });
    expect(found[0]?.cluster).toEqual(expect.arrayContaining([2, 3]));
    expect(gumbelTail(100, [1, 2, 3, 2, 1])).toBeLessThan(1e-6);
  });

  it('a grid refuses what is no count', () => {
    const row = { date: formatDay(FIRST), place: 'a', topic: 'b' };
    expect(() => gridOf([{ ...row, count: -1 }])).toThrow(RangeError);
    expect(() => gridOf([{ ...row, count: 1, date: '2021-02-30' }])).toThrow(RangeError);
  });

  it('weekly scores see a wave over season and trend', () => {
    const counts = Array.from({ length: 260 }, (_, week) =>
      Math.round(20 * Math.exp(0.002 * week + 0.5 * Math.cos((2 * Math.PI * week) / 52))),
    );
    counts[240] = counts[240]! + 40;
    const { score, expected } = weeklyScores(counts, { period: 52, from: 200 });
    expect(score.indexOf(Math.max(...score.subarray(200)))).toBe(240);
    expect(expected[239]! / counts[239]!).toBeCloseTo(1, 1);
  });
});
