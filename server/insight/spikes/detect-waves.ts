import type { CountGrid } from './count-grid.ts';
import { dayPatternOf } from './day-pattern.ts';
import { describeSpike } from './describe-spike.ts';
import type { DetectOptions, Spike, SpikeDetector } from './detector.ts';
import { EvidenceLog } from './evidence-log.ts';
import { WAVE_PARAMETERS, type WaveParameters } from './parameters.ts';
import { RateThreshold } from './rate-threshold.ts';
import { sweepTopic } from './sweep-topic.ts';
import { ageWeightsOf } from './wave-evidence.ts';

/** Days from which scores say something and are counted for the threshold. */
export const WARM_UP_DAYS = 28;

/**
 * Waves of several days and surges of one, per cell. Evidence accumulates over days, so that 2 + 3 + 3 appeals where 0.3
 * are usual is found though no day of them is remarkable. A wave raises one alarm, another only when it grows.
 */
export const waveDetector: SpikeDetector = {
  name: 'waves',
  source:
    'Shiryaev–Roberts: Pollak, Annals of Statistics 13 (1985); counts: Höhle, Paul, Comput. Stat. Data Anal. 52 (2008)',
  detect: (grid, options) => detectWaves(grid, options),
};

export function detectWaves(
  grid: CountGrid,
  options: DetectOptions,
  parameters: WaveParameters = WAVE_PARAMETERS,
): Spike[] {
  const pattern = dayPatternOf(grid);
  const log = new EvidenceLog();
  const ageWeights = ageWeightsOf(options.rate, parameters);
  for (let topic = 0; topic < grid.topics.length; topic += 1) {
    sweepTopic(grid, pattern, topic, log, { parameters, ageWeights });
  }
  return raiseAlarms(grid, log, options, parameters);
}

/** Turns logged evidence into alarms at the rate asked for; the threshold of a day knows the days before it only. */
export function raiseAlarms(
  grid: CountGrid,
  log: EvidenceLog,
  options: DetectOptions,
  parameters: WaveParameters = WAVE_PARAMETERS,
): Spike[] {
  const { days } = grid;
  const cells = grid.places.length * grid.topics.length;
  const { repeatDays, repeatGrowth, alarmBump, alarmFadeDays } = parameters;
  const rates = new RateThreshold(cells, repeatDays);
  const startedBy = startsOf(grid);
  const alarmDay = new Int32Array(cells).fill(-1_000_000);
  const alarmScore = new Float32Array(cells);
  const raised = new Float32Array(cells);
  const order = log.byDay(days);
  const spikes: Spike[] = [];
  let next = 0;
  for (let day = 0; day < days; day += 1) {
    const threshold = rates.at(options.rate);
    const first = next;
    for (; next < order.length && log.day[order[next]!] === day; next += 1) {
      if (day < WARM_UP_DAYS) continue;
      const line = order[next]!;
      const cell = log.cell[line]!;
      const score = log.score[line]!;
      const since = day - alarmDay[cell]!;
      const bump = raised[cell]! * Math.exp(-since / alarmFadeDays);
      if (score < threshold + bump) continue;
      if (since <= repeatDays && score < alarmScore[cell]! + repeatGrowth) continue;
      alarmDay[cell] = day;
      alarmScore[cell] = score;
      raised[cell] = bump + alarmBump;
      if (day < (options.fromDay ?? 0)) continue;
      spikes.push(
        describeSpike(grid, { cell, day, score: score - bump, mean: log.mean[line]!, size: log.size[line]! }),
      );
    }
    if (day < WARM_UP_DAYS) continue;
    for (let index = first; index < next; index += 1) {
      const line = order[index]!;
      rates.record(log.cell[line]!, day, log.score[line]!);
    }
    rates.watched(startedBy[day]!);
  }
  return spikes;
}

/** Number of cells that have had a count by each day. */
function startsOf(grid: CountGrid): Int32Array {
  const { days, counts } = grid;
  const started = new Int32Array(days);
  for (let from = 0; from < counts.length; from += days) {
    for (let day = 0; day < days; day += 1) {
      if (counts[from + day] === 0) continue;
      started[day] = started[day]! + 1;
      break;
    }
  }
  for (let day = 1; day < days; day += 1) started[day] = started[day]! + started[day - 1]!;
  return started;
}
