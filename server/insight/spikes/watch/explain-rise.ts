import { EXPLAINED_BY, type SpikeCause } from '../../../../contract/spikes.ts';
import type { CellCase } from './read-cases.ts';

/** A value is told when it carries at least this share of the excess, and no fewer cases than these. */
const SHARE_MIN = 0.15;
const COUNT_MIN = 3;
const VALUES_MAX = 3;

type Attributes = Pick<CellCase, 'municipality' | 'topic' | 'organisation' | 'channel' | 'kind' | 'street'>;

/**
 * Which values of an attribute carry the rise: the share of the excess that each brings. A value's usual count is what it had
 * in the weeks before, brought to the length of the wave. Attributes that say nothing (the cell has one value only, before
 * as now) are left out.
 *
 * @param days length of the wave; `daysBefore` of the time compared with
 */
export function explainRise(
  now: readonly Attributes[],
  before: readonly Attributes[],
  days: number,
  daysBefore: number,
): SpikeCause[] {
  const scale = days / Math.max(1, daysBefore);
  const excess = now.length - before.length * scale;
  if (excess <= 0) return [];
  return EXPLAINED_BY.flatMap((attribute) => {
    const counts = countBy(now, attribute);
    const usual = countBy(before, attribute);
    if (new Set([...counts.keys(), ...usual.keys()]).size < 2 && attribute !== 'street') return [];
    return [...counts]
      .map(([value, count]) => {
        const expected = (usual.get(value) ?? 0) * scale;
        return { attribute, value, count, expected: round(expected), share: (count - expected) / excess };
      })
      .filter(({ share, count }) => share >= SHARE_MIN && count >= COUNT_MIN)
      .sort((a, b) => b.share - a.share)
      .slice(0, VALUES_MAX)
      .map((cause) => ({ ...cause, share: round(Math.min(1, cause.share)) }));
  });
}

function countBy(cases: readonly Attributes[], attribute: keyof Attributes): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of cases) {
    const value = each[attribute];
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}

const round = (value: number) => Math.round(value * 100) / 100;
