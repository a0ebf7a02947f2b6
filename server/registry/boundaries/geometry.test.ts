import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position, Ring, Rings } from './geometry.ts';
import { buildNameIndex, normaliseName, temporaryCode } from './match-names.ts';
import { buildPointIndex } from './point-index.ts';
import { mapSharedArcs } from './shared-arcs.ts';
import { simplifyLine } from './simplify-line.ts';
import { ringContains, traceLabels } from './trace-labels.ts';

describe('simplifyLine', () => {
  const line = fc.array(
    fc.tuple(fc.double({ min: 75, max: 85, noNaN: true }), fc.double({ min: 53, max: 57, noNaN: true })),
    { minLength: 2, maxLength: 60 },
  );

  it('keeps both ends, drops only, and drops nothing at zero', () => {
    fc.assert(
      fc.property(line, fc.double({ min: 0, max: 2, noNaN: true }), (positions, tolerance) => {
        const got = simplifyLine(positions as Position[], tolerance);
        expect(got[0]).toEqual(positions[0]);
        expect(got.at(-1)).toEqual(positions.at(-1));
        expect(got.every((it) => positions.includes(it))).toBe(true);
        if (tolerance === 0) expect(got).toHaveLength(positions.length);
      }),
    );
  });

  it('straightens what deviates less than the tolerance and keeps a corner', () => {
    const wavy: Position[] = [
      [0, 0],
      [1, 0.01],
      [2, -0.01],
      [3, 0],
      [3, 5],
    ];
    expect(simplifyLine(wavy, 0.05)).toEqual([
      [0, 0],
      [3, 0],
      [3, 5],
    ]);
  });
});

/** A random map: every cell of a small grid belongs to one of three or to nobody. */
const grid = fc
  .array(fc.integer({ min: -1, max: 2 }), { minLength: 48, maxLength: 48 })
  .map((labels) => ({ width: 8, height: 6, labels: Int16Array.from(labels) }));

describe('traceLabels', () => {
  it('draws polygons that hold exactly the cells of their label', () => {
    fc.assert(
      fc.property(grid, (map) => {
        const traced = traceLabels(map, 3);
        for (let cell = 0; cell < 48; cell++) {
          const middle: Position = [(cell % 8) + 0.5, Math.floor(cell / 8) + 0.5];
          const holders = traced.map((polygons) => polygons.filter((rings) => holds(rings, middle)).length);
          const expected = [0, 0, 0];
          if (map.labels[cell]! >= 0) expected[map.labels[cell]!] = 1;
          expect(holders).toEqual(expected);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function holds(rings: Rings, point: Position): boolean {
  return ringContains(rings[0]!, point) && !rings.slice(1).some((hole) => ringContains(hole, point));
}

describe('mapSharedArcs', () => {
  it('changes nothing when the change changes nothing, but for where a ring begins', () => {
    const canonical = (ring: Ring) => ring.slice(1).map(String).sort().join(' ');
    fc.assert(
      fc.property(grid, (map) => {
        const traced = traceLabels(map, 3);
        const same = mapSharedArcs(traced, (arc) => arc);
        expect(same.flat(2).map(canonical)).toEqual(traced.flat(2).map(canonical));
      }),
    );
  });

  it('keeps neighbours together: every edge inside the map still has its twin', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 48, maxLength: 48 }), (labels) => {
        const traced = traceLabels({ width: 8, height: 6, labels: Int16Array.from(labels) }, 3);
        const moved = mapSharedArcs(traced, (arc) =>
          arc.map((it, i): Position => (i > 0 && i < arc.length - 1 ? [it[0] + 0.1 * i, it[1]] : it)),
        );
        const edges = new Map<string, number>();
        for (const ring of moved.flat(2)) {
          for (let i = 1; i < ring.length; i++) {
            const edge = [String(ring[i - 1]), String(ring[i])].sort().join(' ');
            edges.set(edge, (edges.get(edge) ?? 0) + 1);
          }
        }
        // An edge that only one ring has must come from an arc along the frame; such arcs begin and end on it.
        const single = [...edges].filter(([, count]) => count === 1).length;
        const frameEdges = traced.flat(2).reduce((sum, ring) => sum + countFrameEdges(ring), 0);
        expect(single).toBeLessThanOrEqual(frameEdges);
      }),
    );
  });

  it('keeps the only polygon of a territory that the change would collapse', () => {
    const tiny: Ring = [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ];
    const got = mapSharedArcs([[[tiny]]], (arc) => [arc[0]!, arc.at(-1)!]);
    expect(got).toEqual([[[tiny]]]);
  });
});

function countFrameEdges(ring: Ring): number {
  let count = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b] = [ring[i - 1]!, ring[i]!];
    if ((a[0] === b[0] && (a[0] === 0 || a[0] === 8)) || (a[1] === b[1] && (a[1] === 0 || a[1] === 6)))
      count++;
  }
  return count;
}

describe('point index', () => {
  it('agrees with a plain ray cast', () => {
    const point = fc.tuple(
      fc.double({ min: -1, max: 9, noNaN: true }),
      fc.double({ min: -1, max: 7, noNaN: true }),
    );
    fc.assert(
      fc.property(grid, point, (map, [x, y]) => {
        const traced = traceLabels(map, 3);
        const index = buildPointIndex(
          traced.flatMap((polygons, i) =>
            polygons.length > 0
              ? [[`${i}`, { type: 'MultiPolygon' as const, coordinates: polygons }] as const]
              : [],
          ),
        );
        const plain = traced.findIndex((polygons) => polygons.some((rings) => holds(rings, [x, y])));
        expect(index.find(y, x)).toBe(plain < 0 ? null : `${plain}`);
      }),
      { numRuns: 300 },
    );
  });

  it('is nowhere for nothing, and for what is not a number', () => {
    expect(buildPointIndex([]).find(55, 82)).toBeNull();
    const square: Rings = [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ],
    ];
    const index = buildPointIndex([['a', { type: 'Polygon', coordinates: square }]]);
    expect([index.find(0.5, 0.5), index.find(Number.NaN, 0.5), index.find(2, 2)]).toEqual(['a', null, null]);
  });
});

describe('names', () => {
  it.each([
    ['муниципальный округ №65', 'Муниципальный  округ N 65'],
    ['муниципальный округ № 7', 'МУНИЦИПАЛЬНЫЙ ОКРУГ №7'],
    ['Лиговка - Ямская', 'Лиговка-Ямская'],
    ['округ округ Петровский', 'округ Петровский'],
    ['Чистоозёрный район', 'Чистоозерный район'],
    ['муниципальный округ «Северный»', 'муниципальный округ Северный'],
  ])('writes «%s» and «%s» alike', (one, other) => {
    expect(normaliseName(one)).toBe(normaliseName(other));
    expect(temporaryCode(one)).toBe(temporaryCode(other));
  });

  it('tells a town from the district of its name, and finds either without its kind', () => {
    const find = buildNameIndex([
      { code: '1', name: 'Искитим', aliases: [] },
      { code: '2', name: 'Искитимский район', aliases: ['Искитимский р-н'] },
      { code: '3', name: 'посёлок Тярлево', aliases: [] },
    ]);
    expect(
      ['г. Искитим', 'ИСКИТИМСКИЙ РАЙОН', 'Искитимский муниципальный район', 'Тярлево', 'Искит'].map(find),
    ).toEqual(['1', '2', '2', '3', null]);
  });

  it('does not choose where kinds alone tell two apart', () => {
    const find = buildNameIndex([
      { code: '1', name: 'город Павловск', aliases: [] },
      { code: '2', name: 'посёлок Павловск', aliases: [] },
    ]);
    expect(['Павловск', 'город Павловск', 'поселок Павловск'].map(find)).toEqual([null, '1', '2']);
  });
});
