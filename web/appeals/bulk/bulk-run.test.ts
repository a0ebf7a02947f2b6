import { expect, it } from 'vitest';
import { chunks, joined } from './bulk-run.ts';

it('forecasts of parts become one', () => {
  const sample = [{ id: 'a', number: '1', status: 'routed', able: true }];
  const part = (able: number, unable: Record<string, number>) => ({
    total: able + Object.values(unable).reduce((sum, count) => sum + count, 0),
    more: 3,
    able,
    unable: Object.entries(unable).map(([why, count]) => ({ why, count })),
    sample,
  });
  expect(joined([part(480, { 'другой шаг': 5, 'не ваше': 15 }), part(10, { 'другой шаг': 30 })])).toEqual({
    total: 540,
    more: 0,
    able: 490,
    unable: [
      { why: 'другой шаг', count: 35 },
      { why: 'не ваше', count: 15 },
    ],
    sample,
  });
  expect(joined([])).toMatchObject({ total: 0, able: 0, sample: [] });
});

it('parts lose nobody', () => {
  const ids = Array.from({ length: 1203 }, (_, at) => at);
  const parts = chunks(ids, 500);
  expect(parts.map((part) => part.length)).toEqual([500, 500, 203]);
  expect(parts.flat()).toEqual(ids);
});
