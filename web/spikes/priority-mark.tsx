import { useTranslation } from 'react-i18next';
import type { SpikePriority } from '../../contract/index.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './priority-mark.module.css';

/** The number of a hundred; why it is so on hover and to a screen reader. */
export function PriorityMark({ priority }: { priority: SpikePriority }) {
  const { t } = useTranslation('spikes');
  const { number } = useFormat();
  const why = priority.parts
    .map(({ name, value, weight }) => `${t(`part.${name}`)} ${number(value * weight)} / ${weight}`)
    .join('\n');
  return (
    <span
      className={styles.mark}
      data-level={priority.score >= 70 ? 'high' : priority.score >= 40 ? 'middle' : 'low'}
      title={`${t('priorityOf', { n: number(priority.score) })}\n${why}`}
    >
      {number(priority.score)}
    </span>
  );
}

/** The same, spelled out: six bars that add up to the number. */
export function PriorityParts({ priority }: { priority: SpikePriority }) {
  const { t } = useTranslation('spikes');
  const { number } = useFormat();
  return (
    <dl className={styles.parts}>
      {priority.parts.map(({ name, value, weight }) => (
        <div key={name} title={t(`partHint.${name}`)}>
          <dt>{t(`part.${name}`)}</dt>
          <dd>
            <span className={styles.track} style={{ width: `${weight * 4}px` }}>
              <span className={styles.fill} style={{ width: `${value * 100}%` }} />
            </span>
            {number(value * weight)} / {weight}
          </dd>
        </div>
      ))}
    </dl>
  );
}
