import type { SpikePriority } from '../../contract/spikes.ts';

export interface PriorityFacts {
  /** Of the topic, 1…5. */
  severity: number;
  /** Of the wave's cases: urgent (3 and 4); past their deadline. */
  urgentShare: number;
  overdueShare: number;
  count: number;
  expected: number;
  /** Residents of its places together. */
  population: number;
  authors: number | null;
  kind: 'few_authors' | 'wide' | 'unknown';
  /** Days since its last day, 0 = it goes on today. */
  quietDays: number;
}

/** Points of a hundred. What threatens people and what many people feel comes before what merely grows. */
const WEIGHTS = {
  gravity: 25,
  perResident: 20,
  growth: 15,
  overdue: 10,
  breadth: 20,
  freshness: 10,
} as const;
/** Excess per 1 000 residents, and number of people, at which a part has reached 63 % of its height. */
const PER_RESIDENT_SCALE = 0.5;
const AUTHORS_SCALE = 25;
/** Growth counts by doublings, up to five of them. */
const DOUBLINGS_MAX = 5;
const FRESH_HALF_LIFE_DAYS = 3;

/**
 * «What to react to first», 0…100: a sum of six parts, each 0…1, shown beside the number so that nobody has to believe it.
 *
 * - gravity: (severity − 1) ÷ 4, or the share of urgent cases where that is more;
 * - perResident: 1 − exp(−excess per 1 000 residents ÷ 0.5);
 * - growth: log₂(count ÷ expected) ÷ 5;
 * - overdue: share of its cases past their deadline;
 * - breadth: 1 − exp(−people ÷ 25), halved for a flood by few authors;
 * - freshness: halves every three quiet days.
 */
export function priorityOf(facts: PriorityFacts): SpikePriority {
  const excess = Math.max(0, facts.count - facts.expected);
  const perThousand = (excess * 1000) / Math.max(1, facts.population);
  const people = facts.authors ?? facts.count;
  const breadth = 1 - Math.exp(-people / AUTHORS_SCALE);
  const values = {
    gravity: Math.max((facts.severity - 1) / 4, facts.urgentShare),
    perResident: 1 - Math.exp(-perThousand / PER_RESIDENT_SCALE),
    growth: Math.log2(Math.max(1, facts.count / Math.max(0.1, facts.expected))) / DOUBLINGS_MAX,
    overdue: facts.overdueShare,
    breadth: facts.kind === 'few_authors' ? breadth / 2 : breadth,
    freshness: 0.5 ** (Math.max(0, facts.quietDays) / FRESH_HALF_LIFE_DAYS),
  };
  const names = Object.keys(WEIGHTS) as (keyof typeof WEIGHTS)[];
  const parts = names.map((name) => ({
    name,
    value: Math.round(Math.min(1, Math.max(0, values[name])) * 100) / 100,
    weight: WEIGHTS[name],
  }));
  const score = parts.reduce((sum, { value, weight }) => sum + value * weight, 0);
  return { score: Math.round(score * 10) / 10, parts };
}
