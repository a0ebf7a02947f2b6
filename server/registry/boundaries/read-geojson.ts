import { readFileSync, statSync } from 'node:fs';
import type { Position, Ring, Rings } from './geometry.ts';

export type NamedTerritory = { name: string; polygons: Rings[] };

const MAX_BYTES = 200 * 1024 * 1024;

/**
 * Reads a GeoJSON FeatureCollection of polygons; features of one name become one territory.
 * @throws Error in Russian naming the feature and what is wrong with it.
 */
export function readGeojson(path: string, nameProperty: string): NamedTerritory[] {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new Error(`Файл границ ${path} не найден`);
  if (size > MAX_BYTES) throw new Error(`Файл границ ${path} больше ${MAX_BYTES / 2 ** 20} МБ`);
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`Файл границ ${path} — не JSON: ${(cause as Error).message}`, { cause });
  }
  const features = (data as { features?: unknown } | null)?.features;
  if (!Array.isArray(features))
    throw new Error(`Файл границ ${path}: нет списка features (GeoJSON FeatureCollection)`);
  const byName = new Map<string, Rings[]>();
  features.forEach((feature: unknown, i) => {
    const { properties, geometry } = (feature ?? {}) as Record<string, Record<string, unknown> | null>;
    const name = properties?.[nameProperty];
    if (typeof name !== 'string' || name.trim() === '') {
      const known = Object.keys(properties ?? {}).join(', ') || 'свойств нет';
      throw new Error(`Объект ${i + 1}: нет названия в свойстве «${nameProperty}» (есть: ${known})`);
    }
    const where = `Объект ${i + 1} («${name}»)`;
    byName.set(name.trim(), [...(byName.get(name.trim()) ?? []), ...readPolygons(geometry, where)]);
  });
  return [...byName].map(([name, polygons]) => ({ name, polygons }));
}

function readPolygons(geometry: Record<string, unknown> | null | undefined, where: string): Rings[] {
  const coordinates = geometry?.coordinates;
  if (!Array.isArray(coordinates) || coordinates.length === 0) throw new Error(`${where}: нет координат`);
  if (geometry?.type === 'Polygon') return [readRings(coordinates, where)];
  if (geometry?.type === 'MultiPolygon') return coordinates.map((it: unknown) => readRings(it, where));
  throw new Error(`${where}: геометрия ${String(geometry?.type)}, а нужна Polygon или MultiPolygon`);
}

function readRings(rings: unknown, where: string): Rings {
  if (!Array.isArray(rings) || rings.length === 0) throw new Error(`${where}: многоугольник без контура`);
  return rings.map((ring: unknown) => readRing(ring, where));
}

function readRing(positions: unknown, where: string): Ring {
  if (!Array.isArray(positions)) throw new Error(`${where}: контур — не список точек`);
  const ring = positions.map((position: unknown): Position => {
    const [x, y] = Array.isArray(position) ? (position as unknown[]) : [];
    if (typeof x !== 'number' || typeof y !== 'number' || !(Math.abs(x) <= 180) || !(Math.abs(y) <= 90)) {
      throw new Error(
        `${where}: точка ${JSON.stringify(position)} — не [долгота, широта] в градусах (WGS 84)`,
      );
    }
    return [x, y];
  });
  const [first, last] = [ring[0], ring.at(-1)];
  // Many exporters leave rings open; nothing is lost by closing them.
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) ring.push([first[0], first[1]]);
  if (ring.length < 4) throw new Error(`${where}: в контуре меньше трёх разных точек`);
  return ring;
}
