import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { perHour } from './pace.ts';
import styles from './queue-list.module.css';

interface PaceLineProps {
  total: number;
  times: readonly number[];
  startedAt: number;
}

/** How many wait, how many this sitting has decided, and at what pace. */
export function PaceLine({ total, times, startedAt }: PaceLineProps) {
  const { t } = useTranslation('triage');
  const format = useFormat();
  const rate = perHour(times, startedAt, format.now.getTime());
  return (
    <div className={styles.pace}>
      <strong>{t('waiting', { count: total, number: format.number(total) })}</strong>
      <span aria-live="off">
        {t('sitting', { number: format.number(times.length) })}
        {rate !== null && ` · ${t('perHour', { number: format.number(rate) })}`}
      </span>
      <small>{t('order')}</small>
    </div>
  );
}
