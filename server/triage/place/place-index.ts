// Where an appeal is about: by its point, or by the names in its address and text. Built from the registry alone, so
// it works for any region; cheap enough for the transaction that registers an appeal. Entrance: `buildPlaceIndex`.
import type { Geometry } from '../../registry/boundaries/geometry.ts';
import { buildPointIndex } from '../../registry/boundaries/point-index.ts';
import type { RegionMunicipality } from '../../registry/region-file.ts';
import { findPlace, type TextPlace } from './find-place.ts';
import { buildNameEntries } from './name-entries.ts';

export type PlaceIndex = {
  /** Municipality that holds the point; `null` outside the region or where boundaries are not known. */
  byPoint(lat: number, lon: number): string | null;
  /** Municipality that the text names; `null` when none or when it cannot be told which. */
  byText(text: string): TextPlace | null;
};

/** @param boundaries exact boundaries by municipality code; a municipality without one is found by its name only. */
export function buildPlaceIndex(
  municipalities: readonly RegionMunicipality[],
  boundaries: ReadonlyMap<string, Geometry>,
): PlaceIndex {
  const points = buildPointIndex(boundaries);
  const names = buildNameEntries(municipalities);
  return {
    byPoint: (lat, lon) => points.find(lat, lon),
    byText: (text) => findPlace(text, names),
  };
}
