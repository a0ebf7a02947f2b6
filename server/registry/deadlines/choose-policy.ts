import type { Channel, Regime } from '../../../contract/vocabulary.ts';
import type { Complexity, Policy, PolicyMatch } from './policy.ts';

export interface PolicyQuery {
  regime: Regime;
  channel?: string | Channel;
  /** Codes from the root of the taxonomy down to the appeal's topic. */
  topicPath?: readonly string[];
  complexity?: Complexity;
  /** 1…4, as in the contract. */
  urgency?: number;
  organisation?: string;
}

/**
 * The policy that holds for an appeal: of those that fit, the most specific. Specific means, in this order: names the
 * organisation, names a deeper topic, names a higher urgency, the complexity, the channel, the regime; between equals the
 * id that sorts first. The order of the list plays no part. null when nothing fits.
 */
export function choosePolicy(policies: readonly Policy[], query: PolicyQuery): Policy | null {
  let best: Policy | null = null;
  for (const policy of policies) {
    if (policy.match === null || !fits(policy.match, query)) continue;
    if (best === null || compare(policy, best) < 0) best = policy;
  }
  return best;
}

function fits(match: PolicyMatch, query: PolicyQuery): boolean {
  const path = query.topicPath ?? [];
  return (
    (match.regime === undefined || match.regime === query.regime) &&
    (match.channel === undefined || match.channel === query.channel) &&
    (match.complexity === undefined || match.complexity === query.complexity) &&
    (match.organisation === undefined || match.organisation === query.organisation) &&
    (match.urgencyMin === undefined || (query.urgency ?? 0) >= match.urgencyMin) &&
    (match.topic === undefined || match.topic.every((code, depth) => path[depth] === code))
  );
}

/** Negative when `a` comes before `b`, that is, is more specific. */
function compare(a: Policy, b: Policy): number {
  const left = specificity(a.match!);
  const right = specificity(b.match!);
  for (let i = 0; i < left.length; i += 1) {
    if (left[i] !== right[i]) return right[i]! - left[i]!;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

function specificity(match: PolicyMatch): number[] {
  return [
    match.organisation === undefined ? 0 : 1,
    match.topic?.length ?? 0,
    match.urgencyMin ?? 0,
    match.complexity === undefined ? 0 : 1,
    match.channel === undefined ? 0 : 1,
    match.regime === undefined ? 0 : 1,
  ];
}
