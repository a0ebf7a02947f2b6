import { countQuantile } from '../spikes/distributions/negative-binomial.ts';
import { EvidenceLog } from '../spikes/evidence-log.ts';
import { type CountGrid, dayPatternOf } from '../spikes/index.ts';
import { sweepTopic } from '../spikes/sweep-topic.ts';

/** Expected count of each day and the band that nineteen days of twenty stay within. */
export interface ExpectedDays {
  mean: Float32Array;
  /** Of the negative binomial that a usual day follows. */
  size: Float32Array;
  low: Float32Array;
  high: Float32Array;
}

const BAND = [0.025, 0.975] as const;

/**
 * What each day of a series should bring, judged by the days before it alone: level × kind of day (weekday, holiday, moved day off) ×
 * season × what its neighbours do at the same time; few data borrow from the neighbours. It is the very expectation that spikes are
 * told by (server/insight/spikes), so chart and alarm never disagree.
 *
 * @param series counts a day of every place of one topic, all of equal length, beginning on the day number `firstDay`
 * @param place which of them is asked for
 * @param untaught days (not 0) of every place that must teach nothing: confirmed waves and known events
 */
export function expectedDays(
  series: readonly Int32Array[],
  place: number,
  firstDay: number,
  untaught?: readonly Uint8Array[],
): ExpectedDays {
  const days = series[0]?.length ?? 0;
  const counts = new Int32Array(series.length * days);
  series.forEach((each, at) => {
    counts.set(each, at * days);
  });
  const grid: CountGrid = {
    firstDay,
    days,
    places: series.map((_, at) => String(at)),
    topics: ['one'],
    counts,
    untaught: untaught && Uint8Array.from(untaught.flatMap((each) => [...each])),
  };
  const expectations = { mean: new Float32Array(counts.length), size: new Float32Array(counts.length) };
  sweepTopic(grid, dayPatternOf(grid), 0, new EvidenceLog(), { expectations });
  const mean = expectations.mean.subarray(place * days, (place + 1) * days);
  const size = expectations.size.subarray(place * days, (place + 1) * days);
  const bound = (share: number) => mean.map((each, day) => countQuantile(share, each, size[day]!));
  return { mean, size, low: bound(BAND[0]), high: bound(BAND[1]) };
}
