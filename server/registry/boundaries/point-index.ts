import Flatbush from 'flatbush';
import { boundsOf, type Geometry, polygonsOf } from './geometry.ts';

export type PointIndex = {
  /** Which territory holds a point; on a shared border the first in the order given; `null` outside all. */
  find(lat: number, lon: number): string | null;
};

const MAX_BANDS = 1024;

/**
 * Finds the territory of a point. A box tree leaves one to three candidates; each polygon's edges are sorted into bands
 * of latitude, so that the ray cast looks at the handful of edges beside the point and not at thousands.
 */
export function buildPointIndex(
  territories: Iterable<readonly [code: string, geometry: Geometry]>,
): PointIndex {
  const list = [...territories].map(([code, geometry]) => ({ code, geometry, ...boundsOf(geometry) }));
  if (list.length === 0) return { find: () => null };
  const tree = new Flatbush(list.length);
  for (const it of list) tree.add(it.minX, it.minY, it.maxX, it.maxY);
  tree.finish();
  const bands = list.map((it) => buildBands(it.geometry, it.minY, it.maxY));
  return {
    find(lat, lon) {
      // NaN would make every comparison false; it is simply nowhere.
      if (!(Number.isFinite(lat) && Number.isFinite(lon))) return null;
      let first = -1;
      for (const i of tree.search(lon, lat, lon, lat)) {
        if ((first < 0 || i < first) && bands[i]!.contains(lon, lat)) first = i;
      }
      return first < 0 ? null : list[first]!.code;
    },
  };
}

function buildBands(geometry: Geometry, minY: number, maxY: number) {
  const rings = polygonsOf(geometry).flat();
  const edgeCount = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  const count = Math.max(1, Math.min(MAX_BANDS, edgeCount >> 2));
  const scale = count / (maxY - minY || 1);
  const bandOf = (y: number) => Math.max(0, Math.min(count - 1, Math.floor((y - minY) * scale)));
  const lists: number[][] = Array.from({ length: count }, () => []);
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x0, y0] = ring[i - 1]!;
      const [x1, y1] = ring[i]!;
      if (y0 === y1) continue;
      const to = bandOf(Math.max(y0, y1));
      for (let band = bandOf(Math.min(y0, y1)); band <= to; band++) lists[band]!.push(x0, y0, x1, y1);
    }
  }
  const packed = lists.map((it) => Float64Array.from(it));
  return {
    contains(x: number, y: number): boolean {
      if (y < minY || y > maxY) return false;
      const edges = packed[bandOf(y)]!;
      let inside = false;
      for (let i = 0; i < edges.length; i += 4) {
        const y0 = edges[i + 1]!;
        const y1 = edges[i + 3]!;
        if (y0 > y !== y1 > y && x < edges[i]! + ((edges[i + 2]! - edges[i]!) * (y - y0)) / (y1 - y0)) {
          inside = !inside;
        }
      }
      return inside;
    },
  };
}
