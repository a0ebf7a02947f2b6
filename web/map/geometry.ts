import type { Boundaries, Point } from '../../contract/index.ts';

/** [longitude, latitude], the order of GeoJSON (the contract's `Point` is [latitude, longitude]). */
export type LonLat = [number, number];
export type Feature = Boundaries['features'][number];
type Ring = LonLat[];

/** Polygons of a feature; each is its outer ring followed by holes. */
export function polygonsOf(feature: Feature): Ring[][] {
  const { type, coordinates } = feature.geometry;
  return (type === 'Polygon' ? [coordinates] : coordinates) as Ring[][];
}

/** [west, south, east, north]; null when there is nothing to frame. */
export type Box = [number, number, number, number];
export function boxOf(features: readonly Feature[]): Box | null {
  let [west, south, east, north] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const feature of features)
    for (const polygon of polygonsOf(feature))
      for (const [lon, lat] of polygon[0] ?? []) {
        west = Math.min(west, lon);
        east = Math.max(east, lon);
        south = Math.min(south, lat);
        north = Math.max(north, lat);
      }
  return west <= east ? [west, south, east, north] : null;
}

function insideRing(lon: number, lat: number, ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

export function contains(feature: Feature, [lat, lon]: Point): boolean {
  return polygonsOf(feature).some(
    ([outer, ...holes]) =>
      outer !== undefined && insideRing(lon, lat, outer) && !holes.some((hole) => insideRing(lon, lat, hole)),
  );
}

/** The municipality a point lies in, or null: outside the region. */
export function municipalityAt(boundaries: Boundaries, point: Point): Feature | null {
  return boundaries.features.find((feature) => contains(feature, point)) ?? null;
}

/** Where a feature's name goes: centroid of its largest ring (shoelace), which for most districts lies inside. */
export function labelPoint(feature: Feature): LonLat {
  let best: LonLat = [0, 0];
  let bestArea = -1;
  for (const [ring] of polygonsOf(feature)) {
    if (!ring || ring.length < 3) continue;
    let [area, x, y] = [0, 0, 0];
    const [x0, y0] = ring[0]!;
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      // Relative to the first vertex: products of small numbers keep their digits.
      const [ax, ay] = [ring[j]![0] - x0, ring[j]![1] - y0];
      const [bx, by] = [ring[i]![0] - x0, ring[i]![1] - y0];
      const cross = ax * by - bx * ay;
      area += cross;
      x += (ax + bx) * cross;
      y += (ay + by) * cross;
    }
    if (Math.abs(area) > bestArea) {
      bestArea = Math.abs(area);
      best = area === 0 ? [x0, y0] : [x0 + x / (3 * area), y0 + y / (3 * area)];
    }
  }
  return best;
}

export interface LabelBox {
  /** Middle of the label on the screen, pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Which labels to draw so that none covers another: in the order given (most important first), each that still has
 * room. Returns one flag per label. Quadratic in what is shown, which for a region (≤ 150) is under a millisecond.
 */
export function declutter(labels: readonly LabelBox[], gap: number): boolean[] {
  const placed: LabelBox[] = [];
  return labels.map((label) => {
    const free = placed.every(
      (other) =>
        Math.abs(other.x - label.x) * 2 >= other.width + label.width + 2 * gap ||
        Math.abs(other.y - label.y) * 2 >= other.height + label.height + 2 * gap,
    );
    if (free) placed.push(label);
    return free;
  });
}
