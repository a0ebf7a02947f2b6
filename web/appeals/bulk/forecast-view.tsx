import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Status } from '../../../contract/vocabulary.ts';
import { useFormat } from '../../format/use-format.ts';
import { Bars } from '../../layout/bars.tsx';
import { ProblemNotice } from '../../layout/problem-notice.tsx';
import { StatusMark } from '../parts/status-mark.tsx';
import styles from './bulk.module.css';
import type { BulkForecast } from './bulk-run.ts';

interface ForecastViewProps {
  data: BulkForecast | undefined;
  error: unknown;
  /** More than one action: only the first can be judged from where the cases are now. */
  several: boolean;
  onRetry: () => void;
}

/** How many can, why the others cannot, and a few of them to look at. */
export function ForecastView({ data, error, several, onRetry }: ForecastViewProps) {
  const { t } = useTranslation('bulk');
  const format = useFormat();
  if (error) return <ProblemNotice error={error} onRetry={onRetry} />;
  if (!data) return <Bars rows={4} height={24} />;
  return (
    <div className={styles.forecast}>
      <p>
        <strong>{t('able', { count: data.able, number: format.number(data.able) })}</strong>{' '}
        {t('of', { count: data.total, number: format.number(data.total) })}
      </p>
      {data.unable.length > 0 && (
        <ul>
          {data.unable.map(({ why, count }) => (
            <li key={why}>{t('unable', { why, count, number: format.number(count) })}</li>
          ))}
        </ul>
      )}
      {several && data.able > 0 && <p className={styles.quiet}>{t('several')}</p>}
      {data.able === 0 && <p className={styles.quiet}>{t('nobody')}</p>}
      <ul className={styles.sample} aria-label={t('sample')}>
        {data.sample.map((row) => {
          const status = Status.safeParse(row.status);
          return (
            <li key={row.id} data-able={row.able || undefined}>
              <Link to="/appeals/$id" params={{ id: row.id }} target="_blank">
                {row.number}
              </Link>
              {status.success && <StatusMark status={status.data} />}
              <span className={styles.quiet}>{t(row.able ? 'will' : 'willNot')}</span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
