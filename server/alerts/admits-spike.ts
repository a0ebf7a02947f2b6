import type { AccessScope } from '../access/index.ts';
import type { Taxonomy } from '../registry/taxonomy.ts';

export interface SpikeReach {
  topic: string;
  places: readonly string[];
  organisation: string | null;
}

/** Groups whose every topic a person may see; null = all. */
export function topicsWhollyWithin(scope: AccessScope, taxonomy: Taxonomy): string[] | null {
  if (!scope.topics) return null;
  const own = new Set(scope.topics);
  const whole = new Set<string>();
  const visit = (code: string): boolean => {
    const children = taxonomy.childrenOf.get(code) ?? [];
    const all =
      children.map((child) => visit(child.code)).every(Boolean) && (children.length > 0 || own.has(code));
    if (all) whole.add(code);
    return all;
  };
  for (const topic of taxonomy.topics) if (topic.parent === null) visit(topic.code);
  return [...whole];
}

/**
 * A spike's numbers are of all its topics, places and bodies together, so a person sees it only when all of them are theirs;
 * a person of one body only what has been assigned to it.
 */
export function admitsSpike(scope: AccessScope, taxonomy: Taxonomy, spike: SpikeReach): boolean {
  const topics = topicsWhollyWithin(scope, taxonomy);
  const { organisations, municipalities } = scope;
  if (topics && !topics.includes(spike.topic)) return false;
  if (organisations && !(spike.organisation && organisations.includes(spike.organisation))) return false;
  return (
    !municipalities ||
    (spike.places.length > 0 && spike.places.every((place) => municipalities.includes(place)))
  );
}

/** The same as a condition over `spike s`; values go into `parameters`. */
export function whereSpike(scope: AccessScope, taxonomy: Taxonomy, parameters: unknown[]): string {
  const conditions: string[] = [];
  const topics = topicsWhollyWithin(scope, taxonomy);
  if (topics) conditions.push(`s.topic = any($${parameters.push(topics)})`);
  if (scope.organisations) conditions.push(`s.organisation = any($${parameters.push(scope.organisations)})`);
  if (scope.municipalities) {
    conditions.push(
      `cardinality(s.places) > 0 and s.places <@ $${parameters.push(scope.municipalities)}::text[]`,
    );
  }
  return conditions.length > 0 ? conditions.join(' and ') : 'true';
}
