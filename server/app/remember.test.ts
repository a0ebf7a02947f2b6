import { expect, test } from 'vitest';
import { createMemory } from './remember.ts';

let now = 0;
let counted = 0;
const memory = createMemory<number>(
  { now: () => new Date(now) },
  { keptMs: 1000, dearMs: 50, entriesMax: 2 },
);
const ask = (key: string, takesMs = 100) =>
  memory(key, async () => {
    const mine = (counted += 1);
    await Promise.resolve();
    now += takesMs;
    return mine;
  });

test('counts once for many who ask at once, again when it is old, cheap or failed, and forgets the oldest of too many', async () => {
  expect(await Promise.all([ask('a'), ask('a'), ask('a')])).toEqual([1, 1, 1]);
  now = 999;
  expect(await ask('a')).toBe(1);
  now = 1000;
  expect(await ask('a')).toBe(2);
  expect([await ask('cheap', 1), await ask('cheap', 1)]).toEqual([3, 4]);
  await expect(memory('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await ask('b')).toBe(5);
  expect(await ask('c')).toBe(6);
  expect(await ask('a')).toBe(7);
});
