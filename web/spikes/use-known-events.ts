import { queryOptions } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { KnownEvent } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';

const NAMES_SHOWN = 3;

export const knownEventsQuery = queryOptions({
  queryKey: ['known-events'],
  queryFn: ({ signal }) => call('knownEvents', { signal }),
});

/** Topics and territory of an event in a line. */
export function useEventWords() {
  const { t } = useTranslation('events');
  const registry = useRegistry();
  const few = (names: readonly string[]) =>
    names.length <= NAMES_SHOWN
      ? names.join(', ')
      : `${names.slice(0, NAMES_SHOWN).join(', ')} ${t('andMore', { count: names.length - NAMES_SHOWN })}`;
  return {
    topics: ({ topics }: Pick<KnownEvent, 'topics'>) =>
      topics.length > 0 ? few(topics.map(registry.topicName)) : t('allTopics'),
    places: ({ municipalities }: Pick<KnownEvent, 'municipalities'>) =>
      municipalities.length > 0 ? few(municipalities.map(registry.municipalityName)) : t('wholeRegion'),
  };
}
