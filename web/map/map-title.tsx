import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './heat-map-page.module.css';
import { LiveMark } from './live-mark.tsx';
import type { MapView } from './map-view.ts';
import type { Sum } from './matrix-model.ts';
import { useWords } from './use-words.ts';

interface MapTitleProps {
  view: MapView;
  total: Sum | null;
  /** The day that is shown is still going on. */
  notOver: boolean;
  /** The one day that is played. */
  day: string | null;
  /** On the wall: the row whose turn it is. */
  topic: string | null;
  renewedAt: number | null;
}

/** What one is looking at, in one sentence: days, number, and how that stands to what is usual. */
export function MapTitle({ view, total, notOver, day, topic, renewedAt }: MapTitleProps) {
  const { t, appeals, change, basis } = useWords();
  const { period } = useFormat();
  const registry = useRegistry();
  const whole = registry.region?.name ?? t('title');
  const compared = basis === 'compare' && view.versus;
  return (
    <div className={styles.title}>
      <h1>{view.wall ? (topic ?? whole) : t('title')}</h1>
      {total && (
        <p>
          <span className={styles.period}>{period(view.range.from, view.range.to)}</span> ·{' '}
          {appeals(total.count)}
          {notOver && total.usual === null
            ? `, ${t('today.notOver')}`
            : `, ${change(total.count, total.usual)}`}
          {compared && ` (${period(compared.from, compared.to)})`}
          {!notOver && total.usual !== null && day === null && view.range.to >= view.today && (
            <span className={styles.partial}> ({t('today.partial')})</span>
          )}
        </p>
      )}
      <LiveMark renewedAt={renewedAt} />
    </div>
  );
}
