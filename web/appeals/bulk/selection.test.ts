import { describe, expect, it } from 'vitest';
import { NOTHING, pressed } from './selection.ts';

const order = ['a', 'b', 'c', 'd', 'e'];
const press = (presses: [id: string, stretch?: boolean][]) =>
  [...presses.reduce((now, [id, stretch = false]) => pressed(now, id, stretch, order), NOTHING).ids].sort();

describe('ticks', () => {
  it('go on and off', () => {
    expect(press([['b']])).toEqual(['b']);
    expect(press([['b'], ['d'], ['b']])).toEqual(['d']);
  });

  it('stretch both ways, on and off alike', () => {
    expect(press([['b'], ['d', true]])).toEqual(['b', 'c', 'd']);
    expect(press([['d'], ['b', true]])).toEqual(['b', 'c', 'd']);
    expect(press([['a'], ['e', true], ['c'], ['b', true]])).toEqual(['a', 'd', 'e']);
  });

  it('do not stretch from nothing, nor from a row that is gone', () => {
    expect(press([['c', true]])).toEqual(['c']);
    expect([...pressed({ ids: new Set(['x']), anchor: 'x' }, 'c', true, order).ids]).toEqual(['x', 'c']);
  });
});
