import { useTranslation } from 'react-i18next';
import type { Crisis } from '../../contract/crisis.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';

const NAMES_SHOWN = 3;

/** How a crisis is said in a line: since when, of what, where. */
export function useCrisisWords() {
  const { t } = useTranslation('crisis');
  const registry = useRegistry();
  const { longDay, period } = useFormat();
  const few = (names: readonly string[]) =>
    names.length <= NAMES_SHOWN
      ? names.join(', ')
      : t('andMore', {
          names: names.slice(0, NAMES_SHOWN - 1).join(', '),
          count: names.length - NAMES_SHOWN + 1,
        });
  return {
    t,
    when: ({ from, to }: Crisis) => (to ? period(from, to) : t('since', { day: longDay(from) })),
    topics: ({ topics }: Crisis) => few(topics.map(registry.topicName)),
    places: ({ municipalities }: Crisis) =>
      municipalities && municipalities.length > 0
        ? few(municipalities.map(registry.municipalityName))
        : t('wholeRegion'),
  };
}
