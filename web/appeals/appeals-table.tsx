import { Checkbox } from '@gravity-ui/uikit';
import { flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealRow } from '../../contract/appeals.ts';
import styles from './appeals-table.module.css';
import type { Selecting } from './bulk/use-selection.ts';
import { useColumns } from './use-columns.tsx';

interface AppealsTableProps {
  rows: readonly AppealRow[];
  total: number;
  active: string | null;
  /** The rows still answer the question before. */
  stale: boolean;
  busy: boolean;
  /** null: this person acts on no cases. */
  selecting: Selecting | null;
  onActive: (id: string) => void;
  onMore: () => void;
  onOpen: (id: string) => void;
}

const ROW_PX = 40;
const AHEAD_ROWS = 30;

/** Thousands of rows, of which only the visible exist; long names take two lines and say the whole on hover. */
export function AppealsTable(props: AppealsTableProps) {
  const { rows, total, active, stale, busy, selecting, onActive, onMore, onOpen } = props;
  const { t } = useTranslation(['appeals', 'bulk']);
  const columns = useColumns();
  const table = useReactTable({
    data: rows as AppealRow[],
    columns,
    getCoreRowModel: getCoreRowModel(),
    getRowId: (row) => row.id,
  });
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= rows.length - AHEAD_ROWS) onMore();
  }, [last, rows.length, onMore]);
  const at = active ? rows.findIndex((row) => row.id === active) : -1;
  // Follows the keyboard, not the growing list.
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [active]);

  const all = table.getRowModel().rows;
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      data-stale={stale || undefined}
      data-scroll-restoration-id="appeals"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, which a table element forbids */}
      <div
        role="table"
        className={styles.table}
        data-ticks={selecting ? true : undefined}
        aria-rowcount={total}
        aria-busy={busy}
        aria-label={t('title')}
      >
        {table.getHeaderGroups().map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: a heading row is not operated
          <div key={group.id} role="row" className={styles.headings}>
            {selecting && (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div role="columnheader">
                <Checkbox
                  checked={rows.length > 0 && rows.every((row) => selecting.ids.has(row.id))}
                  indeterminate={
                    rows.some((row) => selecting.ids.has(row.id)) &&
                    !rows.every((row) => selecting.ids.has(row.id))
                  }
                  onUpdate={(on) =>
                    selecting.set(
                      rows.map((row) => row.id),
                      on,
                    )
                  }
                  controlProps={{ 'aria-label': t('bulk:tickAll') }}
                />
              </div>
            )}
            {group.headers.map((header) => (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div key={header.id} role="columnheader">
                {flexRender(header.column.columnDef.header, header.getContext())}
              </div>
            ))}
          </div>
        ))}
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const row = all[item.index]!;
            return (
              // biome-ignore lint/a11y/useSemanticElements: as above
              // biome-ignore lint/a11y/useKeyWithClickEvents: the number is a link; J, K and Enter work for the page
              // biome-ignore lint/a11y/useFocusableInteractive: as above
              <div
                key={row.id}
                role="row"
                aria-rowindex={item.index + 2}
                className={styles.row}
                data-active={row.id === active || undefined}
                data-ticked={selecting?.ids.has(row.id) || undefined}
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={(event) => {
                  if (!isPlainClick(event)) return;
                  onActive(row.id);
                  onOpen(row.id);
                }}
              >
                {selecting && (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the box inside has the keyboard
                  <div
                    role="cell"
                    className={styles.tick}
                    onMouseDown={(event) => event.shiftKey && event.preventDefault()}
                    onClick={(event) => {
                      event.stopPropagation();
                      event.preventDefault();
                      selecting.press(row.id, event.shiftKey);
                    }}
                  >
                    <Checkbox
                      checked={selecting.ids.has(row.id)}
                      onUpdate={() => undefined}
                      controlProps={{ 'aria-label': t('bulk:tick', { number: row.original.number }) }}
                    />
                  </div>
                )}
                {row.getVisibleCells().map((cell) => (
                  // biome-ignore lint/a11y/useSemanticElements: as above
                  <div key={cell.id} role="cell" className={styles[cell.column.id]}>
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </div>
                ))}
              </div>
            );
          })}
        </div>
        {busy && <div className={styles.more}>{t('loadingMore')}</div>}
      </div>
    </div>
  );
}

/** Selecting text or opening in another tab is not a click on the row. */
function isPlainClick(event: MouseEvent): boolean {
  const selecting = (window.getSelection()?.toString() ?? '') !== '';
  return !(event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0 || selecting);
}
