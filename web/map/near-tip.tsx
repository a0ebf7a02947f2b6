import type { HeatPoints } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import type { Measure, Shown } from './colour-scale.ts';
import styles from './heat-matrix.module.css';
import { tipStyle } from './matrix-tip.tsx';
import { useWords } from './use-words.ts';

interface NearTipProps {
  x: number;
  y: number;
  view: { width: number; height: number };
  measure: Measure;
  hexagon?: Shown | null;
  point?: HeatPoints['points'][number];
  cluster?: HeatPoints['clusters'][number];
}

/** What a hexagon or a point means, in words. */
export function NearTip({ x, y, view, measure, hexagon, point, cluster }: NearTipProps) {
  const { t, appeals, change, usually, short, number } = useWords();
  const { day, period } = useFormat();
  const { topicName } = useRegistry();
  const compared = measure === 'change' || measure === 'compare';
  return (
    <div className={styles.tip} style={tipStyle(x, y, view)}>
      {hexagon && (
        <>
          <strong>{appeals(hexagon.count)}</strong>
          {compared && (
            <p>
              {change(hexagon.count, hexagon.usual)}
              {hexagon.usual !== null && <span className={styles.quiet}> · {usually(hexagon.usual)}</span>}
            </p>
          )}
          {!compared && measure !== 'count' && measure !== 'rate' && (
            <p>
              {t(`measure.${measure}`)}: {short(measure, hexagon) || t('legend.few')}
            </p>
          )}
          <p className={styles.quiet}>{t('near.press')}</p>
        </>
      )}
      {point && (
        <>
          <strong>{point.topic ? topicName(point.topic) : t('noTopic')}</strong>
          <p>
            {day(`${point.day}T12:00:00Z`)} · {t(`near.${point.state}`)}
          </p>
          {point.joined > 1 && <p>{t('near.joined', { count: point.joined, n: number(point.joined) })}</p>}
          {cluster && (
            <p className={styles.spike}>
              {t('near.cluster', { n: number(cluster.count), period: period(cluster.from, cluster.to) })}
            </p>
          )}
          {point.id && <p className={styles.quiet}>{t('near.openCase')}</p>}
        </>
      )}
    </div>
  );
}
