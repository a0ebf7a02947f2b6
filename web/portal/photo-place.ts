import type { Boundaries, Point } from '../../contract/registry.ts';
import { municipalityAt } from '../map/geometry.ts';
import type { Draft } from './draft.ts';

/** Where a photo was taken, as its camera says. */
export interface PhotoPlace {
  name: string;
  point: Point;
}

/** Nearer than this the photo shows the place that is already marked. */
const SAME_PLACE_M = 300;

/**
 * Reads where a photo was taken. Before anything is done with it: a smaller copy and the server's both lack it. Many phones leave
 * the place out of what they give to a page; then there is nothing to ask.
 */
export async function placeOfPhoto(file: Blob & { name?: string }): Promise<PhotoPlace | null> {
  try {
    const { gps } = await import('exifr/dist/lite.esm.mjs');
    const found = await gps(file);
    const { latitude: lat, longitude: lon } = found ?? {};
    if (!Number.isFinite(lat) || !Number.isFinite(lon) || (lat === 0 && lon === 0)) return null;
    return { name: file.name ?? '', point: [lat!, lon!] };
  } catch {
    // No picture, or metadata nobody can read: the place is asked for as ever.
    return null;
  }
}

/** What to ask the person about the place of a photo. */
export type PlaceQuestion =
  | { kind: 'none' }
  /** Nothing is marked yet: shall this be it? `municipality` is null while the borders have not come (no network). */
  | { kind: 'take'; municipality: { code: string; name: string } | null }
  /** Something else is marked, so far away. */
  | { kind: 'other'; municipality: { code: string; name: string } | null; metres: number }
  | { kind: 'outside' };

export function questionOf(
  { point }: PhotoPlace,
  draft: Pick<Draft, 'point'>,
  boundaries: Boundaries | undefined,
): PlaceQuestion {
  const inside = boundaries && boundaries.features.length > 0 ? municipalityAt(boundaries, point) : undefined;
  if (inside === null) return { kind: 'outside' };
  const municipality = inside ? { code: inside.properties.code, name: inside.properties.name } : null;
  if (!draft.point) return { kind: 'take', municipality };
  const metres = metresBetween(point, draft.point);
  return metres < SAME_PLACE_M ? { kind: 'none' } : { kind: 'other', municipality, metres };
}

/** Along the ground, on a sphere: good to half a per cent. */
export function metresBetween([lat1, lon1]: Point, [lat2, lon2]: Point): number {
  const rad = Math.PI / 180;
  const half = (angle: number) => Math.sin((angle * rad) / 2) ** 2;
  const h = half(lat2 - lat1) + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * half(lon2 - lon1);
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}

/** «54,98321° с. ш., 82,89640° в. д.» stands for a place until the borders say what it is called. */
export function pointText([lat, lon]: Point, language: string): string {
  const number = new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 });
  return `${number.format(lat)}, ${number.format(lon)}`;
}
