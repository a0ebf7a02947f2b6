import { useTranslation } from 'react-i18next';
import type { KpiUnit } from '../../contract/index.ts';
import { useFormat } from '../format/use-format.ts';

/** A KPI's value as it is read: «87 %», «6,4 дня», «4,3». */
export function useKpiWords() {
  const { t } = useTranslation('kpi');
  const format = useFormat();
  const digits = (value: number) => (Math.abs(value) >= 100 ? 0 : 1);
  return {
    value: (value: number | null, unit: KpiUnit): string => {
      if (value === null) return '—';
      switch (unit) {
        case 'share':
          return format.share(value, Math.abs(value) < 0.1 && value !== 0 ? 1 : 0);
        case 'count':
          return format.number(value);
        case 'stars':
        case 'number':
          return format.number(value, 2);
        default:
          // The fraction decides the form: «6,4 дня», «7 дней».
          return t(`unit.${unit}`, {
            count: Number.isInteger(round(value, digits(value))) ? Math.round(value) : 1.5,
            number: format.number(value, digits(value)),
          });
      }
    },
    /** Change against the year before: points for shares, percent for the rest. */
    change: (now: number | null, before: number | null, unit: KpiUnit): string | null => {
      if (now === null || before === null) return null;
      if (unit === 'share') {
        const points = round((now - before) * 100, 1);
        const sign = points > 0 ? '+' : points < 0 ? '−' : '';
        return t('points', { number: `${sign}${format.number(Math.abs(points), 1)}` });
      }
      return format.change(now, before);
    },
  };
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
