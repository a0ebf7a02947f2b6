import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ClusterPoint, clusterPoints } from './cluster-points.ts';

const point = fc.record({
  lat: fc.integer({ min: 0, max: 60 }).map((steps) => 55 + steps * 0.0004),
  lon: fc.integer({ min: 0, max: 60 }).map((steps) => 82.9 + steps * 0.0007),
  topic: fc.constantFrom('roads.potholes', 'housing.roof', ''),
  day: fc.constantFrom('2026-11-01', '2026-11-02'),
  state: fc.constantFrom('open', 'closed', 'overdue'),
}) as fc.Arbitrary<ClusterPoint>;

const metres = (a: ClusterPoint, b: ClusterPoint) =>
  Math.hypot((a.lat - b.lat) * 111_320, (a.lon - b.lon) * 111_320 * Math.cos((55 * Math.PI) / 180));

/** Spreads from each point to all within reach, without squares. */
function naive(points: readonly ClusterPoint[]): Set<string> {
  const left = new Set(points.keys());
  const found = new Set<string>();
  for (const start of points.keys()) {
    if (!left.delete(start) || points[start]!.topic === '') continue;
    const members = [start];
    for (const at of members)
      for (const other of [...left]) {
        if (points[at]!.topic !== points[other]!.topic || metres(points[at]!, points[other]!) > 150) continue;
        left.delete(other);
        members.push(other);
      }
    if (members.length >= 3) found.add(members.sort((a, b) => a - b).join(','));
  }
  return found;
}

describe('clusters', () => {
  test('are what spreading from neighbour to neighbour finds', () => {
    fc.assert(
      fc.property(fc.array(point, { maxLength: 60 }), (points) => {
        // A distance within a metre of the bound may fall either way: the naive count measures at another latitude.
        const unclear = points.some((a) => points.some((b) => Math.abs(metres(a, b) - 150) < 2));
        fc.pre(!unclear);
        const { clusterOf, clusters } = clusterPoints(points);
        const found = new Set(
          clusters.map((_, number) => [...points.keys()].filter((at) => clusterOf[at] === number).join(',')),
        );
        expect(found).toEqual(naive(points));
        expect([...clusters].sort((a, b) => b.count - a.count)).toEqual(clusters);
      }),
    );
  });

  test('two appeals and appeals without a topic are none', () => {
    const at = { lat: 55, lon: 82.9, day: '2026-11-01', state: 'open' } as const;
    expect(
      clusterPoints([
        { ...at, topic: 'a' },
        { ...at, topic: 'a' },
      ]).clusters,
    ).toEqual([]);
    expect(clusterPoints(Array(5).fill({ ...at, topic: '' })).clusters).toEqual([]);
    expect(clusterPoints(Array(3).fill({ ...at, topic: 'a' })).clusters).toMatchObject([
      { count: 3, open: 3 },
    ]);
  });
});
