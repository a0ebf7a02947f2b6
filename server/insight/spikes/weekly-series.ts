import { type DayEvidence, fillDayEvidence, WAVES } from './day-evidence.ts';
import { countUpperTail } from './distributions/negative-binomial.ts';
import { WAVE_PARAMETERS } from './parameters.ts';
import { poissonRegression } from './reference/poisson-regression.ts';

export interface WeeklyOptions {
  /** Periods in a year: 52 for weeks, 12 for months. */
  period: number;
  /** First period to be judged; the earlier ones are history. At least 8 of them. */
  from: number;
}

export interface WeeklyScores {
  /** Logarithm of the evidence of a wave; NaN before `from`. */
  score: Float64Array;
  expected: Float64Array;
  /** Chance of a count as high on a usual week. */
  p: Float64Array;
}

/** Years of history that are fitted; the last weeks are left out, because a slow wave would be learnt as level. */
const YEARS_MAX = 6;
const GUARD = 3;
/** Excesses looked for, in standard deviations of a usual week, and the chance that a wave ends within a week. */
const EXCESSES = [1, 2, 4];
const WAVE_END = 0.3;
/** Evidence carried into the next week: enough for waves that grow, little enough that they end when they end. */
const CARRIED_MAX = 8;
/** A past week this many deviations above its fit is likely a wave itself and teaches less (Farrington 1996, §3.4). */
const DEVIATIONS_MAX = 2.5;
const PHI_BORROWED = 1.2;
const PHI_WEIGHT = 10;
/** A year and a half is needed before season and trend can be told apart. */
const SEASON_YEARS_MIN = 1.5;
const REWEIGHTINGS = 2;
/** Of a fit that starts where last week's ended. */
const WARM_ITERATIONS = 2;

/**
 * Waves in one long series with trend and season, each period judged from itself and the past. A log-linear fit with one
 * yearly wave replaces the sliding windows of the same weeks that Farrington Flexible uses: all weeks teach all. Evidence
 * then accumulates over weeks as it does over days in the grid. O(history) a week.
 */
export function weeklyScores(counts: ArrayLike<number>, options: WeeklyOptions): WeeklyScores {
  const { period, from } = options;
  const length = counts.length;
  if (!(from >= 8)) throw new RangeError(`Eight periods of history are needed, not ${from}.`);
  const result: WeeklyScores = {
    score: new Float64Array(length).fill(Number.NaN),
    expected: new Float64Array(length).fill(Number.NaN),
    p: new Float64Array(length).fill(Number.NaN),
  };
  const fitting = newFitting(length, period);
  const evidence = new Float64Array(WAVES);
  const added = new Float64Array(WAVES);
  const today: DayEvidence = { wave: new Float64Array(WAVES), surge: 0, burst: 0 };
  for (let week = from; week < length; week += 1) {
    const { mean, phi } = predict(counts, week, period, fitting);
    const size = phi > 1.001 ? mean / (phi - 1) : 1e6;
    const deviation = Math.sqrt(mean * phi);
    for (let wave = 0; wave < WAVES; wave += 1) added[wave] = EXCESSES[wave]! * Math.max(0.7, deviation);
    fillDayEvidence(today, counts[week]!, mean, size, 0, added, WAVE_PARAMETERS);
    let sum = 0;
    for (let wave = 0; wave < WAVES; wave += 1) {
      const fresh = (1 + evidence[wave]!) * (1 - WAVE_END) * today.wave[wave]!;
      evidence[wave] = Math.min(CARRIED_MAX, fresh);
      sum += fresh / WAVES;
    }
    result.score[week] = Math.log(sum + 1e-12);
    result.expected[week] = mean;
    result.p[week] = countUpperTail(counts[week]!, mean, size);
  }
  return result;
}

interface Fitting {
  /** Row by row for every week of the series; of a series too short for a season only the first column is used. */
  design: Float64Array;
  coefficients: Float64Array | null;
  /** How much each past week teaches. */
  weights: Float64Array;
}

const COLUMNS = 4;

function newFitting(length: number, period: number): Fitting {
  const design = new Float64Array(length * COLUMNS);
  for (let week = 0; week < length; week += 1) {
    const angle = (2 * Math.PI * week) / period;
    design.set([1, week / period, Math.cos(angle), Math.sin(angle)], week * COLUMNS);
  }
  return { design, coefficients: null, weights: new Float64Array(length).fill(1) };
}

/** Expected count of `week` and its over-dispersion, from the weeks before; the last week's fit is where it starts. */
function predict(
  counts: ArrayLike<number>,
  week: number,
  period: number,
  fitting: Fitting,
): { mean: number; phi: number } {
  const end = Math.max(6, week - GUARD);
  const begin = Math.max(0, end - YEARS_MAX * period);
  const rows = end - begin;
  const past = Array.from({ length: rows }, (_, row) => counts[begin + row]!);
  const average = (past.reduce((sum, count) => sum + count, 0) + 0.5) / (rows + 1);
  let mean = average;
  let phi = PHI_BORROWED;
  const seasonal = rows >= SEASON_YEARS_MIN * period;
  const { design } = fitting;
  const weights = fitting.weights.subarray(begin, end);
  const turns = fitting.coefficients || !seasonal ? 0 : REWEIGHTINGS;
  for (let turn = 0; turn <= turns; turn += 1) {
    let fitted: Float64Array = new Float64Array(rows).fill(average);
    if (seasonal) {
      const fit = poissonRegression({
        counts: past,
        design: design.subarray(begin * COLUMNS, end * COLUMNS),
        width: COLUMNS,
        weights,
        start: fitting.coefficients ?? undefined,
        iterationsMax: fitting.coefficients ? WARM_ITERATIONS : undefined,
      });
      if (!fit?.coefficients.every(Number.isFinite)) {
        fitting.coefficients = null;
        break;
      }
      fitting.coefficients = fit.coefficients;
      fitted = fit.fitted;
      let eta = 0;
      for (let i = 0; i < COLUMNS; i += 1) eta += design[week * COLUMNS + i]! * fit.coefficients[i]!;
      mean = Math.exp(Math.min(20, Math.max(-6, eta)));
    }
    let pearson = 0;
    let weight = 0;
    for (let row = 0; row < rows; row += 1) {
      const usual = Math.max(0.05, fitted[row]!);
      pearson += (weights[row]! * (past[row]! - usual) ** 2) / usual;
      weight += weights[row]!;
    }
    phi = Math.max(1, (pearson + PHI_WEIGHT * PHI_BORROWED) / (Math.max(1, weight - COLUMNS) + PHI_WEIGHT));
    for (let row = 0; row < rows; row += 1) {
      const usual = Math.max(0.05, fitted[row]!);
      const off = (past[row]! - usual) / Math.sqrt(phi * usual);
      weights[row] = off > DEVIATIONS_MAX ? (DEVIATIONS_MAX / off) ** 2 : 1;
    }
  }
  // Few counts fit badly: no less than a third of the plain average, nor more than five times it.
  return { mean: Math.min(5 * average, Math.max(average / 3, mean, 0.02)), phi };
}
