import { describe, expect, it } from 'vitest';
import { perHour } from './pace.ts';

const minutes = (count: number) => count * 60_000;

describe('pace of a sitting', () => {
  it('is silent at the beginning', () => {
    expect(perHour([], 0, minutes(10))).toBeNull();
    expect(perHour([1000], 0, minutes(1))).toBeNull();
  });

  it('counts a young sitting over its own length and an old one over fifteen minutes', () => {
    const every18s = Array.from({ length: 100 }, (_, index) => (index + 1) * 18_000);
    expect(perHour(every18s.slice(0, 20), 0, minutes(6))).toBe(200);
    expect(perHour(every18s, 0, minutes(30))).toBe(200);
  });

  it('falls when one stops', () => {
    expect(perHour([minutes(1)], 0, minutes(40))).toBe(0);
  });
});
