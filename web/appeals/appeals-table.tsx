import { createColumnHelper, flexRender, getCoreRowModel, useReactTable } from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealRow } from '../../contract/appeals.ts';
import { useRegistry } from '../api/registry.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './appeals-table.module.css';
import { DueMark } from './parts/due-mark.tsx';
import { StatusMark } from './parts/status-mark.tsx';
import { UrgencyMark } from './parts/urgency-mark.tsx';

interface AppealsTableProps {
  rows: readonly AppealRow[];
  total: number;
  active: string | null;
  /** The rows still answer the question before. */
  stale: boolean;
  busy: boolean;
  onActive: (id: string) => void;
  onMore: () => void;
  onOpen: (id: string) => void;
}

const ROW_PX = 40;
const AHEAD_ROWS = 30;
const column = createColumnHelper<AppealRow>();

/** Thousands of rows, of which only the visible exist; long names take two lines and say the whole on hover. */
export function AppealsTable(props: AppealsTableProps) {
  const { rows, total, active, stale, busy, onActive, onMore, onOpen } = props;
  const { t } = useTranslation(['appeals', 'vocabulary']);
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
        aria-rowcount={total}
        aria-busy={busy}
        aria-label={t('title')}
      >
        {table.getHeaderGroups().map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: a heading row is not operated
          <div key={group.id} role="row" className={styles.headings}>
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
                style={{ transform: `translateY(${item.start}px)` }}
                onClick={(event) => {
                  if (!isPlainClick(event)) return;
                  onActive(row.id);
                  onOpen(row.id);
                }}
              >
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

function useColumns() {
  const { t } = useTranslation(['appeals', 'vocabulary']);
  const registry = useRegistry();
  const format = useFormat();
  return useMemo(
    () => [
      column.accessor('number', {
        header: t('column.number'),
        cell: ({ row: { original } }) => (
          <>
            <a
              href={`/appeals/${original.id}`}
              onClick={(event) =>
                !(event.metaKey || event.ctrlKey || event.shiftKey) && event.preventDefault()
              }
            >
              {original.number}
            </a>{' '}
            <UrgencyMark urgency={original.urgency} />
          </>
        ),
      }),
      column.accessor('filedAt', {
        header: t('column.filedAt'),
        cell: ({ getValue }) => <span title={format.full(getValue())}>{format.moment(getValue())}</span>,
      }),
      column.accessor('channel', {
        header: t('column.channel'),
        cell: ({ getValue }) => t(`vocabulary:channel.${getValue()}`),
      }),
      column.accessor('topic', {
        header: t('column.topic'),
        cell: ({ getValue }) => (
          <span className={styles.two} title={registry.topicPath(getValue())}>
            {registry.topicName(getValue()) || <i>{t('vocabulary:field.topicMissing')}</i>}
          </span>
        ),
      }),
      column.accessor('excerpt', {
        header: t('column.text'),
        cell: ({ getValue }) => (
          <span className={styles.two} title={getValue()}>
            {getValue()}
          </span>
        ),
      }),
      column.accessor('municipality', {
        header: t('column.municipality'),
        cell: ({ getValue }) => {
          const name = registry.municipalityName(getValue()) || t('vocabulary:field.municipalityMissing');
          return (
            <span className={styles.two} title={name}>
              {name}
            </span>
          );
        },
      }),
      column.accessor('organisation', {
        header: t('column.organisation'),
        cell: ({ getValue }) => {
          const organisation = registry.organisation(getValue());
          return (
            <span className={styles.two} title={organisation?.name}>
              {organisation?.shortName || organisation?.name || getValue()}
            </span>
          );
        },
      }),
      column.accessor('status', {
        header: t('column.status'),
        cell: ({ getValue }) => <StatusMark status={getValue()} />,
      }),
      column.accessor('dueAt', {
        header: t('column.due'),
        cell: ({ getValue }) => <DueMark dueAt={getValue()} />,
      }),
    ],
    [t, registry, format],
  );
}
