// Boundaries for a region that has none yet: a sketch drawn from place names alone, so that a map has something true
// enough to show before real boundaries are imported. Every point belongs to the municipality of its nearest
// settlement; towns are discs sized by their population; the outer line is a wavy buffer around all settlements.
// Deterministic: the same registry gives the same sketch. Entrance: `approximateBoundaries`.
import { Delaunay } from 'd3-delaunay';
import type { RegionMunicipality } from '../region-file.ts';
import { type Geometry, geometryOf, type Position } from './geometry.ts';
import { mapSharedArcs } from './shared-arcs.ts';
import { simplifyLine } from './simplify-line.ts';
import { type LabelGrid, ringContains, traceLabels } from './trace-labels.ts';

export type Sketch = { code: string; name: string; geometry: Geometry };

const KM_PER_DEGREE = 111.2;
/** Raster step: fine enough for a town of 20 000, coarse enough for a million cells a region. */
const CELL_KM = 0.5;
const MARGIN_KM = 22;
/** Residents per square kilometre of a town's disc; the five towns of Novosibirsk region have 1 100…3 300. */
const TOWN_DENSITY = 3000;
/** Borders sway by this much, and not at all at a settlement, so that none changes hands. */
const SWAY_KM = 4;
const CALM_KM = 12;

type Site = { x: number; y: number; label: number; radiusKm: number };

/** @returns one feature per municipality, in the order given; [] when there are fewer than three settlements. */
export function approximateBoundaries(municipalities: readonly RegionMunicipality[]): Sketch[] {
  const places = municipalities.flatMap((it) => [
    it.centre,
    ...it.settlements.map((s) => [s.lat, s.lon] as const),
  ]);
  if (places.length < 3) return [];
  const shrink = Math.cos(((places.reduce((sum, it) => sum + it[0], 0) / places.length) * Math.PI) / 180);
  const sites = municipalities.flatMap((it, label) => sitesOf(it, label, shrink));
  const frame = frameOf(sites);
  const grid = labelGrid(sites, frame);
  const toDegrees = ([x, y]: Position): Position => [
    round((frame.minX + x * CELL_KM) / (KM_PER_DEGREE * shrink)),
    round((frame.minY + y * CELL_KM) / KM_PER_DEGREE),
  ];
  const traced = traceLabels(grid, municipalities.length).map((polygons) =>
    polygons.map((rings) => rings.map((ring) => ring.map(toDegrees))),
  );
  const smooth = mapSharedArcs(traced, (arc) =>
    roundCorners(simplifyLine(arc, (1.4 * CELL_KM) / KM_PER_DEGREE)).map(([x, y]) => [round(x), round(y)]),
  );
  return municipalities.map(({ code, name }, i) => ({ code, name, geometry: geometryOf(smooth[i]!) }));
}

function sitesOf(it: RegionMunicipality, label: number, shrink: number): Site[] {
  const points: (readonly [number, number])[] = [
    it.centre,
    ...it.settlements.map((s) => [s.lat, s.lon] as const),
  ];
  const discKm = Math.max(1.5, Math.sqrt(it.population / (Math.PI * TOWN_DENSITY)));
  return points.map(([lat, lon], i) => ({
    x: lon * KM_PER_DEGREE * shrink,
    y: lat * KM_PER_DEGREE,
    label,
    // A town's quarters outside its disc get discs of their own.
    radiusKm: it.kind === 'city' ? (i === 0 ? discKm : Math.max(1.5, discKm / 3)) : 0,
  }));
}

type Frame = { minX: number; minY: number; width: number; height: number };

function frameOf(sites: readonly Site[]): Frame {
  const reach = MARGIN_KM + 3 * SWAY_KM;
  const minX = Math.min(...sites.map((it) => it.x)) - reach;
  const minY = Math.min(...sites.map((it) => it.y)) - reach;
  const width = Math.ceil((Math.max(...sites.map((it) => it.x)) + reach - minX) / CELL_KM);
  const height = Math.ceil((Math.max(...sites.map((it) => it.y)) + reach - minY) / CELL_KM);
  return { minX, minY, width, height };
}

function labelGrid(sites: readonly Site[], frame: Frame): LabelGrid {
  const all = Delaunay.from(
    sites,
    (it) => it.x,
    (it) => it.y,
  );
  const rural = sites.filter((it) => it.radiusKm === 0);
  // A region of towns alone shares the land between them among the towns.
  const land = rural.length > 0 ? rural : [...sites];
  const near = Delaunay.from(
    land,
    (it) => it.x,
    (it) => it.y,
  );
  const hull = Array.from(all.hullPolygon(), ([x, y]): Position => [x, y]);
  const towns = new Map(sites.map((it) => [it.label, sites.filter((other) => other.label === it.label)]));
  const labels = new Int16Array(frame.width * frame.height).fill(-1);
  let any = 0;
  let ruralAt = 0;
  for (let row = 0; row < frame.height; row++) {
    for (let column = 0; column < frame.width; column++) {
      const x = frame.minX + (column + 0.5) * CELL_KM;
      const y = frame.minY + (row + 0.5) * CELL_KM;
      any = all.find(x, y, any);
      const closest = sites[any]!;
      const distance = Math.hypot(closest.x - x, closest.y - y);
      if (closest.radiusKm > 0 && isInTown(towns.get(closest.label)!, x, y)) {
        labels[row * frame.width + column] = closest.label;
        continue;
      }
      if (distanceOutside(hull, x, y) > MARGIN_KM + 2 * sway(x / 2.5, y / 2.5, 3)) continue;
      const calm = Math.min(1, distance / CALM_KM) ** 2;
      ruralAt = near.find(x + calm * sway(x, y, 1), y + calm * sway(x, y, 2), ruralAt);
      labels[row * frame.width + column] = land[ruralAt]!.label;
    }
  }
  return { width: frame.width, height: frame.height, labels };
}

function isInTown(sites: readonly Site[], x: number, y: number): boolean {
  return sites.some((it) => Math.hypot(it.x - x, it.y - y) <= it.radiusKm);
}

/** Smooth, fixed «noise»: a few waves of unlike lengths and directions. */
function sway(x: number, y: number, seed: number): number {
  const wave = (length: number, turn: number) =>
    Math.sin((x * Math.cos(turn + seed) + y * Math.sin(turn + seed)) / length + 7 * seed);
  return (SWAY_KM * (wave(9, 0.3) + wave(5.3, 1.9) + 0.7 * wave(3.1, 4.2))) / 2;
}

function distanceOutside(hull: readonly Position[], x: number, y: number): number {
  if (ringContains([...hull], [x, y])) return 0;
  let nearest = Infinity;
  for (let i = 1; i < hull.length; i++) {
    const [x0, y0] = hull[i - 1]!;
    const [dx, dy] = [hull[i]![0] - x0, hull[i]![1] - y0];
    const t = Math.max(0, Math.min(1, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
    nearest = Math.min(nearest, Math.hypot(x0 + t * dx - x, y0 + t * dy - y));
  }
  return nearest;
}

/** One round of Chaikin's corner cutting; both ends stay. */
function roundCorners(line: Position[]): Position[] {
  if (line.length < 3) return line;
  const cut = line.slice(1).flatMap((to, i): Position[] => {
    const from = line[i]!;
    const at = (t: number): Position => [from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])];
    const first = i === 0 ? [] : [at(0.25)];
    return i === line.length - 2 ? first : [...first, at(0.75)];
  });
  return [line[0]!, ...cut, line.at(-1)!];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4;
}
