import type { CountGrid } from './count-grid.ts';
import { DAY_TYPES, dayTypesOf } from './day-types.ts';
import { taughtCount } from './taught-count.ts';

/** What all cells share, known for each day from the days before it alone. */
export interface DayPattern {
  types: Uint8Array;
  /** Factor of the day's type over the whole region. */
  factor: Float64Array;
  /** Level of a place against the mean place, at place × days + day. */
  placeShare: Float32Array;
  /** Total of a topic on a day, at topic × days + day: the season of earlier years is read from it. */
  topicTotals: Float64Array;
}

/** Forgotten by half in six weeks, as the day types of a topic are. */
const KEPT = 0.985;
/** Expected counts after which the region's own pattern outweighs «every day alike». */
const FACTOR_PRIOR = 50;
const SHARE_PRIOR = 20;

/** One pass over the grid; O(cells × days) additions. */
export function dayPatternOf(grid: CountGrid): DayPattern {
  const { days, counts, untaught } = grid;
  const places = grid.places.length;
  const topics = grid.topics.length;
  const types = dayTypesOf(grid.firstDay, days);
  const topicTotals = new Float64Array(topics * days);
  const placeTotals = new Float64Array(places * days);
  for (let topic = 0; topic < topics; topic += 1) {
    for (let place = 0; place < places; place += 1) {
      const from = (topic * places + place) * days;
      for (let day = 0; day < days; day += 1) {
        const count = untaught?.[from + day] ? taughtCount(grid, from, day) : counts[from + day]!;
        if (count === 0) continue;
        topicTotals[topic * days + day] = topicTotals[topic * days + day]! + count;
        placeTotals[place * days + day] = placeTotals[place * days + day]! + count;
      }
    }
  }
  const factor = new Float64Array(days);
  const placeShare = new Float32Array(places * days);
  const seen = new Float64Array(DAY_TYPES);
  const due = new Float64Array(DAY_TYPES);
  const placeLevel = new Float64Array(places);
  let level = 0;
  let exposure = 0;
  for (let day = 0; day < days; day += 1) {
    const type = types[day]!;
    const usual = exposure > 0 ? level / exposure : 0;
    const now = (seen[type]! + FACTOR_PRIOR) / (due[type]! + FACTOR_PRIOR);
    factor[day] = now;
    const share = level / places;
    let total = 0;
    for (let place = 0; place < places; place += 1) {
      placeShare[place * days + day] = (placeLevel[place]! + SHARE_PRIOR) / (share + SHARE_PRIOR);
      const count = placeTotals[place * days + day]!;
      total += count;
      placeLevel[place] = placeLevel[place]! * KEPT + count;
    }
    level = level * KEPT + total;
    exposure = exposure * KEPT + now;
    for (let other = 0; other < DAY_TYPES; other += 1) {
      seen[other] = seen[other]! * KEPT;
      due[other] = due[other]! * KEPT;
    }
    seen[type] = seen[type]! + total;
    due[type] = due[type]! + (usual > 0 ? usual : total);
  }
  return { types, factor, placeShare, topicTotals };
}
