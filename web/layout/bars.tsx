import { useTranslation } from 'react-i18next';
import styles from './bars.module.css';

/**
 * Grey bars in place of rows on their way; they appear after 300 ms, so that a quick answer never flickers, and after two
 * seconds say that one is not forgotten.
 */
export function Bars({ rows = 8, height = 32 }: { rows?: number; height?: number }) {
  const { t } = useTranslation('shell');
  return (
    <div role="status" aria-label={t('loading')} className={styles.bars}>
      <p className={styles.still}>{t('stillLoading')}</p>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} style={{ height }} aria-hidden>
          <span style={{ width: `${92 - ((row * 17) % 40)}%` }} />
        </div>
      ))}
    </div>
  );
}
