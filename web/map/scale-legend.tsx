import { compares, type Scale } from './colour-scale.ts';
import styles from './scale-legend.module.css';
import { useLegend } from './use-legend.ts';
import { useWords } from './use-words.ts';

interface ScaleLegendProps {
  scale: Scale;
  /** What one colour stands for. */
  of: 'municipality' | 'cell' | 'hexagon';
}

/** The scale in words: what each colour means, and how the comparison is made. */
export function ScaleLegend({ scale, of }: ScaleLegendProps) {
  const { t } = useWords();
  const { title, steps } = useLegend()(scale, of);
  return (
    <div className={styles.legend}>
      <span className={styles.title} title={compares(scale.measure) ? t('legend.noise') : undefined}>
        {title}
      </span>
      <ul className={styles.steps}>
        {steps.map(({ colour, words }) => (
          <li key={`${colour} ${words}`}>
            <i style={{ background: colour }} />
            {words}
          </li>
        ))}
        {of === 'cell' && scale.measure !== 'compare' && (
          <li title={t('legend.spike')}>
            <i className={styles.dot} />
            {t('change.spike')}
          </li>
        )}
      </ul>
    </div>
  );
}
