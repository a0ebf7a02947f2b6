import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Boundaries } from '../../contract/index.ts';
import { boxOf, declutter, labelPoint, municipalityAt } from './geometry.ts';

const square = (code: string, x: number, y: number, hole?: number[][]): Boundaries['features'][number] => ({
  type: 'Feature',
  properties: { code, name: code },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [x, y],
        [x + 10, y],
        [x + 10, y + 10],
        [x, y + 10],
        [x, y],
      ],
      ...(hole ? [hole] : []),
    ],
  },
});
const hole = [
  [2, 2],
  [4, 2],
  [4, 4],
  [2, 4],
  [2, 2],
];
const boundaries: Boundaries = {
  type: 'FeatureCollection',
  features: [square('west', 0, 0, hole), square('east', 10, 0)],
  attribution: '',
};

describe('geometry', () => {
  it('finds the municipality of a point given as [latitude, longitude]', () => {
    expect(municipalityAt(boundaries, [5, 12])?.properties.code).toBe('east');
    expect(municipalityAt(boundaries, [5, 1])?.properties.code).toBe('west');
    expect(municipalityAt(boundaries, [3, 3])).toBeNull();
    expect(municipalityAt(boundaries, [12, 5])).toBeNull();
  });

  it('frames and labels', () => {
    expect(boxOf(boundaries.features)).toEqual([0, 0, 20, 10]);
    expect(boxOf([])).toBeNull();
    expect(labelPoint(square('east', 10, 0))).toEqual([15, 5]);
  });

  it('never lets two labels touch, and always shows the first', () => {
    const box = fc.record({
      x: fc.integer({ min: 0, max: 400 }),
      y: fc.integer({ min: 0, max: 400 }),
      width: fc.integer({ min: 10, max: 120 }),
      height: fc.constant(16),
    });
    fc.assert(
      fc.property(fc.array(box, { minLength: 1, maxLength: 60 }), (labels) => {
        const shown = declutter(labels, 4);
        expect(shown[0]).toBe(true);
        const kept = labels.filter((_, at) => shown[at]);
        for (const [i, a] of kept.entries())
          for (const b of kept.slice(i + 1)) {
            const apartX = Math.abs(a.x - b.x) - (a.width + b.width) / 2;
            const apartY = Math.abs(a.y - b.y) - (a.height + b.height) / 2;
            expect(Math.max(apartX, apartY)).toBeGreaterThanOrEqual(4);
          }
      }),
    );
  });
});
