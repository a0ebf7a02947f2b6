/** A photo as it was read when it arrived: EXIF is removed from the file itself. */
export interface Photo {
  id: string;
  purpose: 'before' | 'after';
  takenAt: Date | null;
  /** Latitude, longitude in degrees. */
  point: readonly [number, number] | null;
}

export interface CheckedCase {
  filedAt: Date;
  answeredAt: Date | null;
  point: readonly [number, number] | null;
}

export type CheckName = 'place' | 'after_filing' | 'before_answer' | 'not_in_future';

export interface PhotoCheck {
  photo: string;
  check: CheckName;
  /** `unknown`: the photo or the case does not say; a person decides. */
  result: 'passed' | 'failed' | 'unknown';
  /** Metres from the case's point, or hours by which the moment misses. */
  value: number | null;
}

/** A telephone between buildings is wrong by so much, and a yard is so large. */
export const PLACE_METRES_MAX = 300;
/** Clocks of telephones and cameras differ. */
const CLOCK_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;

/**
 * Whether photos can show what they are said to show: taken near the case; «after» taken after the case was filed and not later than
 * the answer that it proves; «before» not checked against the filing, for a resident may have photographed long ago; none taken in
 * the future. What is not known is said, never taken for good.
 */
export function photoChecks(photos: readonly Photo[], of: CheckedCase, now: Date): PhotoCheck[] {
  return photos.flatMap((photo) => [
    place(photo, of),
    moment(photo, 'not_in_future', (taken) => taken.getTime() - now.getTime()),
    ...(photo.purpose === 'after'
      ? [
          moment(photo, 'after_filing', (taken) => of.filedAt.getTime() - taken.getTime()),
          moment(photo, 'before_answer', (taken) =>
            of.answeredAt ? taken.getTime() - of.answeredAt.getTime() : null,
          ),
        ]
      : []),
  ]);
}

/** Nothing failed and at least one photo «after» passed both place and time: enough for a green mark, not for a person's signature. */
export function provesSolution(checks: readonly PhotoCheck[]): boolean {
  if (checks.some((check) => check.result === 'failed')) return false;
  const passed = (photo: string, name: CheckName) =>
    checks.some((each) => each.photo === photo && each.check === name && each.result === 'passed');
  return checks.some(({ photo }) => passed(photo, 'place') && passed(photo, 'after_filing'));
}

function place(photo: Photo, of: CheckedCase): PhotoCheck {
  if (!photo.point || !of.point) return { photo: photo.id, check: 'place', result: 'unknown', value: null };
  const metres = Math.round(distanceMetres(photo.point, of.point));
  return {
    photo: photo.id,
    check: 'place',
    result: metres <= PLACE_METRES_MAX ? 'passed' : 'failed',
    value: metres,
  };
}

/** @param missesBy milliseconds on the wrong side; zero or less is right, null cannot be told */
function moment(photo: Photo, check: CheckName, missesBy: (taken: Date) => number | null): PhotoCheck {
  const ms = photo.takenAt ? missesBy(photo.takenAt) : null;
  if (ms === null) return { photo: photo.id, check, result: 'unknown', value: null };
  const failed = ms > CLOCK_MS;
  return {
    photo: photo.id,
    check,
    result: failed ? 'failed' : 'passed',
    value: failed ? Math.round((ms / HOUR_MS) * 10) / 10 : null,
  };
}

const EARTH_METRES = 6_371_000;

/** Along a great circle (haversine). */
export function distanceMetres(a: readonly [number, number], b: readonly [number, number]): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const lat = radians(b[0] - a[0]);
  const lon = radians(b[1] - a[1]);
  const h =
    Math.sin(lat / 2) ** 2 + Math.cos(radians(a[0])) * Math.cos(radians(b[0])) * Math.sin(lon / 2) ** 2;
  return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(h)));
}
