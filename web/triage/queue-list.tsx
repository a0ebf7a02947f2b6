import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueuedAppeal } from '../../contract/triage.ts';
import { useRegistry } from '../api/registry.ts';
import { UrgencyMark } from '../appeals/parts/urgency-mark.tsx';
import { useFormat } from '../format/use-format.ts';
import styles from './queue-list.module.css';

interface QueueListProps {
  rows: readonly QueuedAppeal[];
  total: number;
  selected: string;
  onSelect: (id: string) => void;
}

const ROW_PX = 62;

export function QueueList({ rows, total, selected, onSelect }: QueueListProps) {
  const { t } = useTranslation('triage');
  const registry = useRegistry();
  const format = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
  });
  const at = rows.findIndex((row) => row.id === selected);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);

  return (
    <div
      ref={scroller}
      className={styles.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('queue')}
      aria-activedescendant={`queued-${selected}`}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index]!;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: J, K and the arrows move the selection for the whole page
            // biome-ignore lint/a11y/useFocusableInteractive: the page holds the keyboard, not each of many rows
            <div
              key={row.id}
              id={`queued-${row.id}`}
              role="option"
              aria-selected={row.id === selected}
              aria-setsize={total}
              aria-posinset={item.index + 1}
              className={styles.row}
              style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
              onClick={() => onSelect(row.id)}
            >
              <div className={styles.head}>
                <UrgencyMark urgency={row.urgency} />
                <span className={styles.where}>
                  {registry.municipalityName(row.municipality) || t('placeUnknown')}
                </span>
                <span className={styles.sure} title={t('sure')}>
                  {format.share(row.suggestions[0]?.p ?? 0)}
                </span>
              </div>
              <div className={styles.words}>{row.excerpt}</div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
