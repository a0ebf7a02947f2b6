import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { earsBounds } from './ears.ts';
import { farringtonThreshold } from './farrington-threshold.ts';
import { nearestZones } from './nearest-zones.ts';
import { noufailyThreshold } from './noufaily-threshold.ts';
import { poissonRegression } from './poisson-regression.ts';
import { poissonScan } from './poisson-scan.ts';

/** Published figures and the data they were computed from; kept outside the repository. */
const FOLDER = new URL('../../../../../shared/data/surveillance/', import.meta.url);
const present = existsSync(FOLDER);
if (!present) console.log('spikes: published results skipped, ../shared/data/surveillance is absent');

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as T;
type Numbers = Record<string, number[]>;
interface Oracles {
  earsC_C1: { alpha: number; baseline: number; iso_year: number; upperbound_first4: number[] };
  farrington_threshold: Numbers & { args: Record<string, number> };
  noufaily_threshold: Numbers;
  scan_eb_poisson_NM: { MLC: string[]; duration: number };
}

describe.skipIf(!present)('published results', () => {
  it('EARS C1 on Salmonella Newport, 2011', () => {
    const { earsC_C1: oracle } = read<Oracles>('oracles.json');
    const { observed, epoch } = read<{
      observed: { data: number[]; '@dim': [number, number] };
      epoch: number[];
    }>('salmNewport.json');
    const [weeks, states] = observed['@dim'];
    const total = Array.from({ length: weeks }, (_, week) =>
      Array.from({ length: states }, (_, state) => observed.data[state * weeks + week]!).reduce(
        (a, b) => a + b,
      ),
    );
    // The first ISO week of 2011 began on 3 January.
    const first = epoch.indexOf(Date.UTC(oracle.iso_year, 0, 3) / 86_400_000);
    expect(first).toBeGreaterThan(0);
    const bounds = earsBounds(total, { method: 'C1', baseline: oracle.baseline, alpha: oracle.alpha });
    oracle.upperbound_first4.forEach((value, index) => {
      expect(bounds[first + index]).toBeCloseTo(value, 6);
    });
  });

  it('Farrington threshold', () => {
    const { farrington_threshold: oracle } = read<Oracles>('oracles.json');
    const powers = { none: 1, '1/2': 0.5, '2/3': 2 / 3 } as const;
    for (const [name, power] of Object.entries(powers)) {
      const result = farringtonThreshold(
        8,
        { mean: 5, standardError: 0.2, phi: 1 },
        { alpha: 0.05, power: power as 1 },
      );
      const values = [result.lower, result.upper, result.p, result.score];
      oracle[name]!.forEach((value, index) => {
        expect(values[index], `${name} ${index}`).toBeCloseTo(value, 7);
      });
    }
  });

  it('Noufaily threshold', () => {
    const { noufaily_threshold: oracle } = read<Oracles>('oracles.json');
    for (const method of ['muan', 'nbPlugin'] as const) {
      for (const phi of [1, 1.5]) {
        const result = noufailyThreshold(
          11,
          { logMean: Math.log(5), standardError: Math.log(2), phi },
          { alpha: 0.05, method },
        );
        const values = [result.lower, result.upper, result.p, result.score];
        oracle[`phi${phi}_${method}`]!.forEach((value, index) => {
          expect(values[index], `phi ${phi} ${method} ${index}`).toBeCloseTo(value, 7);
        });
      }
    }
  });

  it('most likely cluster of brain cancer in New Mexico, 1986–1989', () => {
    const { scan_eb_poisson_NM: oracle } = read<Oracles>('oracles.json');
    const cases = read<{ year: number[]; county: string[]; population: number[]; count: number[] }>(
      'NM_popcas.json',
    );
    const geo = read<{ county: string[]; seat_long: number[]; seat_lat: number[] }>('NM_geo.json');
    const counties = geo.county.filter((county) => county !== 'cibola');
    const zones = nearestZones(
      counties.map((county) => {
        const index = geo.county.indexOf(county);
        return { longitude: geo.seat_long[index]!, latitude: geo.seat_lat[index]! };
      }),
      15,
    );
    expect(zones.length).toBe(415);

    const rows = cases.year.map((year, row) => ({
      year,
      county: cases.county[row]!,
      population: cases.population[row]!,
      count: cases.count[row]!,
    }));
    const past = rows.filter(({ year }) => year < 1986);
    const fit = poissonRegression({
      counts: past.map(({ count }) => count),
      design: Float64Array.from(past.flatMap(({ year }) => [1, year - 1985])),
      width: 2,
      offset: Float64Array.from(past, ({ population }) => Math.log(population)),
    })!;
    const counts = new Float64Array(counties.length * 4);
    const expected = new Float64Array(counties.length * 4);
    for (const { year, county, population, count } of rows) {
      if (year < 1986 || year > 1989) continue;
      const at = counties.indexOf(county) * 4 + year - 1986;
      counts[at] = count;
      expected[at] = population * Math.exp(fit.coefficients[0]! + fit.coefficients[1]! * (year - 1985));
    }
    const cluster = poissonScan({ counts, expected, days: 4, zones, durationMax: 4 })!;
    expect(cluster.zone.map((index) => counties[index]).sort()).toEqual([...oracle.MLC].sort());
    expect(cluster.duration).toBe(oracle.duration);
  });
});
