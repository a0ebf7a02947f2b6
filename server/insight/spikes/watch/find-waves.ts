import type { FoundSpike } from '../../../path/found-spike.ts';
import { formatDay } from '../../../registry/calendar/index.ts';
import { scanDetector } from '../cluster-scan.ts';
import type { CountGrid } from '../count-grid.ts';
import { recheckCell } from '../recheck-cell.ts';
import { type Alarm, chainAlarms, withoutExplained } from './join-alarms.ts';
import { measureWave } from './measure-wave.ts';
import {
  activeCells,
  alarmOf,
  type GridWatch,
  sharpDay,
  type WatchOptions,
  watchGrid,
} from './watch-grid.ts';
import type { WatchedSeries } from './watched-counts.ts';

export interface FindOptions extends WatchOptions {
  neighbours: readonly (readonly number[])[];
  /** For a topic itself and the topics above it. */
  above(topic: number): readonly number[];
  /** The scan looks at months, not years, and less often: it costs as much as everything else together. */
  scan: boolean;
}

/** A wave smaller than this is no matter for a region, however unlikely. */
const EXCESS_MIN = 4;
const RATIO_MIN = 1.5;
/** The region and its groups have few cells: their part of the false alarms is smaller too. */
const WHOLE_SHARE = 0.2;
const WEEKS_PER_YEAR = 52;
const SCAN_DAYS = 200;

export interface Found {
  spikes: FoundSpike[];
  byPlace: GridWatch;
  whole: GridWatch;
}

/** Everything that stands out in a series: cells at every level of the tree, the region as a whole, neighbours together. */
export function findWaves(name: FoundSpike['series'], series: WatchedSeries, options: FindOptions): Found {
  // The region's grid reaches back further, to have seen the last year's season.
  const older = series.whole.days - series.byPlace.days;
  const byPlace = watchGrid(series.byPlace, options);
  const whole = watchGrid(series.whole, {
    ...options,
    fromDay: options.fromDay + older,
    alarmsPerWeek: options.alarmsPerWeek * WHOLE_SHARE,
  });
  const alarms = [
    ...byPlace.alarms,
    ...whole.alarms.map((alarm) => ({ ...alarm, places: [] })),
    ...(options.scan ? scanLately(series.byPlace, options) : []),
  ];
  return { spikes: measured(name, series, { byPlace, whole }, alarms, options.above), byPlace, whole };
}

/** Cells whose count of today has grown since the last look: milliseconds a cell instead of the whole grid. */
export function recheckCells(
  name: FoundSpike['series'],
  series: WatchedSeries,
  grown: readonly number[],
  watch: Pick<Found, 'byPlace' | 'whole'>,
  options: Pick<FindOptions, 'shifts' | 'above'>,
): FoundSpike[] {
  const { byPlace } = series;
  const { threshold, pattern, sharpLogP } = watch.byPlace;
  const alarms = grown.flatMap((cell) => {
    const sharp = sharpDay(byPlace, watch.byPlace, cell, byPlace.days - 1, sharpLogP, options.shifts);
    if (sharp) return [sharp];
    if (threshold === null) return [];
    const { spike } = recheckCell(byPlace, pattern, cell);
    if (!spike || spike.score < threshold + (options.shifts.get(spike.topic) ?? 0)) return [];
    return [alarmOf('waves', spike, [spike.place])];
  });
  return measured(name, series, watch, alarms, options.above);
}

function scanLately(grid: CountGrid, options: FindOptions): Alarm[] {
  const skipped = Math.max(0, grid.days - SCAN_DAYS);
  const rate = (options.alarmsPerWeek * WEEKS_PER_YEAR) / Math.max(1, activeCells(grid));
  const found = scanDetector.detect(lastDaysOf(grid, skipped), {
    rate,
    fromDay: Math.max(0, options.fromDay - skipped),
    neighbours: options.neighbours,
  });
  return found
    .filter((spike) => (spike.cluster?.length ?? 0) > 1)
    .map((spike) => alarmOf('scan', { ...spike, day: spike.day + skipped }, spike.cluster!));
}

function lastDaysOf(grid: CountGrid, skipped: number): CountGrid {
  const days = grid.days - skipped;
  const cut = <T extends Int32Array | Uint8Array | Float32Array>(values: T): T => {
    const result = new (values.constructor as new (length: number) => T)((values.length / grid.days) * days);
    for (let cell = 0; cell * grid.days < values.length; cell += 1) {
      const from = cell * grid.days + skipped;
      result.set(values.subarray(from, from + days), cell * days);
    }
    return result;
  };
  const authors = grid.authors && cut(grid.authors);
  return {
    ...grid,
    firstDay: grid.firstDay + skipped,
    days,
    counts: cut(grid.counts),
    authors,
    untaught: grid.untaught && cut(grid.untaught),
    lift: grid.lift && cut(grid.lift),
  };
}

function measured(
  series: FoundSpike['series'],
  { byPlace, whole }: WatchedSeries,
  watch: Pick<Found, 'byPlace' | 'whole'>,
  alarms: readonly Alarm[],
  above: FindOptions['above'],
): FoundSpike[] {
  const telling = alarms.filter((alarm) => alarm.excess >= EXCESS_MIN);
  const waves = chainAlarms(telling, above)
    .map((wave) => {
      const { topic, places, firstDay, lastAlarmDay } = wave;
      const size =
        places.length > 0
          ? measureWave(byPlace, watch.byPlace, topic, places, firstDay, lastAlarmDay)
          : measureWave(whole, watch.whole, topic, [0], firstDay, lastAlarmDay);
      const older = places.length > 0 ? 0 : whole.days - byPlace.days;
      return {
        ...wave,
        ...size,
        firstDay: size.firstDay - older,
        lastDay: size.lastDay - older,
        peakDay: size.peakDay - older,
        excess: size.count - size.expected,
      };
    })
    .filter(({ excess, count, expected }) => excess >= EXCESS_MIN && count >= RATIO_MIN * expected);
  const dayText = (day: number) => formatDay(byPlace.firstDay + day);
  return withoutExplained(waves, above).map((wave) => ({
    series,
    detector: wave.detector,
    topic: byPlace.topics[wave.topic]!,
    places: wave.places.map((place) => byPlace.places[place]!),
    firstDay: dayText(wave.firstDay),
    lastDay: dayText(wave.lastDay),
    peakDay: dayText(wave.peakDay),
    peakCount: wave.peakCount,
    count: wave.count,
    expected: Math.round(wave.expected * 100) / 100,
    p: wave.p,
    score: wave.score,
    chart: wave.chart,
  }));
}
