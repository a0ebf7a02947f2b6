import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blendScores, countTogether } from './blend.ts';

/** Topics 0, 1 belong to category 0, topic 2 to category 1. */
const counts = countTogether(Int32Array.of(0, 0, 1, 0, -1), Int32Array.of(0, 1, 2, 0, 2), 3);
const blend = { source: 'topic', weight: 0.5, ownSharpness: 1, sourceSharpness: 1, counts };
const shares = [0.75, 0.25];

describe('mixture of labels', () => {
  it('counts pairs where both are known', () => {
    expect(counts).toEqual([[[0, 2]], [[0, 1]], [[1, 1]]]);
  });

  it('takes half from the sums over topics', () => {
    // Own scores say nothing; the topics say e² : 1 for category 1.
    const mixed = blendScores([0, 0, -50, 0, 2], 0, shares, 2, blend);
    const sure = Math.exp(2) / (1 + Math.exp(2));
    expect(Math.exp(mixed[1]!)).toBeCloseTo(0.25 + sure / 2, 6);
  });

  it('gives probabilities that sum to one, also where a topic was met with several categories or with none', () => {
    const several = {
      ...blend,
      counts: [
        [
          [0, 2],
          [1, 1],
        ],
        [],
        [[1, 1]],
      ] as [number, number][][],
    };
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }), (scores) => {
        const mixed = blendScores(scores, 0, shares, 2, several);
        expect(mixed.reduce((sum, score) => sum + Math.exp(score), 0)).toBeCloseTo(1, 6);
      }),
    );
  });
});
