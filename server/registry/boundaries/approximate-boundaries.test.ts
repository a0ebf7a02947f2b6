import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Boundaries } from '../../../contract/registry.ts';
import { readRegionFile } from '../region-file.ts';
import { approximateBoundaries } from './approximate-boundaries.ts';
import { type Geometry, polygonsOf, signedArea } from './geometry.ts';
import { buildPointIndex } from './point-index.ts';

const region = readRegionFile(new URL('../regions/54.json', import.meta.url).pathname);
const text = readFileSync(new URL('../regions/54.boundaries.json', import.meta.url), 'utf8');
const stored = Boundaries.parse(JSON.parse(text));

describe('the sketch of Novosibirsk region', () => {
  const sketch = approximateBoundaries(region.municipalities);

  it('is the one stored beside the region file, and small', () => {
    expect(stored.features.map((it) => [it.properties.code, it.geometry])).toEqual(
      sketch.map((it) => [it.code, it.geometry]),
    );
    expect(text.length).toBeLessThan(150_000);
    expect(stored.attribution).toContain('не является картой');
  });

  it('holds every municipality’s centre and 97 % of its settlements', () => {
    const index = buildPointIndex(sketch.map((it) => [it.code, it.geometry]));
    const places = region.municipalities.flatMap((it) =>
      it.settlements.map((s) => ({ ...s, code: it.code })),
    );
    const lost = places.filter((it) => index.find(it.lat, it.lon) !== it.code);
    expect(lost.length / places.length).toBeLessThan(0.03);
    for (const it of region.municipalities)
      expect([it.name, index.find(...it.centre)]).toEqual([it.name, it.code]);
    expect(index.find(55.75, 37.62)).toBeNull();
  });

  it('covers its land once: areas of the parts sum to the area inside the outer border', () => {
    const index = buildPointIndex(sketch.map((it) => [it.code, it.geometry]));
    let holders = 0;
    let points = 0;
    const singles = sketch.map((it) => buildPointIndex([[it.code, it.geometry]]));
    for (let lat = 53.4; lat < 57; lat += 0.07) {
      for (let lon = 75.3; lon < 85; lon += 0.11) {
        if (index.find(lat, lon) === null) continue;
        points++;
        holders += singles.filter((it) => it.find(lat, lon) !== null).length;
      }
    }
    expect(points).toBeGreaterThan(2000);
    expect(holders / points).toBeGreaterThan(0.999);
    expect(holders / points).toBeLessThan(1.001);
  });

  it('cuts towns out of the districts around them', () => {
    const areaOf = (geometry: Geometry) =>
      polygonsOf(geometry).reduce(
        (sum, rings) => sum + rings.reduce((a, ring) => a + signedArea(ring), 0),
        0,
      );
    const byName = new Map(sketch.map((it) => [it.name, areaOf(it.geometry)]));
    expect(byName.get('Обь')).toBeGreaterThan(0);
    expect(byName.get('Обь')! * 10).toBeLessThan(byName.get('Новосибирск')!);
    expect(byName.get('Новосибирск')!).toBeLessThan(byName.get('Баганский район')!);
  });
});

it('gives nothing for a region without places, and something for three towns alone', () => {
  expect(approximateBoundaries([])).toEqual([]);
  const towns = region.municipalities.filter((it) => it.kind === 'city');
  expect(approximateBoundaries(towns).every((it) => it.geometry.coordinates.length > 0)).toBe(true);
});
