import type { FilterContext } from '../facts/where-facts.ts';

/**
 * Row of the matrix that a topic belongs to: its sector, its group (the root of its branch), or, when a row was opened, the child
 * of that row under which it lies. '' for appeals whose topic is not known.
 */
export function rowOf(
  rows: 'sector' | 'group' | 'topic',
  topic: string,
  { taxonomy, sectorByTopic }: Pick<FilterContext, 'taxonomy' | 'sectorByTopic'>,
  parent?: string,
): string {
  if (topic === '') return '';
  if (rows === 'sector' && !parent) return sectorByTopic.get(topic) ?? 'outside';
  if (rows === 'topic' && !parent) return topic;
  let at = topic;
  for (;;) {
    const above = taxonomy.byCode.get(at)?.parent ?? null;
    if (above === null || above === parent) return at;
    at = above;
  }
}
