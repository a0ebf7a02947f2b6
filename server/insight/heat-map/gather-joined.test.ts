import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HeatPoints } from '../../../contract/heat-map.ts';
import { gatherJoined } from './gather-joined.ts';

const point = (id: string | null, more = {}): HeatPoints['points'][number] => ({
  id,
  lat: 55,
  lon: 83,
  topic: 't',
  day: '2026-11-20',
  state: 'open',
  joined: 1,
  cluster: null,
  ...more,
});

test('joined cases are one mark where the lead lies, in the gravest state', () => {
  const leads = new Map([
    ['a', 'a'],
    ['b', 'a'],
    ['c', 'a'],
  ]);
  const points = [point('x'), point('b'), point('a', { lat: 56 }), point('c', { state: 'overdue' })];
  expect(gatherJoined(points, leads)).toEqual([
    point('x'),
    point('a', { lat: 56, joined: 3, state: 'overdue' }),
  ]);
});

test('no point is lost, and those that nobody may name stay as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(30), fc.option(fc.nat(4)))), (list) => {
      const unique = [...new Map(list).entries()];
      const leads = new Map(
        unique.flatMap(([id, lead]) => (lead === null ? [] : [[`${id}`, `${lead}`] as const])),
      );
      const gathered = gatherJoined(
        unique.map(([id]) => point(`${id}`)),
        leads,
      );
      expect(gathered.reduce((sum, { joined }) => sum + joined, 0)).toBe(unique.length);
    }),
  );
  expect(gatherJoined([point(null), point(null)], new Map())).toHaveLength(2);
});
