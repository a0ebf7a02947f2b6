import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type AppealFilterQuery,
  BOARD_COLUMNS,
  type Board,
  type BoardColumn,
  boardFilter,
} from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { appealsHref, NO_VALUE } from '../filters/appeal-filter.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './board-view.module.css';
import page from './control-page.module.css';
import { PilotNote } from './pilot-note.tsx';
import { type By, useBoard } from './use-board.ts';

interface BoardViewProps {
  filter: AppealFilterQuery;
  by: By;
  onBody: (code: string) => void;
  onRung: (rung: string) => void;
  onPilot: (pilot: AppealFilterQuery['pilot']) => void;
}

/** Time left first, then what came back or was promised; colour only where something is wrong. */
const GROUPS: readonly { name: string; columns: readonly BoardColumn[] }[] = [
  { name: 'time', columns: ['overdue', 'today', 'tomorrow', 'week', 'later', 'owed'] },
  { name: 'watch', columns: ['promised', 'broken', 'reopened', 'approval', 'escalated'] },
];
const MOOD: Partial<Record<BoardColumn, 'alarm' | 'warn'>> = {
  overdue: 'alarm',
  broken: 'alarm',
  today: 'warn',
  escalated: 'warn',
};

export function BoardView({ filter, by, onBody, onRung, onPilot }: BoardViewProps) {
  const { t } = useTranslation('control');
  const query = useBoard(filter, by);
  if (query.isPending) return <Bars rows={14} height={32} />;
  if (query.isError && !query.data)
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const board = query.data!;
  // The lists behind the numbers leave out what the numbers left out.
  const listed = board.pilot > 0 && !filter.pilot ? { ...filter, pilot: 'without' as const } : filter;
  return (
    <div className={page.body} data-stale={query.isPlaceholderData || undefined}>
      <PilotNote count={board.pilot} value={filter.pilot} onChange={onPilot} />
      <Ladder board={board} onRung={onRung} />
      {board.rows.length === 0 ? (
        <Notice role="status" title={t('empty.title')}>
          {t('empty.detail')}
        </Notice>
      ) : (
        <BoardTable board={board} filter={listed} by={by} onBody={onBody} />
      )}
    </div>
  );
}

function BoardTable({
  board,
  filter,
  by,
  onBody,
}: {
  board: Board;
  filter: AppealFilterQuery;
  by: By;
  onBody: (code: string) => void;
}) {
  const { t } = useTranslation('control');
  const registry = useRegistry();
  const nameOf = (key: string, name: string | null) =>
    by === 'organisation'
      ? registry.organisation(key)?.name || key
      : key === ''
        ? t('nobody')
        : (name ?? key);
  return (
    <div className={page.scroller}>
      <table className={styles.board}>
        <thead>
          <tr>
            <th scope="col">{t(`by.${by}`)}</th>
            {GROUPS.map(({ name, columns }) => (
              <Fragment key={name}>
                {columns.map((column, at) => (
                  <th
                    key={column}
                    scope="col"
                    data-first={at === 0 || undefined}
                    title={t(`columnHint.${column}`)}
                  >
                    {t(`column.${column}`)}
                  </th>
                ))}
              </Fragment>
            ))}
          </tr>
          <tr className={styles.sums}>
            <th scope="row">{t('sums')}</th>
            <Numbers counts={board.sums} filter={filter} />
          </tr>
        </thead>
        <tbody>
          {board.rows.map(({ key, name, counts }) => (
            <tr key={key}>
              <th scope="row">
                {by === 'organisation' ? (
                  <button
                    type="button"
                    className={styles.name}
                    title={`${nameOf(key, name)}. ${t('openPeople')}`}
                    onClick={() => onBody(key)}
                  >
                    {nameOf(key, name)}
                  </button>
                ) : (
                  <span className={styles.plainName}>{nameOf(key, name)}</span>
                )}
              </th>
              <Numbers counts={counts} filter={{ ...filter, [by]: key || NO_VALUE }} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Numbers({ counts, filter }: { counts: Board['sums']; filter: AppealFilterQuery }) {
  const { t } = useTranslation('control');
  const format = useFormat();
  return GROUPS.flatMap(({ columns }) =>
    columns.map((column, at) => (
      <td
        key={column}
        data-first={at === 0 || undefined}
        data-mood={counts[column] > 0 ? MOOD[column] : undefined}
        data-label={t(`column.${column}`)}
        data-zero={counts[column] === 0 || undefined}
      >
        {counts[column] === 0 ? (
          <span className={styles.zero}>·</span>
        ) : (
          <Link
            className={styles.number}
            to={
              `${appealsHref({ ...filter, ...boardFilter(column) })}${DUE.has(column) ? '&sort=due' : ''}` as '/appeals'
            }
          >
            {format.number(counts[column])}
          </Link>
        )}
      </td>
    )),
  );
}

/** Lists by time left begin with what ends first. */
const DUE = new Set<BoardColumn>(BOARD_COLUMNS.slice(0, 6));

function Ladder({ board, onRung }: { board: Board; onRung: (rung: string) => void }) {
  const { t } = useTranslation('control');
  const format = useFormat();
  return (
    <section className={styles.ladder} aria-label={t('ladder.title')}>
      <h2>{t('ladder.title')}</h2>
      <ol>
        {board.ladder.map((rung) => (
          <li key={rung.id} data-level={rung.level}>
            <button type="button" onClick={() => onRung(rung.id)} disabled={rung.waiting === 0}>
              <b>{format.number(rung.waiting)}</b>
              <span>
                {rung.title}
                <small>{t(`to.${rung.to}`, { defaultValue: rung.to })}</small>
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
