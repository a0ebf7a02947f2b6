import type { CountGrid } from './count-grid.ts';
import type { DayPattern } from './day-pattern.ts';
import { describeSpike } from './describe-spike.ts';
import type { Spike } from './detector.ts';
import { EvidenceLog } from './evidence-log.ts';
import { sweepTopic } from './sweep-topic.ts';

export interface CellCheck {
  /** Evidence of the last day, or null when it is not worth a word. */
  spike: Spike | null;
  expected: number;
}

/** Seven half-lives of the level: what lies before changes an expectation by less than a hundredth. */
const REMEMBERED_DAYS = 300;

/**
 * One cell's last day anew, after a count of today has changed. `pattern` is that of the last full scan: what all cells
 * share hardly moves within a day. Walks the cell's topic through its places, because they move its expectation.
 */
export function recheckCell(grid: CountGrid, pattern: DayPattern, cell: number): CellCheck {
  const { days } = grid;
  const places = grid.places.length;
  const topic = Math.floor(cell / places);
  const place = cell % places;
  const length = places * days;
  const counts = grid.counts.subarray(topic * length, (topic + 1) * length);
  const authors = grid.authors?.subarray(topic * length, (topic + 1) * length);
  const one: CountGrid = {
    ...grid,
    topics: [grid.topics[topic]!],
    counts,
    authors,
    untaught: grid.untaught?.subarray(topic * length, (topic + 1) * length),
    lift: grid.lift?.subarray(topic * days, (topic + 1) * days),
  };
  const totals = pattern.topicTotals.subarray(topic * days, (topic + 1) * days);
  const log = new EvidenceLog();
  const lastDay = new Float64Array(places);
  sweepTopic(one, { ...pattern, topicTotals: totals }, 0, log, {
    expectations: { lastDay },
    fromDay: Math.max(0, days - REMEMBERED_DAYS),
  });
  let spike: Spike | null = null;
  for (let line = log.length - 1; line >= 0 && log.day[line] === days - 1; line -= 1) {
    if (log.cell[line] !== place) continue;
    const [score, mean, size] = [log.score[line]!, log.mean[line]!, log.size[line]!];
    spike = { ...describeSpike(one, { cell: place, day: days - 1, score, mean, size }), topic };
  }
  return { spike, expected: lastDay[place]! };
}
