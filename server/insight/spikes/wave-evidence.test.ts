import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WAVE_PARAMETERS } from './parameters.ts';
import { AGES, ageWeightsOf, WaveEvidence } from './wave-evidence.ts';

const ratio = fc.double({ min: 0.05, max: 30, noNaN: true });
const day = fc.tuple(ratio, ratio, ratio);

/** All windows that end on the last day, each multiplied out anew. */
function allWindows(days: readonly (readonly number[])[], ageWeights: ArrayLike<number>): number {
  let sum = 0;
  WAVE_PARAMETERS.waveWeights.forEach((weight, wave) => {
    let product = 1;
    for (let age = 0; age < Math.min(AGES, days.length); age += 1) {
      product *= days[days.length - 1 - age]![wave]!;
      sum += weight * ageWeights[age]! * product;
    }
  });
  return sum;
}

describe('evidence of waves', () => {
  it('is the weighted sum over all windows of up to seven days, each place by itself', () => {
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 1, maxLength: 12 }),
        fc.double({ min: 0.1, max: 9, noNaN: true }),
        (days, rate) => {
          const ageWeights = ageWeightsOf(rate, WAVE_PARAMETERS);
          const evidence = new WaveEvidence(2, WAVE_PARAMETERS, ageWeights);
          let last = 0;
          for (const ratios of days) {
            evidence.add(0, Float64Array.from([9, 9, 9]));
            last = evidence.add(1, Float64Array.from(ratios));
          }
          expect(last / allWindows(days, ageWeights)).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it('forgets a wave after quiet days, and not on the first of them when it was strong', () => {
    const evidence = new WaveEvidence(1, WAVE_PARAMETERS, ageWeightsOf(1, WAVE_PARAMETERS));
    expect(evidence.isAlive(0)).toBe(false);
    evidence.add(0, Float64Array.from([50, 50, 50]));
    const quiet = Float64Array.from([0.3, 0.2, 0.1]);
    evidence.addQuietDay(0, quiet);
    expect(evidence.isAlive(0)).toBe(true);
    for (let turn = 0; turn < AGES; turn += 1) evidence.addQuietDay(0, quiet);
    expect(evidence.isAlive(0)).toBe(false);
  });

  it('weighs the first days most at a low rate and all alike at a high one', () => {
    const low = ageWeightsOf(0.2, WAVE_PARAMETERS);
    expect([...low]).toEqual([...WAVE_PARAMETERS.earlyWeights]);
    expect([...ageWeightsOf(5, WAVE_PARAMETERS)]).toEqual(Array(AGES).fill(1));
    const middle = ageWeightsOf(1.6, WAVE_PARAMETERS)[AGES - 1]!;
    expect(middle).toBeGreaterThan(low[AGES - 1]!);
    expect(middle).toBeLessThan(1);
  });
});
