import styles from './point-legend.module.css';
import { useWords } from './use-words.ts';

/** What the colours of points and the circles around them mean. */
export function PointLegend() {
  const { t } = useWords();
  return (
    <ul className={styles.legend}>
      {(['open', 'overdue', 'closed'] as const).map((state) => (
        <li key={state}>
          <i data-state={state} />
          {t(`near.${state}`)}
        </li>
      ))}
      <li>
        <i data-state="cluster" />
        {t('near.clusterLegend')}
      </li>
    </ul>
  );
}
