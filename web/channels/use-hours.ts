import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';

const DAY = 24;

/** Hours as people say them: «3,5 ч», «12 дней»; a dash while fewer than half have it. */
export function useHours(): (hours: number | null) => string {
  const { t } = useTranslation('channels');
  const { number } = useFormat();
  return (hours) => {
    if (hours === null) return t('figures.notYet');
    if (hours < 1) return t('figures.minutes', { n: number(Math.max(1, hours * 60)) });
    if (hours < 2 * DAY) return t('figures.hours', { n: number(hours, hours < 10 ? 1 : 0) });
    return t('figures.days', { n: number(hours / DAY, hours < 10 * DAY ? 1 : 0) });
  };
}
