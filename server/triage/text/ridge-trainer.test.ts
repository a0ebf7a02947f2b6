import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invertSymmetric, trainRidge } from './ridge-trainer.ts';

/** Lower triangle of A·Aᵀ + I, and the whole of it. */
function positive(entries: number[], n: number): { whole: number[][]; flat: Float64Array } {
  const a = (i: number, j: number) => entries[(i * n + j) % entries.length]!;
  const whole = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => {
      let sum = i === j ? 1 : 0;
      for (let k = 0; k < n; k++) sum += a(i, k) * a(j, k);
      return sum;
    }),
  );
  return { whole, flat: Float64Array.from(whole.flat()) };
}

describe('ridge regression', () => {
  it('inverts any positive definite matrix', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 5, maxLength: 49 }),
        (n, entries) => {
          const { whole, flat } = positive(entries, n);
          const inverse = invertSymmetric(flat, n);
          const at = (i: number, j: number) => inverse[i >= j ? i * n + j : j * n + i]!;
          for (let i = 0; i < n; i++) {
            for (let j = 0; j < n; j++) {
              let sum = 0;
              for (let k = 0; k < n; k++) sum += whole[i]![k]! * at(k, j);
              expect(sum).toBeCloseTo(i === j ? 1 : 0, 6);
            }
          }
        },
      ),
    );
  });

  it('tells what a row would score had it been left out', () => {
    const targets = Int32Array.of(0, 1, 0, 1, 0);
    const points = [
      [1, 0],
      [0, 1],
      [0.8, 0.3],
      [0.2, 0.9],
      [0.4, 0.6],
    ];
    const values = Float64Array.from(points.flatMap(([x, y]) => points.map(([u, v]) => x! * u! + y! * v!)));
    const gram = { size: 5, values };
    const weights = new Float64Array(5).fill(1);
    const all = trainRidge(gram, targets, 2, weights, 5, 0.5);
    const without = trainRidge(gram, Int32Array.of(0, 1, -1, 1, 0), 2, weights, 5, 0.5);
    // Each training is sharpened by its own number, which the ratio of the two classes' scores does not know.
    const ratio = ({ leftOut }: typeof all) => leftOut[4]! / leftOut[5]!;
    expect(ratio(all)).toBeCloseTo(ratio(without), 8);
  });
});
