import { pathToFileURL } from 'node:url';
import { type CountGrid, dayPatternOf, detectWaves, recheckCell } from '../../server/insight/spikes/index.ts';
import { monotonicMs } from '../../server/platform/clock.ts';
import { dayNumberOf } from '../../server/registry/calendar/index.ts';

/** A region's whole grid over two years, in one thread. Goals: 2 s for the scan, 5 ms for one cell anew. */
const TOPICS = 360;
const PLACES = 75;
const DAYS = 730;
const RECHECKS = 50;

export async function benchSpikes(): Promise<void> {
  for (const appealsPerYear of [500_000, 2_000_000]) {
    const grid = inventedGrid(appealsPerYear);
    let begin = monotonicMs();
    const spikes = detectWaves(grid, { rate: 0.1 });
    const scanMs = monotonicMs() - begin;
    begin = monotonicMs();
    const pattern = dayPatternOf(grid);
    const patternMs = monotonicMs() - begin;
    let slowestMs = 0;
    let sumMs = 0;
    for (let turn = 0; turn < RECHECKS; turn += 1) {
      const cell = (turn * 7919) % (TOPICS * PLACES);
      begin = monotonicMs();
      const { expected } = recheckCell(grid, pattern, cell);
      const took = monotonicMs() - begin;
      if (!Number.isFinite(expected)) throw new Error('a recheck gave no expectation');
      slowestMs = Math.max(slowestMs, took);
      sumMs += took;
    }
    const total = grid.counts.reduce((sum, count) => sum + count, 0);
    console.log(
      `spikes: ${TOPICS} topics × ${PLACES} places × ${DAYS} days, ${total.toLocaleString('en')} appeals: ` +
        `scan ${(scanMs / 1000).toFixed(2)} s (shared pattern ${patternMs.toFixed(0)} ms), ${spikes.length} alarms; ` +
        `one cell anew ${(sumMs / RECHECKS).toFixed(2)} ms on average, ${slowestMs.toFixed(2)} ms at worst`,
    );
  }
}

/** Topics and places of very different size, weekdays, bursts; from a fixed seed. */
function inventedGrid(appealsPerYear: number): CountGrid {
  let state = 12345;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
  const topicWeight = Array.from({ length: TOPICS }, (_, index) => 1 / (index + 3));
  const placeWeight = Array.from({ length: PLACES }, (_, index) => 1 / (index + 2));
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  const perWeight = appealsPerYear / 365 / (sum(topicWeight) * sum(placeWeight));
  const counts = new Int32Array(TOPICS * PLACES * DAYS);
  let at = 0;
  for (let topic = 0; topic < TOPICS; topic += 1) {
    for (let place = 0; place < PLACES; place += 1) {
      const mean = perWeight * topicWeight[topic]! * placeWeight[place]!;
      for (let day = 0; day < DAYS; day += 1, at += 1) {
        const today = mean * (day % 7 > 4 ? 0.6 : 1.16) * (0.4 + 1.2 * random());
        counts[at] = random() < 0.001 ? Math.ceil(5 * random() + 3 * today) : poisson(today, random);
      }
    }
  }
  const names = (count: number, kind: string) =>
    Array.from({ length: count }, (_, index) => `${kind} ${index}`);
  return {
    firstDay: dayNumberOf(2024, 1, 1),
    days: DAYS,
    places: names(PLACES, 'place'),
    topics: names(TOPICS, 'topic'),
    counts,
  };
}

function poisson(mean: number, random: () => number): number {
  if (mean > 50)
    return Math.max(0, Math.round(mean + Math.sqrt(mean) * (random() + random() + random() - 1.5) * 2));
  const limit = Math.exp(-mean);
  let count = 0;
  for (let product = random(); product > limit; product *= random()) count += 1;
  return count;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await benchSpikes();
