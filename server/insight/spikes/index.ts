/**
 * Spikes: where a topic rose above its usual level, in one place, over some days, or in neighbouring places together.
 * Invariant: pure functions of counts; a day is judged from that day and the days before it, never from later ones.
 * Entrance: `DETECTORS` (waves is the one screens use), `gridOf`, and `recheckCell` for one cell of a live screen.
 */
import { scanDetector } from './cluster-scan.ts';
import { waveDetector } from './detect-waves.ts';
import type { SpikeDetector } from './detector.ts';
import { exceedanceDetector } from './exceedance.ts';

export const DETECTORS: readonly SpikeDetector[] = [waveDetector, exceedanceDetector, scanDetector];

export { type CountGrid, type CountRow, cellOf, gridOf } from './count-grid.ts';
export { type DayPattern, dayPatternOf } from './day-pattern.ts';
export { detectWaves, raiseAlarms } from './detect-waves.ts';
export type { DetectOptions, Spike, SpikeDetector, SpikeKind } from './detector.ts';
export { type CellCheck, recheckCell } from './recheck-cell.ts';
export { type WeeklyOptions, type WeeklyScores, weeklyScores } from './weekly-series.ts';
