import { formatDay } from '../../../registry/calendar/index.ts';
import type { CountGrid } from '../count-grid.ts';

/** What every cell-day of a grid was expected to be, laid out as its counts; size of the negative binomial beside the mean. */
export interface GridExpectations {
  mean: Float32Array;
  size: Float32Array;
}

export interface MeasuredWave {
  firstDay: number;
  lastDay: number;
  peakDay: number;
  peakCount: number;
  count: number;
  expected: number;
  chart: { firstDay: string; counts: number[]; usual: number[]; upper: number[] };
}

/** Days before a wave that its picture shows, and after. */
const CHART_BEFORE_DAYS = 56;
const CHART_AFTER_DAYS = 14;
/** A quiet day within a wave does not end it; two do. */
const QUIET_DAYS_MAX = 1;
const WAVE_DAYS_MAX = 30;
const BEGUN_BEFORE_MAX = 7;

/**
 * A wave goes on while counts stand more than a deviation above the usual level. Size and expectation are over all its days,
 * of all its places together.
 *
 * @param places indices of the grid's places
 * @param from first day of the alarm's window; `alarmDay` the day of its last alarm
 */
export function measureWave(
  grid: CountGrid,
  { mean, size }: GridExpectations,
  topic: number,
  places: readonly number[],
  from: number,
  alarmDay: number,
): MeasuredWave {
  const { days, counts, firstDay } = grid;
  const cells = places.map((place) => (topic * grid.places.length + place) * days);
  const sum = (value: (at: number) => number, day: number) =>
    cells.reduce((total, cell) => total + value(cell + day), 0);
  const countOf = (day: number) => sum((at) => counts[at]!, day);
  const usualOf = (day: number) => sum((at) => mean[at]!, day);
  const varianceOf = (at: number) => mean[at]! + mean[at]! ** 2 / Math.max(0.01, size[at]! || 1);
  const deviationOf = (day: number) => Math.sqrt(sum(varianceOf, day));
  const isHigh = (day: number) => countOf(day) > usualOf(day) + Math.max(1, deviationOf(day));

  let first = Math.max(0, from);
  while (first < alarmDay && !isHigh(first)) first += 1;
  // An alarm comes when the evidence suffices; the wave may have begun some days before.
  while (first > Math.max(0, from - BEGUN_BEFORE_MAX) && isHigh(first - 1)) first -= 1;
  let last = alarmDay;
  const end = Math.min(days - 1, first + WAVE_DAYS_MAX);
  for (let day = alarmDay + 1, quiet = 0; day <= end && quiet <= QUIET_DAYS_MAX; day += 1) {
    if (isHigh(day)) {
      last = day;
      quiet = 0;
    } else quiet += 1;
  }
  let [count, expected, peakDay] = [0, 0, first];
  for (let day = first; day <= last; day += 1) {
    count += countOf(day);
    expected += usualOf(day);
    if (countOf(day) > countOf(peakDay)) peakDay = day;
  }
  const chartFrom = Math.max(0, first - CHART_BEFORE_DAYS);
  const length = Math.min(days - 1, last + CHART_AFTER_DAYS) - chartFrom + 1;
  const line = (value: (day: number) => number) =>
    Array.from({ length }, (_, at) => Math.round(value(chartFrom + at) * 100) / 100);
  return {
    firstDay: first,
    lastDay: last,
    peakDay,
    peakCount: countOf(peakDay),
    count,
    expected,
    chart: {
      firstDay: formatDay(firstDay + chartFrom),
      counts: line(countOf),
      usual: line(usualOf),
      upper: line((day) => usualOf(day) + 2 * deviationOf(day)),
    },
  };
}
