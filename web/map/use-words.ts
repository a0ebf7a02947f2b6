import { createContext, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { changeWords, ratio, type Usual } from './change.ts';
import type { Measure } from './colour-scale.ts';
import { rate, type Shown, shareOf } from './colour-scale.ts';

/** What a count is held against: its usual level, or another period. */
export type Basis = 'change' | 'compare';
export const BasisContext = createContext<Basis>('change');

/** Numbers of the map as sentences and as cell text, in the reader's language. */
export function useWords() {
  const { t } = useTranslation('map');
  const { number, share } = useFormat();
  const basis = useContext(BasisContext);
  return useMemo(() => {
    const appeals = (count: number) => t('appeals', { count, n: number(count) });
    const digits = (value: number) => (value < 10 && !Number.isInteger(value) ? 1 : 0);
    /** «в 2,4 раза выше обычного», with «раз» or «раза» as the number asks. */
    const change = (count: number, usual: Usual): string => {
      const words = changeWords(count, usual);
      if ('times' in words) {
        // A fraction takes the genitive singular: «в 2,4 раза»; i18next reads it from the number itself.
        return t(`${basis}.${words.key}`, {
          count: words.times,
          n: number(words.times, digits(words.times)),
        });
      }
      if ('percent' in words) return t(`${basis}.${words.key}`, { n: number(words.percent) });
      return t(`${basis}.${words.key}`);
    };
    /** «обычно 10»; empty when nothing is known. */
    const usually = (usual: Usual) =>
      usual === null ? '' : t(`${basis}.level`, { n: number(usual, usual < 10 ? 1 : 0) });
    /** Per thousand residents with as many digits as mean something. */
    const perThousand = (count: number, population: number) => {
      const value = rate(count, population);
      return value === null ? '—' : number(value, value < 0.1 ? 2 : value < 10 ? 1 : 0);
    };
    /** What stands in a cell or under a name: as short as it can be. */
    const short = (measure: Measure, shown: Shown): string => {
      const { count, usual, population = 0 } = shown;
      if (measure === 'rate') return count === 0 ? '' : perThousand(count, population);
      if (measure === 'count') return count === 0 ? '' : number(count);
      if (measure === 'authors') return shown.authors ? number(shown.authors) : '';
      if (measure === 'overdue' || measure === 'dissatisfied') {
        const part =
          measure === 'overdue' ? shareOf(shown.overdue, count) : shareOf(shown.dissatisfied, shown.rated);
        return part === null ? '' : share(part);
      }
      const times = ratio(count, usual);
      if (times === null) return count === 0 ? '' : '·';
      if (times === Number.POSITIVE_INFINITY) return `+${number(count)}`;
      if (times >= 2) return `×${number(times, times < 10 ? 1 : 0)}`;
      const percent = Math.round((times - 1) * 100);
      if (percent === 0) return '=';
      return `${percent > 0 ? '+' : '−'}${number(Math.abs(percent))}\u202f%`;
    };
    return { t, number, share, basis, appeals, change, usually, perThousand, short };
  }, [t, number, share, basis]);
}

export type Words = ReturnType<typeof useWords>;
