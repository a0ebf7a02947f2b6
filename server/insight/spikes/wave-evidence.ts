import { WAVES } from './day-evidence.ts';
import type { WaveParameters } from './parameters.ts';

/** Days back on which a wave may have begun, today included: waves of two to seven days are looked for. */
export const AGES = 7;
const PER_PLACE = WAVES * AGES;

/**
 * Evidence of waves in one topic's places: for every size and every first day of the last seven, the product of the days'
 * likelihood ratios since. Windows that end are dropped, so that yesterday's wave does not speak for today.
 */
export class WaveEvidence {
  private readonly products: Float64Array;
  private readonly alive: Uint8Array;
  private readonly parameters: WaveParameters;
  private readonly ageWeights: Float64Array;

  constructor(places: number, parameters: WaveParameters, ageWeights: Float64Array) {
    this.products = new Float64Array(places * PER_PLACE);
    this.alive = new Uint8Array(places);
    this.parameters = parameters;
    this.ageWeights = ageWeights;
  }

  /** Whether a day without appeals changes anything in this place. */
  isAlive(place: number): boolean {
    return this.alive[place] === 1;
  }

  /** One more day with these likelihood ratios; the weighted evidence of all windows that end today. */
  add(place: number, ratios: Float64Array): number {
    const { products, ageWeights } = this;
    const { waveWeights } = this.parameters;
    let sum = 0;
    let at = place * PER_PLACE;
    for (let wave = 0; wave < WAVES; wave += 1) {
      const ratio = ratios[wave]!;
      let before = 1;
      let ofSize = 0;
      for (let age = 0; age < AGES; age += 1, at += 1) {
        const product = before * ratio;
        before = products[at]!;
        products[at] = product;
        ofSize += ageWeights[age]! * product;
      }
      sum += waveWeights[wave]! * ofSize;
    }
    this.alive[place] = 1;
    return sum;
  }

  /** A day without appeals; forgets the place when no window is left worth following. */
  addQuietDay(place: number, ratios: Float64Array): number {
    const sum = this.add(place, ratios);
    if (sum < this.parameters.forgetBelow) {
      this.products.fill(0, place * PER_PLACE, (place + 1) * PER_PLACE);
      this.alive[place] = 0;
    }
    return sum;
  }
}

/**
 * How much a window counts by its age. Where few alarms are allowed, those of the first days are worth most; where many
 * are, the first days raise theirs anyway and patience finds more.
 */
export function ageWeightsOf(rate: number, parameters: WaveParameters): Float64Array {
  const { earlyWeights, patientRate } = parameters;
  const patience = Math.min(1, Math.max(0, Math.log(rate) / Math.log(patientRate)));
  return Float64Array.from(earlyWeights, (weight) => weight ** (1 - patience));
}
