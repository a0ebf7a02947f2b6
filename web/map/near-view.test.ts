import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEX_RESOLUTION_MAX, HEX_RESOLUTION_MIN } from '../../contract/index.ts';
import { asComparison } from './compare-periods.ts';
import type { Box } from './geometry.ts';
import { readCamera, readView, writeCamera } from './map-view.ts';
import { matrixCsv } from './matrix-csv.ts';
import type { MatrixModel } from './matrix-model.ts';
import { NO_DETAILS } from './matrix-model.ts';
import { boxToAsk, fitsPoints, layerAt, pointsBox, resolutionAt } from './near-view.ts';

const TOWN: Box = [82.8, 54.9, 83.1, 55.1];
const REGION: Box = [75, 53, 85, 57];

describe('looking nearer', () => {
  it('goes from municipalities over hexagons to points', () => {
    expect(layerAt('auto', 5.5, 5.5, REGION)).toBe('places');
    expect(layerAt('auto', 7.5, 5.5, REGION)).toBe('hexagons');
    expect(layerAt('auto', 13, 5.5, TOWN)).toBe('points');
    expect(layerAt('places', 13, 5.5, TOWN)).toBe('places');
    // Points of a whole region are never asked for.
    expect(layerAt('points', 5.5, 5.5, REGION)).toBe('hexagons');
  });

  it('has finer hexagons at every step, within what the server offers', () => {
    const zooms = fc.float({ min: 0, max: 22, noNaN: true });
    fc.assert(
      fc.property(zooms, zooms, (a, b) => {
        const [far, near] = [Math.min(a, b), Math.max(a, b)];
        expect(resolutionAt(near, 'usual')).toBeGreaterThanOrEqual(resolutionAt(far, 'usual'));
        for (const size of ['big', 'usual', 'small'] as const) {
          expect(resolutionAt(a, size)).toBeGreaterThanOrEqual(HEX_RESOLUTION_MIN);
          expect(resolutionAt(a, size)).toBeLessThanOrEqual(HEX_RESOLUTION_MAX);
        }
      }),
    );
  });

  it('asks for a box that covers the view, and not again for a short drag', () => {
    const asked = boxToAsk(TOWN, null);
    const moved: Box = [82.82, 54.91, 83.12, 55.11];
    expect(boxToAsk(moved, asked)).toBe(asked);
    const far: Box = [84, 54.9, 84.3, 55.1];
    expect(boxToAsk(far, asked)).not.toBe(asked);
    // Much nearer: what was asked for the town would hold too much.
    expect(boxToAsk([82.9, 55, 82.92, 55.01], asked)).not.toBe(asked);
    expect(fitsPoints(pointsBox([82, 54.7, 82.7, 55.05], null))).toBe(true);
  });
});

describe('the link', () => {
  it('keeps where one looks', () => {
    const camera = { lat: 55.0302, lon: 82.9204, zoom: 11.5 };
    expect(readCamera(writeCamera(camera))).toEqual(camera);
    for (const text of [undefined, '', '1,2', '1,2,x', '99,1,1', '1,,3', '1,2,3,4'])
      expect(readCamera(text)).toBeNull();
  });

  it('keeps layer, hexagon size and the other period, and forgives nonsense', () => {
    const view = readView(
      { layer: 'hexagons', hex: 'small', measure: 'compare', vsFrom: '2026-10-08', vsTo: '2026-10-01' },
      '2026-11-22',
    );
    expect(view).toMatchObject({
      layer: 'hexagons',
      hexagon: 'small',
      measure: 'compare',
      versus: { from: '2026-10-01', to: '2026-10-08' },
    });
    expect(readView({ layer: 'x', hex: 'y', vsFrom: 'вчера' }, '2026-11-22')).toMatchObject({
      layer: 'auto',
      hexagon: 'usual',
      versus: null,
    });
  });
});

describe('two periods', () => {
  it('are compared at equal length', () => {
    const cell = { row: 'r', municipality: 'a', count: 30, usual: 7, ...NO_DETAILS, before: 60 };
    const compared = asComparison({
      from: '2026-11-01',
      to: '2026-11-10',
      versus: { from: '2026-10-01', to: '2026-10-20' },
      rows: [{ code: 'r', count: 30 }],
      municipalities: [{ code: 'a', count: 30, usual: 7 }],
      cells: [cell, { ...cell, municipality: 'b', count: 0, before: 4 }],
      total: 30,
      position: '0',
    });
    expect(compared.cells.map(({ usual }) => usual)).toEqual([30, 2]);
    expect(compared.municipalities).toEqual([
      { code: 'a', count: 30, usual: 30 },
      { code: 'b', count: 0, usual: 2 },
    ]);
  });
});

describe('the table for a spreadsheet', () => {
  it('holds every cell once and starts no formula', () => {
    const sum = { count: 3, usual: 1.5, ...NO_DETAILS, population: 1000, spikes: 0 };
    const model: MatrixModel = {
      rows: [{ ...sum, code: 'r', name: '=ЯМЫ; «дороги»', opens: false }],
      columns: [{ ...sum, code: 'a', name: 'Бердск', shortName: 'Бердск' }],
      cells: [{ row: 'r', municipality: 'a', count: 3, usual: 1.5, ...NO_DETAILS, overdue: 2, before: null }],
      total: sum,
    };
    const words = {
      row: 'Тема',
      place: 'Место',
      count: 'Число',
      usual: 'Обычно',
      authors: 'Авторов',
      overdue: 'Просрочено',
      rated: 'Оценено',
      dissatisfied: 'Недовольны',
      population: 'Жителей',
    };
    expect(matrixCsv(model, words)).toBe(
      `\ufeffТема;Место;Число;Обычно;Авторов;Просрочено;Оценено;Недовольны;Жителей\r\n"'=ЯМЫ; «дороги»";Бердск;3;1,5;;2;;;1000\r\n`,
    );
  });
});
