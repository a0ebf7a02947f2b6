/** Metres between two points [latitude, longitude] in degrees, on a ball: enough to say «at the place» or «elsewhere». */
export function metresBetween(a: readonly [number, number], b: readonly [number, number]): number {
  const rad = Math.PI / 180;
  const half = (x: number) => Math.sin(x / 2) ** 2;
  const h =
    half((b[0] - a[0]) * rad) + Math.cos(a[0] * rad) * Math.cos(b[0] * rad) * half((b[1] - a[1]) * rad);
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Farther from the place of the case than this, a photo of the result deserves a second look. */
export const FAR_METRES = 300;

export interface PhotoDoubts {
  metres: number | null;
  far: boolean;
  /** «After», but taken before the case was filed. */
  early: boolean;
}

/** What a photo's own time and place say beside the case. */
export function photoDoubts(
  photo: { purpose: string; takenAt: string | null; lat: number | null; lon: number | null },
  place: { filedAt: string; point: readonly [number, number] | null },
): PhotoDoubts {
  const metres =
    photo.lat !== null && photo.lon !== null && place.point
      ? metresBetween([photo.lat, photo.lon], place.point)
      : null;
  return {
    metres,
    far: metres !== null && metres > FAR_METRES,
    early:
      photo.purpose === 'after' &&
      photo.takenAt !== null &&
      Date.parse(photo.takenAt) < Date.parse(place.filedAt),
  };
}
