import { type Geometry, polygonsOf } from './geometry.ts';

export interface PlaceOnMap {
  code: string;
  /** [latitude, longitude]. */
  centre: readonly [number, number];
}

/** Corners that two territories must have in common; one alone is a point where four districts meet. */
const COMMON_CORNERS_MIN = 2;
/** About a metre: sources round differently. */
const PRECISION = 1e5;
/** For a place without neighbours on the map (no boundary, an island, borders drawn apart) so many nearest centres. */
const NEAREST = 3;

/**
 * For every place the indices of those that border on it. Borders of neighbours run through the same corners; where a place
 * shares none, its nearest centres stand in. Symmetric, never itself.
 */
export function neighboursOf(
  places: readonly PlaceOnMap[],
  boundaries: ReadonlyMap<string, Geometry>,
): number[][] {
  const beside = places.map(() => new Set<number>());
  const join = (a: number, b: number) => {
    if (a === b) return;
    beside[a]!.add(b);
    beside[b]!.add(a);
  };
  const owners = new Map<string, Set<number>>();
  places.forEach(({ code }, index) => {
    const geometry = boundaries.get(code);
    if (!geometry) return;
    for (const [x, y] of polygonsOf(geometry).flat(2)) {
      const key = `${Math.round(x * PRECISION)} ${Math.round(y * PRECISION)}`;
      let known = owners.get(key);
      if (!known) owners.set(key, (known = new Set()));
      known.add(index);
    }
  });
  const common = new Map<string, number>();
  for (const set of owners.values()) {
    if (set.size < 2) continue;
    const list = [...set].sort((a, b) => a - b);
    for (const [at, a] of list.entries()) {
      for (const b of list.slice(at + 1)) common.set(`${a} ${b}`, (common.get(`${a} ${b}`) ?? 0) + 1);
    }
  }
  for (const [pair, corners] of common) {
    const [a, b] = pair.split(' ').map(Number) as [number, number];
    if (corners >= COMMON_CORNERS_MIN) join(a, b);
  }
  places.forEach((place, index) => {
    if (beside[index]!.size > 0) return;
    for (const near of nearestTo(place, index, places)) join(index, near);
  });
  return beside.map((set) => [...set].sort((a, b) => a - b));
}

function nearestTo(place: PlaceOnMap, index: number, places: readonly PlaceOnMap[]): number[] {
  const [lat, lon] = place.centre;
  const shrink = Math.cos((lat * Math.PI) / 180);
  return places
    .map(({ centre }, at) => ({ at, far: Math.hypot(centre[0] - lat, (centre[1] - lon) * shrink) }))
    .filter(({ at }) => at !== index)
    .sort((a, b) => a.far - b.far)
    .slice(0, NEAREST)
    .map(({ at }) => at);
}
