import { HEX_RESOLUTION_MAX, HEX_RESOLUTION_MIN, POINTS_BOX_MAX } from '../../contract/index.ts';
import type { Box } from './geometry.ts';
import type { HexagonSize, Layer } from './map-view.ts';

/** What is on the map at this moment; `auto` has been decided. */
export type Shown = Exclude<Layer, 'auto'>;

/** Nearer than this single houses can be told apart. */
const POINTS_ZOOM = 12.5;
/** Beyond the whole region by so much, districts are bigger than the screen and say little. */
const HEXAGONS_BEYOND = 1.4;

/** @param whole zoom at which the region just fits */
export function layerAt(layer: Layer, zoom: number, whole: number, box: Box): Shown {
  if (layer === 'points' || (layer === 'auto' && zoom >= POINTS_ZOOM))
    return fitsPoints(box) ? 'points' : 'hexagons';
  if (layer !== 'auto') return layer;
  return zoom >= whole + HEXAGONS_BEYOND ? 'hexagons' : 'places';
}

export function fitsPoints([west, south, east, north]: Box): boolean {
  return east - west <= POINTS_BOX_MAX.width && north - south <= POINTS_BOX_MAX.height;
}

/** A hexagon of resolution 5 is about 17 km across; at zoom 6 that is some ten pixels in our latitudes. */
const ZOOM_OF_COARSEST = 6;
/** Each resolution is √7 times finer. */
const ZOOM_A_RESOLUTION = Math.log2(Math.sqrt(7));
const SIZE_STEP: Record<HexagonSize, number> = { big: -1, usual: 0, small: 1 };

/** Resolution whose hexagons are ten to thirty pixels wide, one coarser or finer where the person asks for it. */
export function resolutionAt(zoom: number, size: HexagonSize): number {
  const usual = HEX_RESOLUTION_MIN + Math.floor((zoom - ZOOM_OF_COARSEST) / ZOOM_A_RESOLUTION);
  return Math.max(HEX_RESOLUTION_MIN, Math.min(HEX_RESOLUTION_MAX, usual + SIZE_STEP[size]));
}

/** Share of the view that is asked for beyond each of its sides, so that a short drag asks nothing. */
const MARGIN = 0.3;

/** The box to ask for: the one asked before while it covers the view and is not far bigger than it. */
export function boxToAsk(view: Box, before: Box | null): Box {
  if (before && covers(before, view) && width(before) <= width(view) * 3) return before;
  const [dx, dy] = [width(view) * MARGIN, (view[3] - view[1]) * MARGIN];
  const round = (degrees: number) => Math.round(degrees * 1000) / 1000;
  return [
    round(view[0] - dx),
    Math.max(-85, round(view[1] - dy)),
    round(view[2] + dx),
    Math.min(85, round(view[3] + dy)),
  ];
}

/** The box for points: never wider than the server allows. */
export function pointsBox(view: Box, before: Box | null): Box {
  const box = boxToAsk(view, before);
  return fitsPoints(box) ? box : view;
}

const width = (box: Box) => box[2] - box[0];
const covers = (outer: Box, inner: Box) =>
  outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
