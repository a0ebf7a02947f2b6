import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CHANNELS, KINDS, STATUSES, TRIAGE_STATES } from '../../contract/index.ts';
import { type RegistryIndex, useRegistry } from '../api/registry.ts';
import { type Dimension, NO_VALUE } from './appeal-filter.ts';

/** One value a dimension may take. `depth` indents topics under their groups. */
export interface Choice {
  value: string;
  name: string;
  depth: number;
}

const FIXED: Partial<Record<Dimension, readonly string[]>> = {
  channel: CHANNELS,
  status: STATUSES,
  kind: KINDS,
  triage: TRIAGE_STATES,
};

/** Names of filter values in the reader's language, and the list to choose from. */
export function useChoices(): {
  nameOf: (dimension: Dimension, value: string) => string;
  listOf: (dimension: Dimension) => Choice[];
} {
  const { t } = useTranslation('vocabulary');
  const registry = useRegistry();
  return useMemo(() => {
    const nameOf = (dimension: Dimension, value: string): string => {
      if (value === NO_VALUE)
        return t(dimension === 'municipality' ? 'field.municipalityMissing' : 'field.topicMissing');
      if (dimension === 'topic') return registry.topicName(value);
      if (dimension === 'municipality') return registry.municipalityName(value);
      if (dimension === 'organisation') {
        const organisation = registry.organisation(value);
        return organisation?.shortName || organisation?.name || value;
      }
      if (dimension === 'sector') return registry.sector(value)?.name ?? value;
      return t(`${dimension}.${value}`, { defaultValue: value });
    };
    const listOf = (dimension: Dimension): Choice[] => {
      const fixed = FIXED[dimension];
      if (fixed) return fixed.map((value) => ({ value, name: nameOf(dimension, value), depth: 0 }));
      const list = fromRegistry(dimension, registry);
      // What has no value is looked for as well, and stands where the eye ends.
      if ((dimension === 'topic' || dimension === 'municipality') && list.length > 0)
        list.push({ value: NO_VALUE, name: nameOf(dimension, NO_VALUE), depth: 0 });
      return list;
    };
    return { nameOf, listOf };
  }, [registry, t]);
}

function fromRegistry(dimension: Dimension, registry: RegistryIndex): Choice[] {
  if (dimension === 'topic') return topicTree(registry.topics);
  const items =
    dimension === 'sector'
      ? registry.sectors
      : dimension === 'municipality'
        ? registry.municipalities
        : registry.organisations;
  const choices = items.map((each) => ({ value: each.code, name: each.name, depth: 0 }));
  if (dimension !== 'sector') choices.sort((a, b) => a.name.localeCompare(b.name, 'ru'));
  return choices;
}

/** Groups followed by what is under them, in the registry's order. */
function topicTree(topics: RegistryIndex['topics']): Choice[] {
  const under = new Map<string | null, RegistryIndex['topics'][number][]>();
  for (const topic of topics) under.set(topic.parent, [...(under.get(topic.parent) ?? []), topic]);
  const list: Choice[] = [];
  const walk = (parent: string | null, depth: number) => {
    // Bounded against a circle in a region's own registry.
    if (depth > 8) return;
    for (const topic of under.get(parent) ?? []) {
      list.push({ value: topic.code, name: topic.name, depth });
      walk(topic.code, depth + 1);
    }
  };
  walk(null, 0);
  return list;
}
