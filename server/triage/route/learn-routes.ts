export type RouteCount = { topic: string; municipality: string; organisation: string; count: number };

export type LearnedRoute = {
  organisation: string;
  /** Probability after smoothing, 0…1. */
  p: number;
  /** How many decided cases of this topic in this municipality stand behind it, and how many went to this body. */
  seen: number;
  agreed: number;
};

export type LearnedRoutes = {
  /** Bodies for a topic (`path` from the group down to it) in a municipality, most probable first; [] when unseen. */
  suggest(path: readonly string[], municipality: string | null): LearnedRoute[];
};

/** Weight, in cases, of what topic and municipality say apart against what was seen of the pair: 1…30 give 0.842…0.850
 * top-1 on the Saint Petersburg appeals (`test/quality/route.ts`), so the choice matters little. */
const PRIOR_CASES = 4;

type Counts = Map<string, number>;

/**
 * Learns from decided cases who answers for a topic in a territory. A pair seen rarely borrows from its topic (which
 * says the kind of body) and its municipality (which says whose): p(o|t,m) ∝ p(o|t)·p(o|m)/p(o), used as the prior of
 * the pair's own counts. A topic never seen borrows from its parent.
 */
export function learnRoutes(
  counts: Iterable<RouteCount>,
  parentOf: (topic: string) => string | null = () => null,
): LearnedRoutes {
  const byPair = new Map<string, Counts>();
  const byTopic = new Map<string, Counts>();
  const byMunicipality = new Map<string, Counts>();
  const overall: Counts = new Map();
  for (const { topic, municipality, organisation, count } of counts) {
    if (!(count > 0)) continue;
    add(overall, organisation, count);
    add(within(byMunicipality, municipality), organisation, count);
    for (let at: string | null = topic, depth = 0; at !== null && depth < 8; at = parentOf(at), depth++) {
      add(within(byTopic, at), organisation, count);
      add(within(byPair, `${at}\n${municipality}`), organisation, count);
    }
  }

  return {
    suggest(path, municipality) {
      const topic = path.findLast((it) => byTopic.has(it));
      if (topic === undefined) return [];
      const topicCounts = byTopic.get(topic)!;
      const pair =
        (municipality !== null && byPair.get(`${topic}\n${municipality}`)) || new Map<string, number>();
      const place = municipality === null ? undefined : byMunicipality.get(municipality);
      const seen = sum(pair);
      const prior = place ? combine(topicCounts, place, overall) : shares(topicCounts);
      const found: LearnedRoute[] = [];
      for (const organisation of new Set([...prior.keys(), ...pair.keys()])) {
        const agreed = pair.get(organisation) ?? 0;
        const p = (agreed + PRIOR_CASES * (prior.get(organisation) ?? 0)) / (seen + PRIOR_CASES);
        found.push({ organisation, p, seen, agreed });
      }
      // Equal probabilities are ordered by code, so that the same history always gives the same answer.
      return found.sort((a, b) => b.p - a.p || (a.organisation < b.organisation ? -1 : 1));
    },
  };
}

function combine(topic: Counts, place: Counts, overall: Counts): Counts {
  const inPlace = sum(place);
  const bodies = overall.size;
  const weights: Counts = new Map();
  for (const [organisation, count] of topic) {
    // Half a case spread over all bodies, so that a body new to the place is improbable and not impossible.
    const here = ((place.get(organisation) ?? 0) + 0.5 / bodies) / (inPlace + 0.5);
    weights.set(organisation, (count * here) / overall.get(organisation)!);
  }
  return shares(weights);
}

function shares(counts: Counts): Counts {
  const total = sum(counts);
  return new Map([...counts].map(([key, value]) => [key, value / total]));
}

function sum(counts: Counts): number {
  let total = 0;
  for (const value of counts.values()) total += value;
  return total;
}

function add(counts: Counts, key: string, value: number) {
  counts.set(key, (counts.get(key) ?? 0) + value);
}

function within(map: Map<string, Counts>, key: string): Counts {
  let counts = map.get(key);
  if (!counts) map.set(key, (counts = new Map()));
  return counts;
}
