import type { CountGrid } from './count-grid.ts';

/** Few authors: fewer than half as many people as appeals. `unknown` where the grid has no authors. */
export type SpikeKind = 'few_authors' | 'wide' | 'unknown';

/** An alarm: on `day` (index of the grid's days), judged from that day and before only. */
export interface Spike {
  topic: number;
  /** The place; for a cluster of places, the one with the largest excess. */
  place: number;
  day: number;
  count: number;
  expected: number;
  /** Chance of such a count, or of the last days' counts together, on usual days. */
  p: number;
  /** The detector's own measure; larger is stronger. */
  score: number;
  kind: SpikeKind;
  /** Days up to and including `day` that the evidence spans, and their counts together. */
  windowDays: number;
  windowCount: number;
  windowExpected: number;
  /** All places of a cluster, `place` among them. */
  cluster?: readonly number[];
}

export interface DetectOptions {
  /** False alarms aimed at, a cell-year. */
  rate: number;
  /** First day (index) on which alarms are wanted; earlier days are learnt from. */
  fromDay?: number;
  /** For every place the places beside it; only the scan uses them. */
  neighbours?: readonly (readonly number[])[];
}

/** Every detector finds spikes in a grid, in the order of days. */
export interface SpikeDetector {
  name: 'waves' | 'exceedance' | 'scan';
  /** Papers the method comes from. */
  source: string;
  detect(grid: CountGrid, options: DetectOptions): Spike[];
}
