import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealRow } from '../../contract/appeals.ts';
import { AppealBrief } from './appeal-brief.tsx';
import styles from './appeal-cards.module.css';

interface AppealCardsProps {
  rows: readonly AppealRow[];
  busy: boolean;
  onMore: () => void;
  onOpen: (id: string) => void;
}

/** The list on a phone: one card a case. */
export function AppealCards({ rows, busy, onMore, onOpen }: AppealCardsProps) {
  const { t } = useTranslation('appeals');
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 132,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - 20) onMore();
  }, [last, rows.length, onMore]);
  return (
    <div ref={scroller} className={styles.scroller} data-scroll-restoration-id="appeals">
      <ul className={styles.list} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <li
            key={rows[item.index]!.id}
            ref={virtual.measureElement}
            data-index={item.index}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            <AppealBrief row={rows[item.index]!} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {busy && <p className={styles.more}>{t('loadingMore')}</p>}
    </div>
  );
}
