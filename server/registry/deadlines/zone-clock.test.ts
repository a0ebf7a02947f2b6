import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zoneClock } from './zone-clock.ts';

const FROM = Date.UTC(2013, 0, 1);
const UNTIL = Date.UTC(2028, 0, 1);
const ZONES = [
  'Europe/Kaliningrad',
  'Europe/Moscow',
  'Europe/Volgograd',
  'Europe/Simferopol',
  'Asia/Novosibirsk',
  'Asia/Chita',
  'Asia/Magadan',
  'Asia/Kamchatka',
  'America/New_York',
];

/** A different road from the one under test: the sv-SE locale prints ISO dates. */
function wall(timeZone: string, utcMs: number): number {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${format.format(utcMs).replace(' ', 'T')}Z`);
}

describe.each(ZONES)('clock of %s', (timeZone) => {
  const clock = zoneClock(timeZone);
  const moments = fc.integer({ min: FROM / 1000, max: UNTIL / 1000 }).map((seconds) => seconds * 1000);

  it('shows what Intl shows', () => {
    fc.assert(
      fc.property(moments, (at) => {
        expect(clock.toLocal(at)).toBe(wall(timeZone, at));
      }),
    );
  });

  it('goes back to the same moment, or to the earlier one showing the same time', () => {
    fc.assert(
      fc.property(moments, (at) => {
        const back = clock.toUtc(clock.toLocal(at));
        expect(back).toBeLessThanOrEqual(at);
        expect(clock.toLocal(back)).toBe(clock.toLocal(at));
      }),
    );
  });

  it('keeps the order of local times', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 0, max: 14_400_000 }), (local, more) => {
        expect(clock.toUtc(local + more)).toBeGreaterThanOrEqual(clock.toUtc(local));
      }),
    );
  });
});

describe('changes of the clocks', () => {
  it.each([
    ['Europe/Moscow', '2014-10-25T21:59:59Z', 4, '2014-10-25T22:00:00Z', 3],
    ['Asia/Kamchatka', '2016-01-01T00:00:00Z', 12, '2026-01-01T00:00:00Z', 12],
    ['Asia/Novosibirsk', '2016-07-23T19:59:59Z', 6, '2016-07-23T20:00:00Z', 7],
    ['Asia/Chita', '2016-03-26T17:59:59Z', 8, '2016-03-26T18:00:00Z', 9],
    ['Europe/Volgograd', '2020-12-26T21:59:59Z', 4, '2020-12-26T22:00:00Z', 3],
    ['Europe/Simferopol', '2014-03-29T23:59:59Z', 2, '2014-03-30T00:00:00Z', 4],
  ])('of %s are exact to the second', (timeZone, before, hoursBefore, after, hoursAfter) => {
    const hours = (iso: string) =>
      (zoneClock(timeZone).toLocal(Date.parse(iso)) - Date.parse(iso)) / 3_600_000;
    expect([hours(before), hours(after)]).toEqual([hoursBefore, hoursAfter]);
  });

  it('gives a time shown twice its first moment, and a time never shown the moment of the change', () => {
    const moscow = zoneClock('Europe/Moscow');
    expect(new Date(moscow.toUtc(Date.UTC(2014, 9, 26, 1, 30))).toISOString()).toBe(
      '2014-10-25T21:30:00.000Z',
    );
    const novosibirsk = zoneClock('Asia/Novosibirsk');
    expect(new Date(novosibirsk.toUtc(Date.UTC(2016, 6, 24, 2, 30))).toISOString()).toBe(
      '2016-07-23T20:00:00.000Z',
    );
  });

  it('refuses a zone that does not exist', () => {
    expect(() => zoneClock('Europe/Atlantis')).toThrow(RangeError);
  });
});
