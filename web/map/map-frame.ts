import type { Boundaries } from '../../contract/index.ts';
import { type Box, boxOf, polygonsOf } from './geometry.ts';

/** Room around the region, px; below it stands where the borders come from. */
export const FRAME = { top: 18, right: 18, bottom: 34, left: 18 };

const mercatorX = (lon: number) => (lon * Math.PI) / 180;
const mercatorY = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));

/**
 * Longitude and latitude → px, exactly as the map shows the region when it opens: Web Mercator, the whole box within the frame.
 */
export function openingProjection(
  [west, south, east, north]: Box,
  { width, height }: { width: number; height: number },
): (lon: number, lat: number) => [number, number] {
  const room = { width: width - FRAME.left - FRAME.right, height: height - FRAME.top - FRAME.bottom };
  const size = { width: mercatorX(east) - mercatorX(west), height: mercatorY(north) - mercatorY(south) };
  const scale = Math.min(room.width / size.width, room.height / size.height);
  const left = FRAME.left + (room.width - size.width * scale) / 2;
  const top = FRAME.top + (room.height - size.height * scale) / 2;
  return (lon, lat) => [
    left + (mercatorX(lon) - mercatorX(west)) * scale,
    top + (mercatorY(north) - mercatorY(lat)) * scale,
  ];
}

/** An SVG path of every municipality as the map opens; empty where there is no room to draw in. */
export function openingPaths(
  boundaries: Boundaries,
  view: { width: number; height: number },
): { code: string; path: string }[] {
  const box = boxOf(boundaries.features);
  if (!box || view.width < 60 || view.height < 60) return [];
  const project = openingProjection(box, view);
  const point = ([lon, lat]: readonly number[]) =>
    project(lon!, lat!)
      .map((each) => each.toFixed(1))
      .join(' ');
  return boundaries.features.map((feature) => ({
    code: feature.properties.code,
    path: polygonsOf(feature)
      .flatMap((rings) => rings.map((ring) => `M${ring.map(point).join('L')}Z`))
      .join(''),
  }));
}
