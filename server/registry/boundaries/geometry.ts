/** [longitude, latitude] in degrees, as GeoJSON orders them. */
export type Position = [number, number];
/** Closed: the last position repeats the first. */
export type Ring = Position[];
/** Outer ring first, then holes. */
export type Rings = Ring[];

/** The two GeoJSON geometries that a territory can have. */
export type Geometry =
  | { type: 'Polygon'; coordinates: Rings }
  | { type: 'MultiPolygon'; coordinates: Rings[] };

export type Bounds = { minX: number; minY: number; maxX: number; maxY: number };

export function polygonsOf(geometry: Geometry): Rings[] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** A Polygon where one is enough, so that files stay simple to read. */
export function geometryOf(polygons: Rings[]): Geometry {
  return polygons.length === 1
    ? { type: 'Polygon', coordinates: polygons[0]! }
    : { type: 'MultiPolygon', coordinates: polygons };
}

export function boundsOf(geometry: Geometry): Bounds {
  const bounds = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (const [x, y] of polygonsOf(geometry).flatMap((rings) => rings[0] ?? [])) {
    bounds.minX = Math.min(bounds.minX, x);
    bounds.minY = Math.min(bounds.minY, y);
    bounds.maxX = Math.max(bounds.maxX, x);
    bounds.maxY = Math.max(bounds.maxY, y);
  }
  return bounds;
}

/** Twice the signed area in square degrees: positive when the ring runs counter-clockwise. */
export function signedArea(ring: Ring): number {
  let area = 0;
  for (let i = 1; i < ring.length; i++) {
    area += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  }
  return area;
}

export function countPositions(geometry: Geometry): number {
  return polygonsOf(geometry).reduce((sum, rings) => sum + rings.reduce((n, ring) => n + ring.length, 0), 0);
}

/** The area-weighted middle of the largest part: where a label or a marker of the territory may stand. */
export function centreOf(geometry: Geometry): Position {
  const rings = polygonsOf(geometry).map((it) => it[0]!);
  const ring = rings.reduce((a, b) => (Math.abs(signedArea(b)) > Math.abs(signedArea(a)) ? b : a));
  let x = 0;
  let y = 0;
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1]!;
    const [x1, y1] = ring[i]!;
    const cross = x0 * y1 - x1 * y0;
    x += (x0 + x1) * cross;
    y += (y0 + y1) * cross;
  }
  const area = signedArea(ring);
  return area === 0 ? ring[0]! : [x / (3 * area), y / (3 * area)];
}
