import { type Position, type Ring, type Rings, signedArea } from './geometry.ts';

/** A raster of whole numbers; `-1` is outside. Row 0 is the south. */
export type LabelGrid = { width: number; height: number; labels: Int16Array };

/**
 * The territories of labels 0…count−1 as polygons in grid coordinates (cell corners are whole numbers), outer rings
 * counter-clockwise. Neighbouring territories have exactly the same positions along their border.
 */
export function traceLabels(grid: LabelGrid, count: number): Rings[][] {
  const edges = Array.from({ length: count }, () => new Map<number, number[]>());
  const stride = grid.width + 1;
  const at = (x: number, y: number) =>
    x < 0 || y < 0 || x >= grid.width || y >= grid.height ? -1 : grid.labels[y * grid.width + x]!;
  for (let y = 0; y < grid.height; y++) {
    for (let x = 0; x < grid.width; x++) {
      const label = at(x, y);
      if (label < 0) continue;
      const corner = y * stride + x;
      const add = (from: number, to: number) => {
        const known = edges[label]!.get(from);
        if (known) known.push(to);
        else edges[label]!.set(from, [to]);
      };
      // The territory lies on the left of each edge.
      if (at(x, y - 1) !== label) add(corner, corner + 1);
      if (at(x + 1, y) !== label) add(corner + 1, corner + 1 + stride);
      if (at(x, y + 1) !== label) add(corner + 1 + stride, corner + stride);
      if (at(x - 1, y) !== label) add(corner + stride, corner);
    }
  }
  return edges.map((it) => assemble(chain(it, stride)));
}

function chain(edges: Map<number, number[]>, stride: number): Ring[] {
  const rings: Ring[] = [];
  const position = (corner: number): Position => [corner % stride, Math.floor(corner / stride)];
  for (const start of edges.keys()) {
    while (edges.get(start)?.length) {
      const ring: Ring = [position(start)];
      let before = start;
      let at = start;
      do {
        const next = take(edges.get(at)!, before, at, stride);
        before = at;
        at = next;
        ring.push(position(at));
      } while (at !== start);
      rings.push(ring);
    }
  }
  return rings;
}

/** Where two cells touch at a corner only, turn left: they become two rings, and no ring touches itself. */
function take(options: number[], before: number, at: number, stride: number): number {
  const step = at - before;
  const left = at + (Math.abs(step) === 1 ? step * stride : -Math.sign(step));
  const index = options.length > 1 && before !== at ? Math.max(0, options.indexOf(left)) : 0;
  return options.splice(index, 1)[0]!;
}

function assemble(rings: Ring[]): Rings[] {
  const outers = rings.filter((it) => signedArea(it) > 0).map((it): Rings => [it]);
  for (const hole of rings.filter((it) => signedArea(it) < 0)) {
    // The middle of the hole's first edge, moved half a cell to the left, lies in the territory.
    const [a, b] = [hole[0]!, hole[1]!];
    const inside: Position = [(a[0] + b[0]) / 2 - (b[1] - a[1]) / 2, (a[1] + b[1]) / 2 + (b[0] - a[0]) / 2];
    outers.find((it) => ringContains(it[0]!, inside))?.push(hole);
  }
  return outers;
}

/** Ray casting; a point on the border counts as either. */
export function ringContains(ring: Ring, [x, y]: Position): boolean {
  let inside = false;
  for (let i = 1; i < ring.length; i++) {
    const [x0, y0] = ring[i - 1]!;
    const [x1, y1] = ring[i]!;
    if (y0 > y !== y1 > y && x < x0 + ((x1 - x0) * (y - y0)) / (y1 - y0)) inside = !inside;
  }
  return inside;
}
