import type { CountGrid } from './count-grid.ts';
import { dayPatternOf } from './day-pattern.ts';
import { kindOf } from './describe-spike.ts';
import { WARM_UP_DAYS } from './detect-waves.ts';
import type { DetectOptions, Spike, SpikeDetector } from './detector.ts';
import { countUpperTail } from './distributions/negative-binomial.ts';
import { EvidenceLog } from './evidence-log.ts';
import { poissonExcess, type Zone } from './reference/poisson-scan.ts';
import { sweepTopic } from './sweep-topic.ts';

const DURATION_MAX = 7;
const DAYS_PER_YEAR = 365;
/** Days of past maxima that the Gumbel distribution is fitted to. */
const HISTORY_DAYS = 120;
const HISTORY_DAYS_MIN = 21;
/** A cluster goes on being the same for so many days. */
const REPEAT_DAYS = 5;

/**
 * A topic that rises in neighbouring places together, over one to seven days. Expectation-based Poisson, the excess
 * divided by the zone's over-dispersion; a day's largest excess is held against the maxima of the days before through a
 * Gumbel distribution, which replaces a thousand shuffles. `rate` counts clusters a cell-year, as the others do.
 */
export const scanDetector: SpikeDetector = {
  name: 'scan',
  source:
    'Neill, Int. J. Forecasting 25 (2009); Gumbel p values: Abrams, Kulldorff, Kleinman, Int. J. Health Geographics 9 (2010)',
  detect(grid: CountGrid, options: DetectOptions): Spike[] {
    const { days } = grid;
    const pattern = dayPatternOf(grid);
    const zones = zonesOf(grid.places.length, options.neighbours);
    const spikes: Spike[] = [];
    for (let topic = 0; topic < grid.topics.length; topic += 1) {
      const expectations = topicExpectations(grid, pattern, topic);
      const maxima: number[] = [];
      let silentUntil = -1;
      for (let day = WARM_UP_DAYS; day < days; day += 1) {
        const best = strongest(expectations, zones, day);
        // Per cell-year: all places of the topic are watched by one maximum.
        const pMax = Math.min(0.5, (options.rate * grid.places.length) / DAYS_PER_YEAR);
        const p = maxima.length < HISTORY_DAYS_MIN ? 1 : gumbelTail(best.score, maxima);
        maxima.push(best.score);
        if (maxima.length > HISTORY_DAYS) maxima.shift();
        if (p > pMax || day <= silentUntil || best.zone === null) continue;
        silentUntil = day + REPEAT_DAYS;
        if (day >= (options.fromDay ?? 0)) spikes.push(spikeOf(grid, topic, day, best, expectations));
      }
    }
    return spikes.sort((a, b) => a.day - b.day);
  },
};

interface TopicExpectations {
  days: number;
  counts: Int32Array;
  mean: Float32Array;
  size: Float32Array;
}

interface Strongest {
  zone: Zone | null;
  duration: number;
  score: number;
}

function topicExpectations(grid: CountGrid, pattern: Parameters<typeof sweepTopic>[1], topic: number) {
  const length = grid.places.length * grid.days;
  const from = topic * length;
  // A grid of one topic: its expectations then need no room for the others.
  const counts = grid.counts.subarray(from, from + length);
  const one: CountGrid = {
    ...grid,
    topics: [grid.topics[topic]!],
    counts,
    authors: undefined,
    untaught: grid.untaught?.subarray(from, from + length),
    lift: grid.lift?.subarray(topic * grid.days, (topic + 1) * grid.days),
  };
  const totals = pattern.topicTotals.subarray(topic * grid.days, (topic + 1) * grid.days);
  const result = { days: grid.days, counts, mean: new Float32Array(length), size: new Float32Array(length) };
  sweepTopic(one, { ...pattern, topicTotals: totals }, 0, new EvidenceLog(), { expectations: result });
  return result;
}

/** Each place alone, each with one of its neighbours, and each with all of them. */
export function zonesOf(places: number, neighbours?: readonly (readonly number[])[]): Zone[] {
  const zones = new Map<string, Zone>();
  const add = (zone: number[]) => {
    const sorted = [...new Set(zone)].sort((a, b) => a - b);
    zones.set(sorted.join(','), sorted);
  };
  for (let place = 0; place < places; place += 1) {
    const beside = neighbours?.[place] ?? [];
    add([place]);
    for (const other of beside) add([place, other]);
    add([place, ...beside]);
  }
  return [...zones.values()];
}

function strongest(topic: TopicExpectations, zones: readonly Zone[], day: number): Strongest {
  const best: Strongest = { zone: null, duration: 0, score: 0 };
  const { days, counts, mean, size } = topic;
  for (const zone of zones) {
    let count = 0;
    let expected = 0;
    let extra = 0;
    for (let duration = 1; duration <= DURATION_MAX; duration += 1) {
      for (const place of zone) {
        const at = place * days + day - duration + 1;
        if (mean[at] === 0) continue;
        count += counts[at]!;
        expected += mean[at]!;
        extra += mean[at]! ** 2 / size[at]!;
      }
      const score = poissonExcess(count, expected) / (1 + extra / expected);
      if (score > best.score) Object.assign(best, { zone, duration, score });
    }
  }
  return best;
}

/** P(maximum ≥ score) under the Gumbel distribution with the mean and variance of the past maxima. */
export function gumbelTail(score: number, maxima: readonly number[]): number {
  const mean = maxima.reduce((sum, value) => sum + value, 0) / maxima.length;
  const variance =
    maxima.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, maxima.length - 1);
  const scale = Math.max(1e-6, (Math.sqrt(variance) * Math.sqrt(6)) / Math.PI);
  const place = mean - 0.5772156649015329 * scale;
  return -Math.expm1(-Math.exp(-(score - place) / scale));
}

function spikeOf(
  grid: CountGrid,
  topic: number,
  day: number,
  best: Strongest,
  { counts, mean, size, days }: TopicExpectations,
): Spike {
  const zone = best.zone!;
  const windows = zone.map((place) => {
    let count = 0;
    let expected = 0;
    let extra = 0;
    for (let at = place * days + day - best.duration + 1; at <= place * days + day; at += 1) {
      count += counts[at]!;
      expected += mean[at]!;
      if (mean[at]! > 0) extra += mean[at]! ** 2 / size[at]!;
    }
    return { place, count, expected, extra };
  });
  const sum = (pick: (window: (typeof windows)[number]) => number) =>
    windows.reduce((total, window) => total + pick(window), 0);
  const top = windows.reduce((a, b) => (b.count - b.expected > a.count - a.expected ? b : a));
  const expected = sum((window) => window.expected);
  const cell = topic * grid.places.length + top.place;
  return {
    topic,
    place: top.place,
    day,
    count: grid.counts[cell * grid.days + day]!,
    expected: mean[top.place * days + day]!,
    p: countUpperTail(
      sum((window) => window.count),
      expected,
      expected ** 2 /
        Math.max(
          1e-9,
          sum((window) => window.extra),
        ),
    ),
    score: best.score,
    kind: kindOf(grid, cell, day, best.duration),
    windowDays: best.duration,
    windowCount: sum((window) => window.count),
    windowExpected: expected,
    cluster: zone,
  };
}
