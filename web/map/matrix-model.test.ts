import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeatMap, Municipality } from '../../contract/index.ts';
import {
  barOf,
  buildMatrix,
  type ColumnOrder,
  NO_PLACE,
  ofDayNotOver,
  shortPlaceName,
  shortPlaceNames,
} from './matrix-model.ts';

const place = (code: string, name: string): Municipality => ({
  code,
  name,
  kind: 'district',
  population: 1000,
  centre: [55, 83],
});
const registry = { municipalities: [place('a', 'Азово'), place('b', 'Бор'), place('c', 'Вязы')], topics: [] };
const names = { row: (code: string) => code, place: (code: string) => ({ name: code, shortName: code }) };

/** A picture as the server would count it from single cases. */
const picture = fc
  .array(
    fc.record({
      row: fc.constantFrom('r1', 'r2', 'r3'),
      municipality: fc.constantFrom('a', 'b', 'c', NO_PLACE),
      count: fc.integer({ min: 0, max: 50 }),
      usual: fc.option(fc.integer({ min: 0, max: 30 })),
    }),
    { maxLength: 12 },
  )
  .map((raw): HeatMap => {
    const cells = [...new Map(raw.map((each) => [`${each.row}/${each.municipality}`, each])).values()].map(
      (each) => ({ ...each, ...NO_DETAILS, authors: each.count }),
    );
    const by = (key: 'row' | 'municipality') =>
      [...new Set(cells.map((cell) => cell[key]))].map((code) => ({
        code,
        usual: null,
        count: cells.filter((cell) => cell[key] === code).reduce((sum, cell) => sum + cell.count, 0),
      }));
    const total = cells.reduce((sum, cell) => sum + cell.count, 0);
    return {
      from: '',
      to: '',
      versus: null,
      rows: by('row'),
      municipalities: by('municipality'),
      cells,
      total,
      position: '0',
    };
  });

const NO_DETAILS = { overdue: null, rated: null, dissatisfied: null, before: null };

describe('matrix', () => {
  it('loses no case: rows, columns and cells each sum to the total', () => {
    fc.assert(
      fc.property(picture, fc.constantFrom<ColumnOrder>('count', 'change', 'name'), (heatMap, order) => {
        const model = buildMatrix(heatMap, registry, { rowKind: 'group', order, only: [] }, names);
        const sum = (list: readonly ({ count: number } | undefined)[]) =>
          list.reduce((all, each) => all + (each?.count ?? 0), 0);
        expect(sum(model.rows)).toBe(heatMap.total);
        expect(sum(model.columns)).toBe(heatMap.total);
        expect(sum(model.cells)).toBe(heatMap.total);
        for (const [at, cell] of model.cells.entries()) {
          if (!cell) continue;
          expect(model.rows[Math.floor(at / model.columns.length)]!.code).toBe(cell.row);
          expect(model.columns[at % model.columns.length]!.code).toBe(cell.municipality);
        }
        const unknown = model.columns.findIndex((column) => column.code === NO_PLACE);
        expect(unknown === -1 || unknown === model.columns.length - 1).toBe(true);
      }),
    );
  });

  it('keeps silent municipalities, unless certain ones are asked for', () => {
    const empty: HeatMap = {
      from: '',
      to: '',
      versus: null,
      rows: [],
      municipalities: [],
      cells: [],
      total: 0,
      position: '0',
    };
    const columns = (only: string[]) =>
      buildMatrix(empty, registry, { rowKind: 'group', order: 'name', only }, names).columns.length;
    expect(columns([])).toBe(3);
    expect(columns(['b'])).toBe(1);
  });

  it('draws the bar of change by doublings', () => {
    expect(barOf(20, 10)).toBe(0.5);
    expect(barOf(10, 20)).toBe(-0.5);
    expect(barOf(90, 10)).toBe(1);
    expect(barOf(0, 10)).toBe(-1);
    expect(barOf(5, null)).toBe(0);
    expect(barOf(5, 0)).toBe(1);
  });
});

describe('a day that is not over', () => {
  it('is compared upwards only', () => {
    const sum = (count: number, usual: number | null) => ({
      count,
      usual,
      authors: null,
      ...NO_DETAILS,
      population: 0,
    });
    const row = (count: number, usual: number | null) => ({
      ...sum(count, usual),
      code: 'a',
      name: 'a',
      opens: false,
      spikes: 0,
    });
    const model = ofDayNotOver({
      rows: [row(3, 10), row(20, 10)],
      columns: [],
      cells: [undefined, { row: 'a', municipality: 'm', count: 4, usual: 4, authors: null, ...NO_DETAILS }],
      total: sum(23, 100),
    });
    expect(model.rows.map((each) => each.usual)).toEqual([null, 10]);
    expect(model.cells.map((cell) => cell?.usual)).toEqual([undefined, 4]);
    expect(model.total).toEqual(sum(23, null));
  });
});

describe('short names', () => {
  it('drop the kind of municipality', () => {
    expect(shortPlaceName('Новосибирский муниципальный район')).toBe('Новосибирский');
    expect(shortPlaceName('городской округ город Бердск')).toBe('Бердск');
    expect(shortPlaceName('городской округ рабочий посёлок Кольцово')).toBe('Кольцово');
    expect(shortPlaceName('Искитимский район')).toBe('Искитимский');
    expect(shortPlaceName('Район')).toBe('Район');
  });

  it('stay whole where they would collide', () => {
    const short = shortPlaceNames(['город Обь', 'Обь район', 'Бор']);
    expect([...short.values()]).toEqual(['город Обь', 'Обь район', 'Бор']);
  });
});
