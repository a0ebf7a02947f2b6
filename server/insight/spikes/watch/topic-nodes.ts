import type { Taxonomy } from '../../../registry/taxonomy.ts';

/** Topics that are watched, and for each topic of an appeal the watched ones that count it. */
export interface TopicNodes {
  codes: readonly string[];
  /** Codes an appeal may have, in the order of `countedBy`. */
  topics: readonly string[];
  /** For each of `topics` the indices in `codes` of itself and what stands above it. */
  countedBy: readonly (readonly number[])[];
}

/** Every leaf and every group that joins at least two: a group of one would only say the same again. */
export function topicNodes(taxonomy: Pick<Taxonomy, 'topics' | 'byCode' | 'childrenOf'>): TopicNodes {
  const topics = taxonomy.topics.map((topic) => topic.code);
  const codes = topics.filter((code) => (taxonomy.childrenOf.get(code)?.length ?? 0) !== 1);
  const indexOf = new Map(codes.map((code, index) => [code, index]));
  const countedBy = topics.map((code) => {
    const above: number[] = [];
    for (let at: string | null = code; at !== null; at = taxonomy.byCode.get(at)?.parent ?? null) {
      const index = indexOf.get(at);
      if (index !== undefined) above.push(index);
    }
    return above;
  });
  return { codes, topics, countedBy };
}
