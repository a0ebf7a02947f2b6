import { FeatureKind, HashIndex, hashText } from './feature-hash.ts';
import type { SparseRows } from './sparse-rows.ts';
import { SparseRowsBuilder } from './sparse-rows.ts';

/** What is known of the place of an appeal before anybody has worked on it, by field name. */
export type Place = Readonly<Record<string, unknown>>;

/** Field names understood as place when `--place` is `auto`; a topic, an executor or an answer is never among them. */
export const KNOWN_PLACE_FIELDS = [
  'district',
  'municipality',
  'settlement',
  'locality',
  'city',
  'address',
  'street',
  'building',
  'lat',
  'lon',
  'район',
  'муниципалитет',
  'населённый пункт',
  'город',
  'адрес',
  'улица',
  'широта',
  'долгота',
] as const;

const WORDED_FIELDS = new Set(['address', 'street', 'адрес', 'улица']);
const LATITUDE_FIELDS = ['lat', 'latitude', 'широта'];
const LONGITUDE_FIELDS = ['lon', 'lng', 'longitude', 'долгота'];
const WORD_VALUE = 0.4;
/** Sides of the grid in degrees of latitude (longitude twice that, about square at 60° N), with the weight of a cell. */
const CELLS = [
  { degrees: 0.01, value: 0.5 },
  { degrees: 0.002, value: 0.7 },
];
const ADDRESS_WORDS_MAX = 30;

/**
 * Hash and value of everything the place says: territories and buildings as they are, an address by its words,
 * coordinates by two grids. Responsible bodies are split by district and street, so this is added to the text's score
 * and not multiplied with it: products of words and districts made it worse (0.754 against 0.759).
 */
export function placeFeatures(place: Place): { hash: number; value: number }[] {
  const features: { hash: number; value: number }[] = [];
  const see = (name: string, value: number) => {
    features.push({ hash: hashText(name, FeatureKind.place), value });
  };
  for (const field of Object.keys(place)) {
    const given = place[field];
    if (given === null || given === undefined || given === '') continue;
    if (LATITUDE_FIELDS.includes(field) || LONGITUDE_FIELDS.includes(field)) continue;
    const said = String(given).trim().toLowerCase().replaceAll('ё', 'е');
    if (!WORDED_FIELDS.has(field)) {
      see(`${field}=${said}`, 1);
      continue;
    }
    const words = said.match(/[\p{L}\d]+/gu) ?? [];
    for (const word of words.slice(0, ADDRESS_WORDS_MAX)) see(`${field}~${word}`, WORD_VALUE);
  }
  const lat = coordinate(place, LATITUDE_FIELDS);
  const lon = coordinate(place, LONGITUDE_FIELDS);
  if (lat !== undefined && lon !== undefined) {
    for (const { degrees, value } of CELLS) {
      see(`cell${degrees}:${Math.round(lat / degrees)}:${Math.round(lon / degrees / 2)}`, value);
    }
  }
  return features;
}

function coordinate(place: Place, fields: string[]): number | undefined {
  for (const field of fields) {
    const given = place[field];
    if (given === null || given === undefined || given === '') continue;
    const value = Number(given);
    if (Number.isFinite(value)) return value;
  }
  return undefined;
}

/** Place features met at least twice: one building seen once teaches nothing. */
export function fitPlaceIndex(places: Iterable<Place | undefined>): HashIndex {
  const counts = new Map<number, number>();
  for (const place of places) {
    if (!place) continue;
    for (const { hash } of placeFeatures(place)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  }
  return HashIndex.of(Uint32Array.from([...counts].filter(([, count]) => count >= 2).map(([hash]) => hash)));
}

export function placeRows(places: Iterable<Place | undefined>, index: HashIndex): SparseRows {
  const builder = new SparseRowsBuilder();
  for (const place of places) {
    for (const { hash, value } of place ? placeFeatures(place) : []) {
      const feature = index.get(hash);
      if (feature >= 0) builder.add(feature, value);
    }
    builder.endRow();
  }
  return builder.build();
}
