import type { Point } from '../../contract/registry.ts';

export interface PlaceMapProps {
  point: Point | null;
  /** Code of the municipality, for a place known only roughly. */
  municipality: string | null;
}

/** Small static map of one place. */
export function PlaceMap(_props: PlaceMapProps) {
  return null;
}
