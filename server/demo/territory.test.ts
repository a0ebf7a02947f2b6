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

  it('fill the settlement: in two directions across one another, densest in the middle, none of them a diagonal of all', () => {
    const { streets } = placesOf(city).settlements[0]!;
    const points = streets.flatMap((street) =>
      Array.from({ length: 96 }, (_, house) => {
        const side = house % 2 === 0 ? 1 : -1;
        return [
          (street.lon + street.dLon * house + side * street.sideLon - 83) * Math.cos((55 * Math.PI) / 180),
          street.lat + street.dLat * house + side * street.sideLat - 55,
        ] as const;
      }),
    );
    const mean = (pick: (point: readonly [number, number]) => number) =>
      points.reduce((sum, point) => sum + pick(point), 0) / points.length;
    const slant = mean(([x, y]) => x * y) / Math.sqrt(mean(([x]) => x * x) * mean(([, y]) => y * y));
    expect(Math.abs(slant)).toBeLessThan(0.25);
    const reach = Math.sqrt(mean(([x, y]) => x * x + y * y));
    const squares = new Set(
      points
        .filter(([x, y]) => Math.abs(x) < reach && Math.abs(y) < reach)
        .map(([x, y]) => `${Math.floor((4 * x) / reach)} ${Math.floor((4 * y) / reach)}`),
    );
    expect(squares.size).toBeGreaterThan(50);
    const directions = new Set(
      streets.map(({ dLat, dLon }) => {
        const angle = Math.atan2(dLat, dLon * Math.cos((55 * Math.PI) / 180));
        return Math.round((2 * (angle + Math.PI)) / (Math.PI / 2)) % 4;
      }),
    );
    expect(directions.size).toBeGreaterThan(1);
  });

  it('fall back to the centre without settlements, and hold the streets wanted', () => {
    const village = { ...city, kind: 'district' as const, population: 500 };
    const [only] = placesOf(village, ['Неведомая']).settlements;
    expect(only).toMatchObject({ name: 'Город', short: 'с. Город', lat: 55, lon: 83 });
    expect(only!.streets.some((street) => street.name === 'улица Неведомая')).toBe(true);
  });
});
