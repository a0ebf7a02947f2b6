import { useMemo } from 'react';
import { type RegistryIndex, useRegistry } from '../api/registry.ts';
import { type Dimension, NO_VALUE } from '../filters/appeal-filter.ts';
import { type Choice, useChoices } from '../filters/choices.ts';
import type { Named } from './search-names.ts';

export interface TopicNamed extends Named {
  normDays: number | null;
}

/** Topics an appeal may be given (leaves), with the path above each. */
export function useLeafTopics(): TopicNamed[] {
  const registry = useRegistry();
  return useMemo(() => leafTopics(registry), [registry]);
}

/** What something may be said to be about: the choices of a filter without «not known». */
export function useKnownChoices(dimension: Dimension): Choice[] {
  const { listOf } = useChoices();
  return useMemo(() => listOf(dimension).filter(({ value }) => value !== NO_VALUE), [listOf, dimension]);
}

function leafTopics(registry: RegistryIndex): TopicNamed[] {
  return registry.topics
    .filter((topic) => topic.leaf)
    .map((topic) => ({
      code: topic.code,
      name: topic.name,
      path: registry.topicPath(topic.parent),
      normDays: topic.normDays,
    }));
}
