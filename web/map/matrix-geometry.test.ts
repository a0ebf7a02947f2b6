import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frozenX, frozenY, moved, scrollTo, sizesFor, spotAt } from './matrix-geometry.ts';

const sizes = sizesFor(1000);
const counts = { rows: 75, columns: 150 };
const view = { width: 900, height: 500 };

describe('matrix geometry', () => {
  it('finds under the pointer the cell that scrolling brought there', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 74 }), fc.integer({ min: 0, max: 149 }), (row, column) => {
        const scroll = scrollTo({ row, column }, { left: 0, top: 0 }, view, sizes);
        const x = frozenX(sizes) + column * sizes.column - scroll.left + 1;
        const y = frozenY(sizes) + row * sizes.row - scroll.top + 1;
        expect(x).toBeGreaterThanOrEqual(frozenX(sizes));
        expect(x).toBeLessThan(view.width);
        expect(y).toBeLessThan(view.height);
        expect(spotAt(x, y, scroll, sizes, counts)).toEqual({ row, column });
      }),
    );
  });

  it('knows names, totals and what is outside', () => {
    const at = (x: number, y: number) => spotAt(x, y, { left: 0, top: 0 }, sizes, { rows: 2, columns: 2 });
    expect(at(5, frozenY(sizes) + 1)).toEqual({ row: 0, column: -2 });
    expect(at(sizes.names + 1, sizes.heads + 1)).toEqual({ row: -1, column: -1 });
    expect(at(frozenX(sizes) + 3 * sizes.column, 200)).toBeNull();
    expect(at(5, frozenY(sizes) + 3 * sizes.row)).toBeNull();
  });

  it('never walks out of the matrix', () => {
    const key = fc.constantFrom(
      'ArrowUp',
      'ArrowDown',
      'ArrowLeft',
      'ArrowRight',
      'PageUp',
      'PageDown',
      'Home',
      'End',
    );
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
        let spot = { row: 0, column: 0 };
        for (const each of keys) spot = moved(spot, each, { rows: 5, columns: 7 }, 10) ?? spot;
        expect(spot.row).toBeGreaterThanOrEqual(-1);
        expect(spot.row).toBeLessThan(5);
        expect(spot.column).toBeGreaterThanOrEqual(-2);
        expect(spot.column).toBeLessThan(7);
      }),
    );
    expect(moved({ row: 0, column: 0 }, 'a', counts, 10)).toBeNull();
  });
});
