import { type Position, type Ring, type Rings, signedArea } from './geometry.ts';

export type ArcChange = (arc: Position[]) => Position[];

/**
 * Applies `change` to the borders of many territories so that neighbours still fit: rings are cut where borders meet,
 * and each piece is changed in one direction, whichever ring it belongs to. `change` must keep both ends. A ring that
 * the change collapses is dropped, except the only outer ring of a territory, which then stays as it was.
 */
export function mapSharedArcs(territories: readonly Rings[][], change: ArcChange): Rings[][] {
  const isJunction = findJunctions(territories);
  const mapRing = (ring: Ring): Ring | null => {
    const changed = cutRing(ring, isJunction).flatMap((arc, i) => {
      const piece = changeInOneDirection(arc, change);
      return i === 0 ? piece : piece.slice(1);
    });
    return changed.length >= 4 && signedArea(changed) !== 0 ? changed : null;
  };
  return territories.map((polygons) => {
    const mapped: Rings[] = [];
    for (const rings of polygons) {
      const outer = mapRing(rings[0]!);
      if (!outer) continue;
      mapped.push([
        outer,
        ...rings
          .slice(1)
          .map(mapRing)
          .filter((it) => it !== null),
      ]);
    }
    return mapped.length > 0 ? mapped : largest(polygons);
  });
}

function largest(polygons: readonly Rings[]): Rings[] {
  const size = (rings: Rings) => Math.abs(signedArea(rings[0]!));
  return polygons.length === 0 ? [] : [polygons.reduce((a, b) => (size(b) > size(a) ? b : a))];
}

const key = (position: Position) => `${position[0]},${position[1]}`;

/** A position is a junction when the rings through it do not all have the same two neighbours there. */
function findJunctions(territories: readonly Rings[][]): (position: Position) => boolean {
  const neighbours = new Map<string, string>();
  const junctions = new Set<string>();
  for (const ring of territories.flat(2)) {
    for (let i = 0; i < ring.length - 1; i++) {
      const here = key(ring[i]!);
      const before = key(ring[i === 0 ? ring.length - 2 : i - 1]!);
      const after = key(ring[i + 1]!);
      const pair = before < after ? `${before};${after}` : `${after};${before}`;
      const known = neighbours.get(here);
      if (known === undefined) neighbours.set(here, pair);
      else if (known !== pair) junctions.add(here);
    }
  }
  return (position) => junctions.has(key(position));
}

function cutRing(ring: Ring, isJunction: (position: Position) => boolean): Position[][] {
  const open = ring.slice(0, -1);
  let start = open.findIndex(isJunction);
  // A ring without junctions is an island or a hole with its filling: both start at the same, smallest position.
  if (start < 0) start = open.reduce((best, it, i) => (key(it) < key(open[best]!) ? i : best), 0);
  const turned = [...open.slice(start), ...open.slice(0, start), open[start]!];
  const cuts = turned.flatMap((it, i) => (i > 0 && (i === turned.length - 1 || isJunction(it)) ? [i] : []));
  const arcs: Position[][] = [];
  let from = 0;
  for (const to of cuts) {
    arcs.push(turned.slice(from, to + 1));
    from = to;
  }
  return arcs.flatMap(splitLoop);
}

/** A closed arc has no line to simplify against: it is cut once more, at the position farthest from its end. */
function splitLoop(arc: Position[]): Position[][] {
  const [x, y] = arc[0]!;
  if (key(arc[0]!) !== key(arc.at(-1)!) || arc.length < 4) return [arc];
  const forward = isForward(arc) ? arc : arc.toReversed();
  const distance = (it: Position) => (it[0] - x) ** 2 + (it[1] - y) ** 2;
  const far = forward.reduce((best, it, i) => (distance(it) > distance(forward[best]!) ? i : best), 0);
  const at = forward === arc ? far : arc.length - 1 - far;
  return [arc.slice(0, at + 1), arc.slice(at)];
}

function changeInOneDirection(arc: Position[], change: ArcChange): Position[] {
  return isForward(arc) ? change(arc) : change(arc.toReversed()).toReversed();
}

function isForward(arc: Position[]): boolean {
  const first = key(arc[0]!);
  const last = key(arc.at(-1)!);
  return first === last ? key(arc[1]!) <= key(arc.at(-2)!) : first < last;
}
