import type { Taxonomy } from './taxonomy.ts';

export interface TopicChoice {
  /** Codes of any level of the tree; «-» chooses what has no topic. */
  topic?: readonly string[];
  sector?: readonly string[];
}

/**
 * The topics that a filter's choices leave: everything under the chosen nodes and within the chosen sectors. One meaning for the
 * list and for the map. «-» stays in the answer for the caller to treat as «no topic».
 *
 * @returns undefined when the filter does not choose
 */
export function chosenTopics(
  { topic, sector }: TopicChoice,
  { taxonomy, sectorByTopic }: { taxonomy: Taxonomy; sectorByTopic: ReadonlyMap<string, string> },
): string[] | undefined {
  if (!topic && !sector) return undefined;
  const codes = taxonomy.topics
    .map(({ code }) => code)
    .filter((code) => !sector || sector.includes(sectorByTopic.get(code) ?? 'outside'))
    .filter((code) => !topic || isUnder(code, topic, taxonomy));
  return topic?.includes('-') && !sector ? [...codes, '-'] : codes;
}

function isUnder(code: string, roots: readonly string[], taxonomy: Taxonomy): boolean {
  for (let at: string | null = code; at !== null; at = taxonomy.byCode.get(at)?.parent ?? null) {
    if (roots.includes(at)) return true;
  }
  return false;
}
