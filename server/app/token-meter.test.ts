import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTokenMeter } from './token-meter.ts';

const START = Date.parse('2026-11-20T05:00:00Z');

test('never more than the limit and its refill, whatever the moments; who waits as told is let in', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 200 }),
      (perMinute, steps) => {
        const meter = createTokenMeter();
        let at = START;
        let passed = 0;
        for (const step of steps) {
          at += step;
          const wait = meter.take('a', perMinute, new Date(at));
          if (wait === 0) passed += 1;
          else {
            expect(wait).toBeLessThanOrEqual(60);
            at += wait * 1000;
            expect(meter.take('a', perMinute, new Date(at))).toBe(0);
            passed += 1;
          }
        }
        expect(passed).toBeLessThanOrEqual(perMinute + ((at - START) / 60_000) * perMinute + 1e-6);
      },
    ),
  );
});

test("one key's haste is not another's", () => {
  const meter = createTokenMeter();
  const now = new Date(START);
  expect([meter.take('a', 1, now), meter.take('a', 1, now), meter.take('b', 1, now)]).toEqual([0, 60, 0]);
});
