import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRegionFile } from '../region-file.ts';
import { countPositions } from './geometry.ts';
import { readAliases, readBoundaries } from './import-boundaries.ts';
import { buildNameIndex } from './match-names.ts';
import { buildPointIndex } from './point-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'boundaries-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function write(data: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, typeof data === 'string' ? data : JSON.stringify(data));
  return path;
}

const square = (x: number, y: number) => [
  [x, y],
  [x + 1, y],
  [x + 1, y + 1],
  [x, y + 1],
  [x, y],
];
const feature = (name: string, ...squares: [number, number][]) => ({
  type: 'Feature',
  properties: { district: name },
  geometry: { type: 'MultiPolygon', coordinates: squares.map(([x, y]) => [square(x, y)]) },
});
const collection = (...features: object[]) => write({ type: 'FeatureCollection', features });
const read = (path: string, more: object = {}) =>
  readBoundaries(path, { nameProperty: 'district', municipalities: [], ...more });

const REGION = readRegionFile(new URL('../regions/54.json', import.meta.url).pathname);

describe('import of boundaries', () => {
  it('matches the registry by name and alias, makes the rest new, and says what is missing', () => {
    const path = collection(
      feature('Коченевский  район', [0, 0]),
      feature('Г. БЕРДСК', [1, 0]),
      feature('рабочий Кольцово', [2, 0]),
      feature('муниципальный округ N 65', [3, 0]),
    );
    const got = read(path, { municipalities: REGION.municipalities });
    expect(got.boundaries.slice(0, 3).map((it) => it.code)).toEqual(['50623000', '50708000', '50740000']);
    expect(got.created).toHaveLength(1);
    expect(got.created[0]).toMatchObject({
      name: 'муниципальный округ N 65',
      kind: 'okrug',
      centre: [0.5, 3.5],
    });
    expect(got.created[0]!.code).toMatch(/^x-[0-9a-z]+$/);
    expect(got.missing).toHaveLength(32);
  });

  it('gives a new municipality the same code however its name is written', () => {
    const code = (name: string) => read(collection(feature(name, [0, 0]))).created[0]!.code;
    expect(code('Муниципальный округ №65')).toBe(code('муниципальный  округ N 65'));
    expect(code('муниципальный округ №65')).not.toBe(code('муниципальный округ №66'));
  });

  it('keeps the names of an alias file with the municipality they stand for', () => {
    const path = collection(feature('округ Парнас', [0, 0]), feature('округ Урицк', [1, 0]));
    const got = read(path, { aliases: { 'округ Сергиевское': 'Парнас', Нигде: 'Несуществующий' } });
    expect(got.created[0]!.aliases).toEqual(['округ Сергиевское']);
    expect(got.unusedAliases).toEqual(['Несуществующий']);
    expect(buildNameIndex(got.created)('МО Сергиевское')).toBe(got.boundaries[0]!.code);
  });

  it('lets an alias name the registry’s municipality for a feature, too', () => {
    const path = collection(feature('Старобердск', [0, 0]));
    const got = read(path, { municipalities: REGION.municipalities, aliases: { Старобердск: 'Бердск' } });
    expect(got.boundaries[0]!.code).toBe('50708000');
    expect(got.updated.map((it) => it.name)).toEqual(['Бердск']);
  });

  it('joins features of one name', () => {
    const got = read(collection(feature('А', [0, 0]), feature('А', [5, 0])));
    expect(got.boundaries).toHaveLength(1);
    expect(buildPointIndex([['a', got.boundaries[0]!.boundary]]).find(0.5, 5.5)).toBe('a');
  });

  it('refuses two features for one municipality', () => {
    const path = collection(feature('Бердск', [0, 0]), feature('город Бердск', [1, 0]));
    expect(() => read(path, { municipalities: REGION.municipalities })).toThrow(/«Бердск» и «город Бердск»/);
  });

  const broken = (geometry: object) =>
    write({ features: [{ properties: { district: 'Искитим' }, geometry }] });
  it.each<[string, string, RegExp]>([
    ['no file', '/nonexistent.geojson', /не найден/],
    ['not JSON', write('{'), /не JSON/],
    ['no features', write({ type: 'Point' }), /нет списка features/],
    [
      'no name',
      write({ features: [{ properties: { a: 1 } }] }),
      /Объект 1: нет названия в свойстве «district» \(есть: a\)/,
    ],
    [
      'a line',
      broken({ type: 'LineString', coordinates: [[0, 0]] }),
      /Объект 1 \(«Искитим»\): геометрия LineString/,
    ],
    [
      'metres',
      broken({ type: 'Polygon', coordinates: [[[9231000, 7360000]]] }),
      /не \[долгота, широта\] в градусах/,
    ],
    [
      'two points',
      broken({
        type: 'Polygon',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
        ],
      }),
      /меньше трёх разных точек/,
    ],
    ['nothing', broken({ type: 'Polygon', coordinates: [] }), /нет координат/],
  ])('says what is wrong: %s', (_, path, message) => {
    expect(() => read(path)).toThrow(message);
  });

  it('refuses an alias file of another shape', () => {
    expect(() => readAliases(write([1]))).toThrow(/ожидается \{ "название там"/);
    expect(
      readAliases(new URL('../../../docs/examples/spb-aliases.json', import.meta.url).pathname),
    ).toMatchObject({
      'муниципальный округ Ланское': 'муниципальный округ Черная речка',
    });
  });
});

const REAL = new URL('../../../../shared/data/geo/novosibirsk.geojson', import.meta.url).pathname;

describe.skipIf(!existsSync(REAL))(
  'boundaries of Novosibirsk region (skipped without ../shared/data)',
  () => {
    const got = existsSync(REAL)
      ? read(REAL, { municipalities: REGION.municipalities, screenBytesMax: 200_000 })
      : null;

    it('matches all 35 names of the source without an alias file', () => {
      expect(got!.created.map((it) => it.name)).toEqual([]);
      expect(got!.missing).toEqual([]);
    });

    it('keeps the screen copy in its bound and close to the original', () => {
      expect(JSON.stringify(got!.boundaries.map((it) => it.screenBoundary)).length).toBeLessThan(200_000);
      const positions = (key: 'boundary' | 'screenBoundary') =>
        got!.boundaries.reduce((sum, it) => sum + countPositions(it[key]), 0);
      expect(positions('screenBoundary')).toBeLessThan(positions('boundary') / 5);
      const exact = buildPointIndex(got!.boundaries.map((it) => [it.code, it.boundary]));
      const screen = buildPointIndex(got!.boundaries.map((it) => [it.code, it.screenBoundary]));
      let inside = 0;
      let agree = 0;
      for (let lat = 53.3; lat < 57.3; lat += 0.021) {
        for (let lon = 75; lon < 85.2; lon += 0.033) {
          const code = exact.find(lat, lon);
          if (code === null) continue;
          inside++;
          if (screen.find(lat, lon) === code) agree++;
        }
      }
      expect(inside).toBeGreaterThan(20_000);
      expect(agree / inside).toBeGreaterThan(0.99);
    });

    it('finds every settlement of the registry in its own municipality', () => {
      const index = buildPointIndex(got!.boundaries.map((it) => [it.code, it.boundary]));
      for (const it of REGION.municipalities) {
        for (const s of it.settlements) expect([s.name, index.find(s.lat, s.lon)]).toEqual([s.name, it.code]);
      }
    });
  },
);
