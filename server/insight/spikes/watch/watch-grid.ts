import type { CountGrid } from '../count-grid.ts';
import { type DayPattern, dayPatternOf } from '../day-pattern.ts';
import { raiseAlarms, WARM_UP_DAYS } from '../detect-waves.ts';
import type { Spike } from '../detector.ts';
import { countUpperTail } from '../distributions/negative-binomial.ts';
import { EvidenceLog } from '../evidence-log.ts';
import { sweepTopic } from '../sweep-topic.ts';
import type { Alarm } from './join-alarms.ts';
import type { GridExpectations } from './measure-wave.ts';

export interface WatchOptions {
  /** False alarms aimed at in a week over the grid. */
  alarmsPerWeek: number;
  /** First day (index) on which alarms are wanted. */
  fromDay: number;
  /** By topic: how much more (or less) evidence verdicts demand; units of the score, a natural logarithm. */
  shifts: ReadonlyMap<number, number>;
}

export interface GridWatch extends GridExpectations {
  pattern: DayPattern;
  alarms: Alarm[];
  /** Score that raises an alarm now; a live cell is held against it. null while too few alarms have told. */
  threshold: number | null;
  /** Logarithm of the chance below which one day alone is an alarm. */
  sharpLogP: number;
}

const WEEKS_PER_YEAR = 52;
/** Alarms at three times the rate are looked at where verdicts have lowered a topic's threshold. */
const LAXER = 3;
/** Days whose weakest alarm tells where the threshold now lies. */
const THRESHOLD_DAYS = 120;
/** Evidence that gathered over weeks of ordinary days is no wave: the days themselves must be unlikely. */
const P_MAX = 1e-4;
/** Real tails are thicker than the negative binomial's: a day alone must be a hundred times less likely than the rate says. */
const SHARP_MARGIN = 100;
const SHARP_EXCESS_MIN = 8;

/**
 * Alarms of a grid: waves that gather over days, and single days so far out that they need no second one (a boiler house
 * breaks: 18 where 0.3 are usual). The latter also carry the score −ln p, comparable in kind though not in scale.
 */
export function watchGrid(grid: CountGrid, options: WatchOptions): GridWatch {
  const pattern = dayPatternOf(grid);
  const log = new EvidenceLog();
  const expectations = {
    mean: new Float32Array(grid.counts.length),
    size: new Float32Array(grid.counts.length),
  };
  for (let topic = 0; topic < grid.topics.length; topic += 1) {
    sweepTopic(grid, pattern, topic, log, { expectations });
  }
  const active = Math.max(1, activeCells(grid));
  const { chosen, threshold } = gathered(grid, log, options, active);
  const sharpLogP = Math.log(options.alarmsPerWeek / (7 * active * SHARP_MARGIN));
  const alarms = [
    ...chosen.map((spike) => alarmOf('waves', spike, [spike.place])),
    ...sharpDays(grid, expectations, sharpLogP, options),
  ];
  return { ...expectations, pattern, alarms, threshold, sharpLogP };
}

function gathered(grid: CountGrid, log: EvidenceLog, options: WatchOptions, active: number) {
  const rate = (options.alarmsPerWeek * WEEKS_PER_YEAR) / active;
  // Learnt over all days, so that a threshold is known whatever day is asked for.
  const usual = raiseAlarms(grid, log, { rate });
  const lately = usual.filter((spike) => spike.day >= grid.days - THRESHOLD_DAYS);
  const threshold = lately.length > 0 ? Math.min(...lately.map((spike) => spike.score)) : null;
  const shiftOf = (spike: Spike) => options.shifts.get(spike.topic) ?? 0;
  const reaches = (spike: Spike) => threshold === null || spike.score >= threshold + shiftOf(spike);
  const chosen = usual.filter((spike) => shiftOf(spike) <= 0 || reaches(spike));
  if (threshold !== null && [...options.shifts.values()].some((shift) => shift < 0)) {
    const known = new Set(chosen.map((spike) => `${spike.topic} ${spike.place} ${spike.day}`));
    for (const spike of raiseAlarms(grid, log, { rate: rate * LAXER })) {
      if (shiftOf(spike) >= 0 || !reaches(spike)) continue;
      if (!known.has(`${spike.topic} ${spike.place} ${spike.day}`)) chosen.push(spike);
    }
  }
  const wanted = chosen.filter((spike) => spike.day >= options.fromDay && spike.p <= P_MAX);
  return { chosen: wanted, threshold };
}

function sharpDays(
  grid: CountGrid,
  expectations: GridExpectations,
  sharpLogP: number,
  options: WatchOptions,
): Alarm[] {
  const { days, counts } = grid;
  const alarms: Alarm[] = [];
  for (let cell = 0; cell * days < counts.length; cell += 1) {
    for (let day = Math.max(WARM_UP_DAYS, options.fromDay); day < days; day += 1) {
      if (counts[cell * days + day]! < SHARP_EXCESS_MIN) continue;
      const alarm = sharpDay(grid, expectations, cell, day, sharpLogP, options.shifts);
      if (alarm) alarms.push(alarm);
    }
  }
  return alarms;
}

/** One day of one cell by itself; null when it is not so far out. */
export function sharpDay(
  grid: CountGrid,
  { mean, size }: GridExpectations,
  cell: number,
  day: number,
  sharpLogP: number,
  shifts: ReadonlyMap<number, number>,
): Alarm | null {
  const at = cell * grid.days + day;
  const [count, expected] = [grid.counts[at]!, mean[at]!];
  const excess = count - expected;
  if (expected <= 0 || excess < SHARP_EXCESS_MIN) return null;
  const topic = Math.floor(cell / grid.places.length);
  const p = countUpperTail(count, expected, size[at]! || 1);
  if (Math.log(p) > sharpLogP - (shifts.get(topic) ?? 0)) return null;
  const score = -Math.log(Math.max(1e-300, p));
  return {
    detector: 'waves',
    topic,
    places: [cell % grid.places.length],
    firstDay: day,
    day,
    excess,
    p,
    score,
  };
}

export function alarmOf(detector: Alarm['detector'], spike: Spike, places: readonly number[]): Alarm {
  const { topic, day, p, score, windowDays, windowCount, windowExpected } = spike;
  const excess = windowCount - windowExpected;
  return { detector, topic, places, firstDay: day - windowDays + 1, day, excess, p, score };
}

export function activeCells({ counts, days }: CountGrid): number {
  let active = 0;
  for (let from = 0; from < counts.length; from += days) {
    if (counts.subarray(from, from + days).some((count) => count > 0)) active += 1;
  }
  return active;
}
