/**
 * Weekly counts in the scenarios of Noufaily et al., Statistics in Medicine 32 (2013), §4: negative binomial around a
 * mean with or without trend and season over twelve years; four earlier waves and one in the last 49 weeks. A wave's size
 * is Poisson with mean k × the standard deviation of its first week, spread over weeks as lognormal(0, 0.5).
 */
export interface WeeklySeries {
  name: string;
  counts: number[];
  wave: boolean[];
  /** Weeks judged, both inclusive. */
  from: number;
  to: number;
  /** Years of history given to methods that want a number. */
  years: number;
  /** First week whose waves count as to be found; earlier ones only are no quiet weeks. */
  countFrom?: number;
}

const WEEKS = 624;
const BASELINE_FROM = 312;
const CURRENT_FROM = 575;
/** Judged from here on: quiet weeks for the false share, then the current weeks. */
const TESTED_FROM = 500;
const WAVE_SIZES = [2, 3, 5, 10];
/** theta, beta, gamma1, gamma2, phi. */
const SETTINGS = [
  [0.1, 0.0025, 0.6, 0.6, 1.5],
  [-2, 0.005, 0.1, 0.3, 2],
  [1.5, 0.003, 0.2, -0.4, 1],
  [0.5, 0.002, 0.5, 0.5, 5],
  [2.5, 0.001, 1, 0.1, 3],
  [3.75, 0.001, 0.1, -0.1, 1.1],
  [5, 0.0001, 0.05, 0.01, 1.2],
] as const;

export function simulatedSeries(replicates: number, seed: number): WeeklySeries[] {
  const random = generator(seed);
  const all: WeeklySeries[] = [];
  SETTINGS.forEach(([theta, beta, gamma1, gamma2, phi], setting) => {
    for (const season of [0, 1]) {
      for (const trend of [0, 1]) {
        for (let replicate = 0; replicate < replicates; replicate += 1) {
          const mean = (week: number) =>
            Math.exp(
              theta +
                trend * beta * week +
                season *
                  (gamma1 * Math.cos((2 * Math.PI * week) / 52) +
                    gamma2 * Math.sin((2 * Math.PI * week) / 52)),
            );
          const counts = Array.from({ length: WEEKS }, (_, week) =>
            negativeBinomial(mean(week), phi, random),
          );
          const wave = counts.map(() => false);
          const strike = (from: number, weeks: number) => {
            const start = from + Math.floor(random() * weeks);
            const size = WAVE_SIZES[Math.floor(random() * WAVE_SIZES.length)]!;
            addWave(counts, wave, start, size * Math.sqrt(mean(start) * phi), random);
          };
          for (let past = 0; past < 4; past += 1) strike(BASELINE_FROM, CURRENT_FROM - BASELINE_FROM);
          strike(CURRENT_FROM, WEEKS - CURRENT_FROM - 4);
          all.push({
            name: `s${setting}-${season}${trend}-${replicate}`,
            counts,
            wave,
            from: TESTED_FROM,
            to: WEEKS - 1,
            years: 5,
            countFrom: CURRENT_FROM,
          });
        }
      }
    }
  });
  return all;
}

function addWave(counts: number[], wave: boolean[], start: number, mean: number, random: () => number): void {
  let cases = 0;
  // The published study draws again until a wave has two cases.
  for (let turn = 0; cases < 2 && turn < 1000; turn += 1) cases = poisson(mean, random);
  for (let one = 0; one < cases; one += 1) {
    const week = start + Math.floor(Math.exp(0.5 * normal(random)));
    if (week >= counts.length) continue;
    counts[week] = counts[week]! + 1;
    wave[week] = true;
  }
}

function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());

function poisson(mean: number, random: () => number): number {
  let count = 0;
  // In pieces, because exp(−mean) of a large mean is not a number of the machine.
  for (let rest = mean; rest > 0; rest -= 200) {
    const limit = Math.exp(-Math.min(200, rest));
    for (let product = random(); product > limit; product *= random()) count += 1;
  }
  return count;
}

/** Variance phi × mean, as a Poisson whose mean is gamma distributed (Marsaglia and Tsang 2000). */
function negativeBinomial(mean: number, phi: number, random: () => number): number {
  if (phi <= 1) return poisson(mean, random);
  return poisson(gamma(mean / (phi - 1), random) * (phi - 1), random);
}

function gamma(shape: number, random: () => number): number {
  if (shape < 1) return gamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
