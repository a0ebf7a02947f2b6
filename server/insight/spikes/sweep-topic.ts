import type { CountGrid } from './count-grid.ts';
import { type DayEvidence, fillDayEvidence, WAVES } from './day-evidence.ts';
import type { DayPattern } from './day-pattern.ts';
import { DAY_TYPES } from './day-types.ts';
import type { EvidenceLog } from './evidence-log.ts';
import { WAVE_PARAMETERS, type WaveParameters } from './parameters.ts';
import { seasonOf } from './season.ts';
import { ageWeightsOf, WaveEvidence } from './wave-evidence.ts';

/** Below this logarithm of the evidence a day is not worth a line. */
export const SCORE_FLOOR = 0.5;
const MEAN_MIN = 0.02;
/** Bounds of the negative binomial size: 0.6 is wilder than any topic seen, 50 as good as Poisson. */
const SIZE_MIN = 0.6;
const SIZE_MAX = 50;
/** Over-dispersion (1 / size) before anything is known, and the squared expected counts behind that guess. */
const DISPERSION = 0.4;
const DISPERSION_WEIGHT = 3;
/** Twice the cell's record of late, five times the usual and so many: said at once, whatever bursts the cell is used to. */
const UNHEARD_MIN = 20;
const UNHEARD_SCORE = 6;
const DAY_TYPE_KEPT = 0.985;
const DISPERSION_KEPT = 0.99;

/** Where the expected counts and negative binomial sizes of every cell-day go, laid out as the grid's counts. */
export interface Expectations {
  mean?: Float32Array;
  size?: Float32Array;
  /** Expected counts of the last day alone, one a place. */
  lastDay?: Float64Array;
}

export interface SweepOptions {
  expectations?: Expectations;
  parameters?: WaveParameters;
  /** Of `ageWeightsOf`; without them those of one false alarm a cell-year. */
  ageWeights?: Float64Array;
  /** Day to begin on; what lies a year back has long been forgotten. */
  fromDay?: number;
}

/**
 * Walks one topic day by day through all places and logs the evidence of a wave in each cell. Everything a day is judged
 * by comes from earlier days, and from the same day only how the topic moved in the *other* places.
 *
 * The expectation is level × day type × season × common movement: the level an exponentially weighted mean that borrows
 * from the topic's other places and the place's other topics; growth is followed by the level. The evidence is the
 * likelihood ratio of a wave that began on one of the last seven days, summed over those days (WaveEvidence).
 * The loop is long because each of its ten thousands of turns a day shares a dozen running sums.
 */
export function sweepTopic(
  grid: CountGrid,
  pattern: DayPattern,
  topic: number,
  log: EvidenceLog,
  options: SweepOptions = {},
): void {
  const { expectations, parameters = WAVE_PARAMETERS, fromDay = 0 } = options;
  const { days, counts, untaught, lift } = grid;
  const places = grid.places.length;
  const { types, factor, placeShare } = pattern;
  const season = seasonOf(pattern.topicTotals.subarray(topic * days, (topic + 1) * days));
  const { waveSizes, addedMin, levelPriorDays, movementPrior, levelCap } = parameters;
  const levelKept = 0.5 ** (1 / parameters.levelHalfLife);
  const movementKept = 0.5 ** (1 / parameters.movementHalfLife);

  const level = new Float64Array(places); // sum of counts, older ones weighing less
  const movedSeen = new Float64Array(places);
  const movedDue = new Float64Array(places);
  const excess = new Float64Array(places); // sums of (count − mean)² − mean and of mean²
  const squares = new Float64Array(places);
  const bursts = new Float64Array(places);
  const evidence = new WaveEvidence(places, parameters, options.ageWeights ?? ageWeightsOf(1, parameters));
  const record = new Float64Array(places);
  const rate = new Float64Array(places);
  const seen = new Uint8Array(places);
  const typeSeen = new Float64Array(DAY_TYPES);
  const typeDue = new Float64Array(DAY_TYPES);
  const added = new Float64Array(WAVES);
  const quietRatio = new Float64Array(WAVES);
  const today: DayEvidence = { wave: new Float64Array(WAVES), surge: 0, burst: 0 };
  let exposure = 0;
  let levelSum = 0;
  let excessSum = 0;
  let squaresSum = 0;
  let burstSum = 0;
  let burstDays = 0;
  let seenPlaces = 0;

  for (let day = fromDay; day < days; day += 1) {
    const type = types[day]!;
    const dayFactor =
      (typeSeen[type]! + parameters.dayTypePrior * factor[day]!) / (typeDue[type]! + parameters.dayTypePrior);
    const usual = (levelSum + 0.5) / (exposure * Math.max(1, seenPlaces) + 1);
    const borrowed = levelPriorDays * usual;
    const perDay = 1 / (exposure + levelPriorDays);
    const scale = dayFactor * season[day]! * (lift ? lift[topic * days + day]! : 1);

    let allSeen = 0;
    let allDue = 0;
    let rateSum = 0;
    for (let place = 0; place < places; place += 1) {
      const count = counts[(topic * places + place) * days + day]!;
      if (seen[place] === 0) {
        if (count === 0) continue;
        seen[place] = 1;
        seenPlaces += 1;
      }
      const now = (level[place]! + borrowed * placeShare[place * days + day]!) * perDay;
      rate[place] = now;
      record[place] = record[place]! * DISPERSION_KEPT;
      rateSum += now;
      const base = now * scale;
      // A known event in one place says nothing of the others.
      const silent = untaught !== undefined && untaught[(topic * places + place) * days + day] !== 0;
      const capped = silent ? base : Math.min(count, levelCap * base + 6);
      const a = movedSeen[place]! * movementKept + capped;
      const b = movedDue[place]! * movementKept + base;
      movedSeen[place] = a;
      movedDue[place] = b;
      allSeen += a;
      allDue += b;
    }

    const typicalExcess = (excessSum + DISPERSION * DISPERSION_WEIGHT) / (squaresSum + DISPERSION_WEIGHT);
    const typicalBurst = (burstSum + parameters.burstShare * 200) / (burstDays * seenPlaces + 200);
    levelSum = 0;
    excessSum = 0;
    squaresSum = 0;
    burstSum = 0;
    let cappedSum = 0;
    for (let place = 0; place < places; place += 1) {
      if (seen[place] === 0) continue;
      const cell = topic * places + place;
      const at = cell * days + day;
      const count = counts[at]!;
      const now = rate[place]!;
      const moved =
        (movementPrior + allSeen - movedSeen[place]!) / (movementPrior + allDue - movedDue[place]!);
      const mean = Math.max(MEAN_MIN, now * scale * moved);
      let learnt = count;
      let burst = 0;
      let size = 0;
      if (expectations?.mean) expectations.mean[at] = mean;
      if (expectations?.lastDay && day === days - 1) expectations.lastDay[place] = mean;
      if (count > 0 || expectations?.size) {
        const dispersion =
          (parameters.dispersionFactor * (excess[place]! + parameters.dispersionPrior * typicalExcess)) /
          (squares[place]! + parameters.dispersionPrior);
        size = Math.min(SIZE_MAX, Math.max(SIZE_MIN, 1 / Math.max(1e-3, dispersion)));
        if (expectations?.size) expectations.size[at] = size;
      }
      if (count > 0) {
        for (let wave = 0; wave < WAVES; wave += 1) {
          added[wave] = Math.max(now * (waveSizes[wave]! - 1), addedMin * waveSizes[wave]!);
        }
        const burstShare =
          (bursts[place]! + parameters.burstPriorDays * typicalBurst) /
          (burstDays + parameters.burstPriorDays);
        fillDayEvidence(today, count, mean, size, burstShare, added, parameters);
        const sum = parameters.surgeWeight * today.surge + evidence.add(place, today.wave);
        const unheardOf = count >= UNHEARD_MIN && count >= 2 * record[place]! && count >= 5 * mean;
        const score = Math.log(sum) + (unheardOf ? UNHEARD_SCORE : 0);
        if (score >= SCORE_FLOOR) log.add(cell, day, score, mean, size);
        if (untaught === undefined || untaught[at] === 0) record[place] = Math.max(count, record[place]!);
        burst = today.burst;
        learnt = Math.min(count, mean * levelCap + 3 * Math.sqrt(mean + (mean * mean) / size) + 1);
      } else if (evidence.isAlive(place)) {
        for (let wave = 0; wave < WAVES; wave += 1) {
          quietRatio[wave] = Math.exp(-Math.max(now * (waveSizes[wave]! - 1), addedMin * waveSizes[wave]!));
        }
        const score = Math.log(evidence.addQuietDay(place, quietRatio));
        if (score >= SCORE_FLOOR) log.add(cell, day, score, mean, 0);
      }
      if (untaught !== undefined && untaught[at] !== 0) {
        // As if an ordinary day had been: level, day types and over-dispersion stay as they were.
        const ordinary = now * dayFactor;
        cappedSum += ordinary;
        level[place] = level[place]! * levelKept + ordinary;
        levelSum += level[place]!;
        excessSum += excess[place]!;
        squaresSum += squares[place]!;
        burstSum += bursts[place]!;
        continue;
      }
      cappedSum += learnt;
      const levelNow = level[place]! * levelKept + learnt;
      level[place] = levelNow;
      levelSum += levelNow;
      const off = count - mean;
      const excessNow = excess[place]! * DISPERSION_KEPT + (1 - burst) * (off * off - mean);
      const squaresNow = squares[place]! * DISPERSION_KEPT + (1 - burst) * mean * mean;
      const burstNow = bursts[place]! * DISPERSION_KEPT + burst;
      excess[place] = excessNow;
      squares[place] = squaresNow;
      bursts[place] = burstNow;
      excessSum += excessNow;
      squaresSum += squaresNow;
      burstSum += burstNow;
    }
    exposure = exposure * levelKept + dayFactor;
    burstDays = burstDays * DISPERSION_KEPT + 1;
    for (let other = 0; other < DAY_TYPES; other += 1) {
      typeSeen[other] = typeSeen[other]! * DAY_TYPE_KEPT;
      typeDue[other] = typeDue[other]! * DAY_TYPE_KEPT;
    }
    typeSeen[type] = typeSeen[type]! + cappedSum;
    typeDue[type] = typeDue[type]! + rateSum;
  }
}
