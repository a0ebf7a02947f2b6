import type { Topic } from '../../contract/registry.ts';

export interface TopicLine {
  topic: Topic;
  depth: number;
  /** Topics under it that an appeal may be given. */
  leaves: number;
}

const plain = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/**
 * The tree as lines from the top down. Typed words leave only the topics whose path has them all, with what stands above those; then
 * everything is open.
 */
export function topicLines(
  topics: readonly Topic[],
  open: ReadonlySet<string>,
  typed: string,
  pathOf: (code: string) => string,
): TopicLine[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const under = new Map<string | null, Topic[]>();
  for (const topic of topics) under.set(topic.parent, [...(under.get(topic.parent) ?? []), topic]);
  const fits = (topic: Topic) => words.every((word) => plain(pathOf(topic.code)).includes(word));
  const walk = (parent: string | null, depth: number): { lines: TopicLine[]; leaves: number } => {
    const lines: TopicLine[] = [];
    let leaves = 0;
    for (const topic of under.get(parent) ?? []) {
      const below = walk(topic.code, depth + 1);
      const own = topic.leaf && fits(topic) ? 1 : 0;
      const count = below.leaves + own;
      if (count === 0) continue;
      leaves += count;
      lines.push({ topic, depth, leaves: below.leaves });
      if (words.length > 0 || open.has(topic.code)) lines.push(...below.lines);
    }
    return { lines, leaves };
  };
  return walk(null, 0).lines;
}
