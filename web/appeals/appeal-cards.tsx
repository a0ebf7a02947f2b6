import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealRow } from '../../contract/appeals.ts';
import { AppealBrief } from './appeal-brief.tsx';
import styles from './appeal-cards.module.css';
import { useLongPress } from './bulk/use-long-press.ts';
import type { Selecting } from './bulk/use-selection.ts';

interface AppealCardsProps {
  rows: readonly AppealRow[];
  busy: boolean;
  onMore: () => void;
  onOpen: (id: string) => void;
  /** null: this person acts on no cases. */
  selecting: Selecting | null;
}

/** The list on a phone: one card a case. A long press ticks it; while something is ticked, a touch ticks too. */
export function AppealCards({ rows, busy, onMore, onOpen, selecting }: AppealCardsProps) {
  const { t } = useTranslation('appeals');
  const scroller = useRef<HTMLDivElement>(null);
  const longPress = useLongPress((id) => selecting?.press(id, false));
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
            data-ticked={selecting?.ids.has(rows[item.index]!.id) || undefined}
            style={{ transform: `translateY(${item.start}px)` }}
            {...(selecting && longPress(rows[item.index]!.id))}
            onClickCapture={(event) => {
              // The finger of a long press comes up as a click; that one opens nothing.
              if (!selecting) return;
              const id = rows[item.index]!.id;
              const held = longPress.held();
              if (!held && selecting.ids.size === 0) return;
              event.preventDefault();
              event.stopPropagation();
              if (!held) selecting.press(id, false);
            }}
          >
            <AppealBrief row={rows[item.index]!} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {busy && <p className={styles.more}>{t('loadingMore')}</p>}
    </div>
  );
}
