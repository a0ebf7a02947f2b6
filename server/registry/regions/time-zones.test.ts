import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { zoneClock } from '../deadlines/zone-clock.ts';
import { findRegionTimeZone, REGION_TIME_ZONES } from './time-zones.ts';

const CITIES = new URL('../../../../shared/data/geo/cities.csv', import.meta.url);

describe('time zones of regions', () => {
  it('has every subject once, with a zone that exists', () => {
    expect(REGION_TIME_ZONES).toHaveLength(89);
    expect(new Set(REGION_TIME_ZONES.map((region) => region.code)).size).toBe(89);
    for (const region of REGION_TIME_ZONES) {
      for (const zone of [region.timeZone, ...(region.otherZones ?? [])]) {
        expect(() => new Intl.DateTimeFormat('ru', { timeZone: zone })).not.toThrow();
      }
    }
  });

  it('finds a region by either code', () => {
    expect(findRegionTimeZone('54')?.timeZone).toBe('Asia/Novosibirsk');
    expect(findRegionTimeZone('ru-kam')?.code).toBe('41');
    expect(findRegionTimeZone('1')?.iso).toBe('AD');
    expect(findRegionTimeZone('99')).toBeNull();
  });

  it('agrees with the zone of every listed city', (context) => {
    if (!existsSync(CITIES)) context.skip('the list of cities is absent (../shared/data/geo/cities.csv)');
    const at = Date.UTC(2024, 0, 15);
    const wrong: string[] = [];
    let compared = 0;
    for (const line of readFileSync(CITIES, 'utf8').split('\n').slice(1)) {
      // КЛАДР begins with the subject code; the address before it may hold commas, so that it is found by its shape.
      const match = /,(\d{2})\d{11},.*,UTC\+(\d+),/.exec(line);
      if (!match) continue;
      compared += 1;
      const region = findRegionTimeZone(match[1]!);
      const hours = [region?.timeZone ?? 'UTC', ...(region?.otherZones ?? [])].map(
        (zone) => (zoneClock(zone).toLocal(at) - at) / 3_600_000,
      );
      if (!hours.includes(Number(match[2]))) wrong.push(line);
    }
    expect(compared).toBeGreaterThan(1000);
    expect(wrong).toEqual([]);
  });
});
