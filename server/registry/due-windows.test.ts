import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DUE_WINDOWS } from '../../contract/filters.ts';
import { dueWindows } from './due-windows.ts';

const ZONES = ['Europe/Kaliningrad', 'Europe/Moscow', 'Asia/Novosibirsk', 'Asia/Kamchatka'];

describe('windows of time left', () => {
  test('touch and do not overlap: every moment lies in exactly one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.date({ min: new Date('2014-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: -20 * 86_400_000, max: 20 * 86_400_000 }),
        (zone, now, shiftMs) => {
          const windows = dueWindows(now, zone);
          const due = new Date(now.getTime() + shiftMs);
          const holding = DUE_WINDOWS.filter((name) => {
            const { from, to } = windows[name];
            return (from === null || due >= from) && (to === null || due < to);
          });
          expect(holding).toHaveLength(1);
        },
      ),
    );
  });

  test('end with the day of the region', () => {
    const now = new Date('2026-11-23T18:30:00Z'); // 01:30 on the 24th in Novosibirsk
    expect(dueWindows(now, 'Asia/Novosibirsk').today.to).toEqual(new Date('2026-11-24T17:00:00Z'));
    expect(dueWindows(now, 'Europe/Kaliningrad').today.to).toEqual(new Date('2026-11-23T22:00:00Z'));
  });
});
