import type { SpikeCause, SpikeChart, SpikeSeries, SpikeWord } from '../../contract/spikes.ts';

/** A wave as insight has measured it and alerts records it; the same wave found again has more days, not another object. */
export interface FoundSpike {
  series: SpikeSeries;
  detector: 'waves' | 'scan' | 'words';
  /** A topic of any level. */
  topic: string;
  /** Codes of municipalities; empty = the whole region. */
  places: string[];
  /** Days YYYY-MM-DD, both inclusive. */
  firstDay: string;
  lastDay: string;
  peakDay: string;
  peakCount: number;
  count: number;
  expected: number;
  p: number;
  score: number;
  chart: SpikeChart;
  /** Cases that show it, where the detector knows them. */
  cases?: string[];
}

/** What reading the cases behind a wave adds. */
export interface SpikeEvidence {
  authors: number | null;
  kind: 'few_authors' | 'wide' | 'unknown';
  words: SpikeWord[];
  explanation: SpikeCause[];
  samples: string[];
  /** Of the wave's cases: urgency 3 and 4; past their deadline and not finished. */
  urgentShare: number;
  overdueShare: number;
}

export type MeasuredSpike = FoundSpike & SpikeEvidence;
