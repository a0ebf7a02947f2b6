import { dayTypesOf } from '../day-types.ts';
import { countQuantile } from '../distributions/negative-binomial.ts';
import { emptyHourCounts, HOURS, type HourCounts, hourShares } from './hour-shares.ts';

/** Hours of one cell, days × 24 from local midnight of `firstDay` (a day number of the calendar). */
export interface HourSeries {
  firstDay: number;
  counts: Int32Array;
  /** What each day should bring, judged by the days before it (expectedDays), and the size of its negative binomial. */
  dayMean: Float32Array;
  daySize: Float32Array;
  /** Days (index) that must not teach: known events, confirmed waves, a crisis. */
  untaught?: Uint8Array;
}

export interface ExpectedHours {
  mean: Float32Array;
  /** Of the hour's negative binomial. */
  size: Float32Array;
  low: Float32Array;
  high: Float32Array;
}

/** Nine hours of ten stay within. */
const BAND = [0.05, 0.95] as const;
/** Over-dispersion of an hour before anything is known, and the squared expected counts behind that guess. */
const DISPERSION = 0.15;
const DISPERSION_WEIGHT = 20;
const SIZE_MIN = 0.5;
const SIZE_MAX = 200;
/** The past that teaches hours: habits change slowly, and half a year holds every kind of day. */
export const HOUR_HISTORY_DAYS = 182;

/**
 * What each hour should bring: the day's level × the hour's share of such a day, and an over-dispersed band. Only hours of days
 * before `fromDay` teach, so a day never explains itself.
 *
 * @param fromDay index of the first day asked for; the answer holds the hours from there on
 * @param wider profiles to borrow from, the nearest first (see `HourHistory`)
 */
export function expectedHours(
  series: HourSeries,
  fromDay: number,
  wider: readonly HourCounts[],
): ExpectedHours {
  const { firstDay, counts, dayMean, daySize, untaught } = series;
  const days = counts.length / HOURS;
  const types = dayTypesOf(firstDay, days);
  const own = emptyHourCounts();
  const teaches = (day: number) => !untaught?.[day];
  for (let day = Math.max(0, fromDay - HOUR_HISTORY_DAYS); day < fromDay; day += 1) {
    if (!teaches(day)) continue;
    for (let hour = 0; hour < HOURS; hour += 1) {
      const at = types[day]! * HOURS + hour;
      own[at] = own[at]! + counts[day * HOURS + hour]!;
    }
  }
  const shares = hourShares({ own, wider });
  const meanOf = (day: number, hour: number) => dayMean[day]! * shares[types[day]! * HOURS + hour]!;

  let excess = DISPERSION * DISPERSION_WEIGHT;
  let squares = DISPERSION_WEIGHT;
  for (let day = Math.max(0, fromDay - HOUR_HISTORY_DAYS); day < fromDay; day += 1) {
    if (!teaches(day) || dayMean[day] === 0) continue;
    for (let hour = 0; hour < HOURS; hour += 1) {
      const mean = meanOf(day, hour);
      const off = counts[day * HOURS + hour]! - mean;
      excess += off * off - mean;
      squares += mean * mean;
    }
  }
  const hourSize = squares / Math.max(1e-6, excess);
  const length = (days - fromDay) * HOURS;
  const result = {
    mean: new Float32Array(length),
    size: new Float32Array(length),
    low: new Float32Array(length),
    high: new Float32Array(length),
  };
  for (let day = fromDay; day < days; day += 1) {
    // A day whose level is uncertain makes every hour of it uncertain at once.
    const size = Math.min(
      SIZE_MAX,
      Math.max(SIZE_MIN, hourSize > 0 ? Math.min(hourSize, daySize[day]! * 4) : SIZE_MAX),
    );
    for (let hour = 0; hour < HOURS; hour += 1) {
      const at = (day - fromDay) * HOURS + hour;
      const mean = meanOf(day, hour);
      result.mean[at] = mean;
      result.size[at] = size;
      result.low[at] = mean > 0 ? countQuantile(BAND[0], mean, size) : 0;
      result.high[at] = mean > 0 ? countQuantile(BAND[1], mean, size) : 0;
    }
  }
  return result;
}
