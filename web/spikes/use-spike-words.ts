import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SpikeRow } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import { shortPlaceName } from '../map/matrix-model.ts';

/** What is said of a spike, in the reader's language. */
export function useSpikeWords() {
  const { t } = useTranslation('spikes');
  const registry = useRegistry();
  const format = useFormat();
  return useMemo(() => {
    const places = (codes: readonly string[]): string => {
      if (codes.length === 0) return t('region');
      const names = codes.map((code) => shortPlaceName(registry.municipalityName(code)));
      return names.length <= 3
        ? names.join(', ')
        : t('placesMore', { first: names[0], count: names.length - 1 });
    };
    const usual = (value: number) => format.number(Math.max(0.1, value), value < 10 ? 1 : 0);
    const size = (row: Pick<SpikeRow, 'count' | 'expected'>) =>
      t('size', { count: row.count, n: format.number(row.count), usual: usual(row.expected) });
    const authors = (row: Pick<SpikeRow, 'authors'>) =>
      row.authors === null ? '' : t('authors', { count: row.authors, n: format.number(row.authors) });
    const age = (row: Pick<SpikeRow, 'firstDay' | 'lastDay'>) => format.period(row.firstDay, row.lastDay);
    return { t, places, usual, size, authors, age };
  }, [t, registry, format]);
}
