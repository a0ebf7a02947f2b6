import { describe, expect, it } from 'vitest';
import { metresBetween, photoDoubts } from './photo-facts.ts';

describe('what a photo says beside the case', () => {
  it('is a distance: a minute of latitude is a nautical mile, and there and back are the same', () => {
    expect(metresBetween([55, 82], [55 + 1 / 60, 82])).toBeCloseTo(1853, -1);
    expect(metresBetween([55, 82], [55, 82.01])).toBeCloseTo(metresBetween([55, 82.01], [55, 82]));
    expect(metresBetween([55, 82], [55, 82])).toBe(0);
  });

  it('is a doubt when it was taken elsewhere, or «after» before the case was filed', () => {
    const place = { filedAt: '2026-11-20T05:00:00Z', point: [55, 82] as const };
    const photo = { purpose: 'after', takenAt: '2026-11-19T05:00:00Z', lat: 55.01, lon: 82 };
    expect(photoDoubts(photo, place)).toMatchObject({ far: true, early: true });
    expect(photoDoubts({ ...photo, purpose: 'before', lat: 55.001 }, place)).toMatchObject({
      far: false,
      early: false,
    });
    expect(photoDoubts({ ...photo, lat: null }, place).metres).toBeNull();
    expect(photoDoubts(photo, { ...place, point: null }).far).toBe(false);
  });
});
