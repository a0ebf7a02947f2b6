import { describe, expect, it } from 'vitest';
import { earsBounds } from './ears.ts';

/** Against `earsC` of R's surveillance 1.20.3 on the same invented counts. */
const COUNTS = [3, 5, 2, 4, 6, 3, 4, 5, 9, 4, 3, 12, 2, 5, 4];

describe('earsBounds', () => {
  it('says nothing before its baseline is full', () => {
    const first = (method: 'C1' | 'C2' | 'C3') =>
      earsBounds(COUNTS, { method, baseline: 7, alpha: 0.001 }).findIndex((bound) => !Number.isNaN(bound));
    expect([first('C1'), first('C2'), first('C3')]).toEqual([7, 9, 11]);
  });

  it.each([
    [
      'C1',
      [
        8.014078294, 8.29979258, 11.786864983, 11.180464612, 11.395150258, 16.376600139, 16.692994306,
        16.671078403,
      ],
    ],
    ['C2', [8.014078294, 8.29979258, 11.786864983, 11.180464612, 11.395150258, 16.376600139]],
    ['C3', [19.072579268, 3.813749216, 6.918675463, 14.662314424]],
  ] as const)('%s equals the R package', (method, expected) => {
    const bounds = earsBounds(COUNTS, { method, baseline: 7, alpha: 0.001 });
    expected.forEach((value, index) => {
      expect(bounds[COUNTS.length - expected.length + index]).toBeCloseTo(value, 5);
    });
  });
});
