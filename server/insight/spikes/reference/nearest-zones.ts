import type { Zone } from './poisson-scan.ts';

export interface Point {
  latitude: number;
  longitude: number;
}

const RADIAN = Math.PI / 180;

/** Every place with its 0…`nearest` − 1 nearest others, by great circle; equal sets once. */
export function nearestZones(points: readonly Point[], nearest: number): Zone[] {
  const zones = new Map<string, Zone>();
  points.forEach((centre) => {
    const byDistance = points
      .map((point, index) => ({ index, distance: angle(centre, point) }))
      .sort((a, b) => a.distance - b.distance || a.index - b.index);
    const zone: number[] = [];
    for (const { index } of byDistance.slice(0, nearest)) {
      zone.push(index);
      const sorted = [...zone].sort((a, b) => a - b);
      zones.set(sorted.join(','), sorted);
    }
  });
  return [...zones.values()];
}

/** Angle between two points on the sphere, by the haversine: exact also for neighbours. */
function angle(a: Point, b: Point): number {
  const dLat = (b.latitude - a.latitude) * RADIAN;
  const dLon = (b.longitude - a.longitude) * RADIAN;
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a.latitude * RADIAN) * Math.cos(b.latitude * RADIAN) * Math.sin(dLon / 2) ** 2;
  return 2 * Math.asin(Math.min(1, Math.sqrt(h)));
}
