import { pathToFileURL } from 'node:url';
import { type CountGrid, dayPatternOf, detectWaves, recheckCell } from '../../server/insight/spikes/index.ts';
import { dayNumberOf } from '../../server/registry/calendar/index.ts';
import { type Figure, median, printResult, quantile, type Result } from './report.ts';

const TOPICS = 360;
const PLACES = 75;
const DAYS = 730;
const SCANS = 3;
const RECHECKS = 200;
const COLD_RECHECKS = 20;

/**
 * A region's whole grid over two years, in one thread, by processor time: on a machine shared with others the clock on the
 * wall says little. Scans are the median of three; rechecks are counted once compiled, the first ones are told beside.
 */
export async function benchSpikes(): Promise<Result> {
  const figures: Figure[] = [];
  for (const appealsPerYear of [500_000, 2_000_000]) {
    const grid = inventedGrid(appealsPerYear);
    const scans = Array.from({ length: SCANS }, () => cpuMsOf(() => detectWaves(grid, { rate: 0.1 })) / 1000);
    const pattern = dayPatternOf(grid);
    const rechecks = Array.from({ length: RECHECKS }, (_, turn) =>
      cpuMsOf(() => recheckCell(grid, pattern, (turn * 7919) % (TOPICS * PLACES))),
    );
    const warm = rechecks.slice(COLD_RECHECKS);
    const size = `${(appealsPerYear * 2) / 1e6} M appeals`;
    figures.push(
      { name: `whole grid, ${size}`, value: median(scans), unit: 's', goal: { atMost: 2 } },
      { name: `one cell anew, ${size}, mean`, value: meanOf(warm), unit: 'ms', goal: { atMost: 5 } },
      { name: `one cell anew, ${size}, 99 %`, value: quantile(warm, 0.99), unit: 'ms' },
      { name: `one cell anew, ${size}, not yet compiled`, value: Math.max(...rechecks), unit: 'ms' },
    );
  }
  return {
    bench: 'spikes',
    notes: [
      `${TOPICS} topics × ${PLACES} places × ${DAYS} days, invented counts; processor time of one thread and its collector`,
    ],
    figures,
  };
}

/** Processor time of the process, milliseconds: the thread's own and the garbage collector's. */
function cpuMsOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

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

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href)
  printResult(await benchSpikes());
