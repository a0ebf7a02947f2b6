import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CheckName, distanceMetres, type Photo, photoChecks, provesSolution } from './photo-checks.ts';

const of = {
  filedAt: new Date('2026-11-10T03:00:00Z'),
  answeredAt: new Date('2026-11-16T09:00:00Z'),
  point: [54.7582, 83.1071] as const,
};
const now = new Date('2026-11-20T03:00:00Z');
const photo = (part: Partial<Photo> = {}): Photo => ({
  id: 'p1',
  purpose: 'after',
  takenAt: new Date('2026-11-15T05:00:00Z'),
  point: [54.7585, 83.1075],
  ...part,
});
const resultOf = (part: Partial<Photo>, name: CheckName) =>
  photoChecks([photo(part)], of, now).find((each) => each.check === name)?.result;

describe('photos of the solution', () => {
  test('taken there, after the filing and before the answer: proves', () => {
    const checks = photoChecks([photo()], of, now);
    expect(checks.map((each) => each.result)).toEqual(['passed', 'passed', 'passed', 'passed']);
    expect(provesSolution(checks)).toBe(true);
  });

  test('an old photo, one from another town, one of the future and one after the answer are caught', () => {
    expect(resultOf({ takenAt: new Date('2026-10-01T05:00:00Z') }, 'after_filing')).toBe('failed');
    expect(resultOf({ point: [55.03, 82.92] }, 'place')).toBe('failed');
    expect(resultOf({ takenAt: new Date('2027-01-01T00:00:00Z') }, 'not_in_future')).toBe('failed');
    expect(resultOf({ takenAt: new Date('2026-11-18T05:00:00Z') }, 'before_answer')).toBe('failed');
    expect(provesSolution(photoChecks([photo(), photo({ id: 'p2', point: [55, 82] })], of, now))).toBe(false);
  });

  test('what the photo does not say is unknown, and proves nothing', () => {
    const bare = photoChecks([photo({ takenAt: null, point: null })], of, now);
    expect(new Set(bare.map((each) => each.result))).toEqual(new Set(['unknown']));
    expect(provesSolution(bare)).toBe(false);
    expect(photoChecks([photo()], { ...of, point: null }, now)[0]).toMatchObject({ result: 'unknown' });
  });

  test('«before» may be older than the filing; a clock a few minutes fast is no lie', () => {
    expect(resultOf({ purpose: 'before', takenAt: new Date('2026-09-01T00:00:00Z') }, 'after_filing')).toBe(
      undefined,
    );
    expect(resultOf({ takenAt: new Date(now.getTime() + 5 * 60_000) }, 'not_in_future')).toBe('passed');
  });

  test('distance is symmetric, zero at home, and right for a known pair', () => {
    const point = fc.tuple(
      fc.double({ min: 41, max: 81, noNaN: true }),
      fc.double({ min: 20, max: 179, noNaN: true }),
    );
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distanceMetres(a, a)).toBe(0);
        expect(distanceMetres(a, b)).toBeCloseTo(distanceMetres(b, a), 3);
      }),
    );
    // Moscow – Saint Petersburg, 634 km along the great circle.
    expect(distanceMetres([55.7558, 37.6173], [59.9343, 30.3351]) / 1000).toBeCloseTo(633, -1);
  });
});
