import { expect, test } from 'vitest';
import type { Boundaries, Point } from '../../contract/registry.ts';
import { metresBetween, placeOfPhoto, questionOf } from './photo-place.ts';

const square = (code: string, name: string, west: number, south: number) => ({
  type: 'Feature' as const,
  properties: { code, name },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, south],
        [west + 1, south],
        [west + 1, south + 1],
        [west, south + 1],
        [west, south],
      ],
    ],
  },
});
const boundaries = {
  type: 'FeatureCollection',
  features: [square('m1', 'Лесной район', 82, 55)],
} as unknown as Boundaries;
const at = (lat: number, lon: number) => ({ name: 'a.jpg', point: [lat, lon] as Point });

test('what is no picture tells nothing', async () => {
  expect(await placeOfPhoto(new File(['no picture'], 'b.jpg'))).toBeNull();
});

test('asked when nothing is marked, asked with the distance when something else is, silent when it is the same', () => {
  const lesnoy = { code: 'm1', name: 'Лесной район' };
  expect(questionOf(at(55.5, 82.5), { point: null }, boundaries)).toEqual({
    kind: 'take',
    municipality: lesnoy,
  });
  expect(questionOf(at(55.5, 82.5), { point: [55.501, 82.5] }, boundaries)).toEqual({ kind: 'none' });
  expect(questionOf(at(55.5, 82.5), { point: [55.51, 82.5] }, boundaries)).toMatchObject({
    kind: 'other',
    municipality: lesnoy,
  });
  expect(questionOf(at(41, 28), { point: null }, boundaries)).toEqual({ kind: 'outside' });
  // No network, no borders: it is a point all the same.
  expect(questionOf(at(41, 28), { point: null }, undefined)).toEqual({ kind: 'take', municipality: null });
});

test('a degree of latitude is 111 km everywhere, a degree of longitude half of that in the north', () => {
  expect(metresBetween([55, 82], [56, 82])).toBeCloseTo(111_195, -2);
  expect(metresBetween([60, 82], [60, 83])).toBeCloseTo(55_597, -2);
});
