import { describe, expect, it } from 'vitest';
import { FRAME, openingPaths, openingProjection } from './map-frame.ts';

const BOX: [number, number, number, number] = [75, 53, 85, 57];

describe('the opening picture', () => {
  it('keeps the region within the frame and in its middle', () => {
    const view = { width: 600, height: 500 };
    const project = openingProjection(BOX, view);
    const [left, top] = project(BOX[0], BOX[3]);
    const [right, bottom] = project(BOX[2], BOX[1]);
    expect(left).toBeCloseTo(FRAME.left);
    expect(right).toBeCloseTo(view.width - FRAME.right);
    expect(top - FRAME.top).toBeCloseTo(view.height - FRAME.bottom - bottom);
    expect(top).toBeGreaterThan(FRAME.top);
  });

  it('is conformal: a small step east is as long as one north', () => {
    const project = openingProjection(BOX, { width: 600, height: 500 });
    const [x, y] = project(80, 55);
    const east = project(80 + 0.01 / Math.cos((55 * Math.PI) / 180), 55)[0] - x;
    expect(east / (y - project(80, 55.01)[1])).toBeCloseTo(1, 2);
  });

  it('draws nothing where there is no room', () => {
    const square = [
      [75, 53],
      [85, 53],
      [85, 57],
      [75, 53],
    ];
    const boundaries = {
      type: 'FeatureCollection' as const,
      attribution: '',
      features: [
        {
          type: 'Feature' as const,
          properties: { code: 'm', name: 'm' },
          geometry: { type: 'Polygon' as const, coordinates: [square] },
        },
      ],
    };
    expect(openingPaths(boundaries as never, { width: 0, height: 0 })).toEqual([]);
    expect(openingPaths(boundaries as never, { width: 400, height: 300 })[0]?.path).toMatch(/^M[\d. L]+Z$/);
  });
});
