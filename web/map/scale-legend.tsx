import { legendOf, type Scale } from './colour-scale.ts';
import styles from './scale-legend.module.css';
import { useWords } from './use-words.ts';

interface ScaleLegendProps {
  scale: Scale;
  /** What one colour stands for: a municipality or a cell. */
  of: 'municipality' | 'cell';
}

/** The scale in words: what each colour means, and how the comparison is made. */
export function ScaleLegend({ scale, of }: ScaleLegendProps) {
  const { t, number } = useWords();
  const change = scale.measure === 'change';
  const say = (value: number) => number(value, value < 10 ? 2 : 0);
  const words = ({ at, from, below }: ReturnType<typeof legendOf>[number]): string => {
    if (change) return t(`legend.class.${at}`);
    if (below === null)
      return from === null ? t('legend.from', { n: '1' }) : t('legend.from', { n: say(from) });
    if (scale.measure === 'rate')
      return from === null
        ? t('legend.upTo', { n: say(below) })
        : t('legend.between', { from: say(from), to: say(below) });
    const low = from ?? 1;
    return below - 1 <= low ? say(low) : t('legend.between', { from: say(low), to: say(below - 1) });
  };
  return (
    <div className={styles.legend}>
      <span className={styles.title} title={change ? t('legend.noise') : undefined}>
        {t(`legend.${scale.measure}`, { where: t(`legend.${of}`) })}
      </span>
      <ul className={styles.steps}>
        <li>
          <i style={{ background: scale.nothing }} />
          {t(change ? 'legend.unknown' : 'legend.none')}
        </li>
        {legendOf(scale).map((step) => (
          <li key={step.at}>
            <i style={{ background: step.colour }} />
            {words(step)}
          </li>
        ))}
        {of === 'cell' && (
          <li title={t('legend.spike')}>
            <i className={styles.dot} />
            {t('spike')}
          </li>
        )}
      </ul>
    </div>
  );
}
