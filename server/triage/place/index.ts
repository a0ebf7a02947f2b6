/**
 * Where an appeal is about: point in polygon, or names of places in Russian text with their inflection.
 * Invariant: built from the registry alone, no region is named in code; a doubtful name answers null rather than guesses.
 * Entrance: `buildPlaceIndex`.
 */

export type { PlaceIndex } from './place-index.ts';
export { buildPlaceIndex } from './place-index.ts';
