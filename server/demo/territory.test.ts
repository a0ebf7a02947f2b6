import { describe, expect, it } from 'vitest';
import { onStreet, placesOf } from './territory.ts';

const city = {
  code: '1',
  name: 'Город',
  kind: 'city' as const,
  population: 200_000,
  centre: [55, 83] as const,
};

describe('places of a municipality', () => {
  it('put a street into the prepositional case', () => {
    expect(onStreet('Садовая')).toBe('на улице Садовой');
    expect(onStreet('Мира')).toBe('на улице Мира');
  });

  it('have many streets of different names, near the settlement, the same at every call', () => {
    const { streets } = placesOf(city).settlements[0]!;
    expect(streets.length).toBeGreaterThan(60);
    expect(new Set(streets.map((street) => street.name)).size).toBe(streets.length);
    for (const street of streets) expect(Math.abs(street.lat - 55)).toBeLessThan(0.1);
    expect(placesOf(city).settlements[0]!.streets).toEqual(streets);
  });

  it('fall back to the centre without settlements, and hold the streets wanted', () => {
    const village = { ...city, kind: 'district' as const, population: 500 };
    const [only] = placesOf(village, ['Неведомая']).settlements;
    expect(only).toMatchObject({ name: 'Город', short: 'с. Город', lat: 55, lon: 83 });
    expect(only!.streets.some((street) => street.name === 'улица Неведомая')).toBe(true);
  });
});
