import type { CountGrid } from './count-grid.ts';
import { dayPatternOf } from './day-pattern.ts';
import { describeSpike } from './describe-spike.ts';
import { WARM_UP_DAYS } from './detect-waves.ts';
import type { DetectOptions, Spike, SpikeDetector } from './detector.ts';
import { countUpperTail } from './distributions/negative-binomial.ts';
import { EvidenceLog } from './evidence-log.ts';
import { sweepTopic } from './sweep-topic.ts';

/** Share of false ones among a day's alarms that is put up with. */
const FALSE_SHARE = 0.2;
const DAYS_PER_YEAR = 365;

/**
 * Each day of each cell by itself: the chance of a count as high under the negative binomial of its baseline. Over the
 * day's grid the alarms are chosen so that at most a fifth of them is expected to be false, and none is likelier than the
 * rate asked for allows. The tail of real counts is thicker than the negative binomial's: real rates come out higher.
 */
export const exceedanceDetector: SpikeDetector = {
  name: 'exceedance',
  source:
    'Noufaily et al., Statistics in Medicine 32 (2013); Benjamini, Hochberg, JRSS B 57 (1995), as Tango 2010 does over grids',
  detect(grid: CountGrid, options: DetectOptions): Spike[] {
    const { days, counts } = grid;
    const expectations = {
      mean: new Float32Array(counts.length),
      size: new Float32Array(counts.length),
    };
    const pattern = dayPatternOf(grid);
    for (let topic = 0; topic < grid.topics.length; topic += 1) {
      sweepTopic(grid, pattern, topic, new EvidenceLog(), { expectations });
    }
    const cells = grid.topics.length * grid.places.length;
    const pMax = options.rate / DAYS_PER_YEAR;
    const spikes: Spike[] = [];
    for (let day = Math.max(WARM_UP_DAYS, options.fromDay ?? 0); day < days; day += 1) {
      let tested = 0;
      const candidates: { cell: number; p: number }[] = [];
      for (let cell = 0; cell < cells; cell += 1) {
        const at = cell * days + day;
        const mean = expectations.mean[at]!;
        if (mean === 0) continue;
        tested += 1;
        if (counts[at]! <= mean) continue;
        const p = countUpperTail(counts[at]!, mean, expectations.size[at]!);
        if (p <= pMax) candidates.push({ cell, p });
      }
      for (const { cell, p } of falseDiscoveryControlled(candidates, tested, FALSE_SHARE)) {
        const at = cell * days + day;
        const alarm = { cell, day, score: -Math.log10(p), mean: expectations.mean[at]! };
        spikes.push({ ...describeSpike(grid, { ...alarm, size: expectations.size[at]! }), p });
      }
    }
    return spikes;
  },
};

/** Benjamini and Hochberg: of `tested` p values (the small ones given) those with an expected false share of `share`. */
export function falseDiscoveryControlled<T extends { p: number }>(
  candidates: readonly T[],
  tested: number,
  share: number,
): T[] {
  const sorted = [...candidates].sort((a, b) => a.p - b.p);
  let last = -1;
  sorted.forEach(({ p }, index) => {
    if (p <= (share * (index + 1)) / tested) last = index;
  });
  return sorted.slice(0, last + 1);
}
