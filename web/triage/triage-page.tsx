import { Button } from '@gravity-ui/uikit';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecideTriage, QueuedAppeal } from '../../contract/triage.ts';
import { useRegistry } from '../api/registry.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { useKey } from '../palette/use-key.ts';
import { toaster } from '../theme/toaster.ts';
import { PaceLine } from './pace-line.tsx';
import { QueueList } from './queue-list.tsx';
import { TriageDesk } from './triage-desk.tsx';
import styles from './triage-page.module.css';
import { useTriage } from './use-triage.ts';

const UNDO_OFFERED_MS = 10_000;
/** The case one left for its card: Back finds it again. */
let lastSelected: string | null = null;

/** Разбор: the queue on the left, one case on the right, everything by keyboard. */
export function TriagePage() {
  const { t } = useTranslation('triage');
  const registry = useRegistry();
  const [selected, setSelected] = useState<string | null>(lastSelected);
  useEffect(() => {
    lastSelected = selected;
  }, [selected]);
  const startedAt = useRef(Date.now());
  const undoLatest = useRef<(id?: string) => void>(() => {});

  const announce = useCallback(
    (appeal: QueuedAppeal, body: DecideTriage) => {
      // One notice at a time: at two hundred an hour a stack of them would cover the page.
      toaster.removeAll();
      toaster.add({
        name: `triage-${appeal.id}`,
        title: t('decided', { number: appeal.number }),
        content: registry.topicName(body.topic),
        autoHiding: UNDO_OFFERED_MS,
        actions: [{ label: t('undo'), onClick: () => undoLatest.current(appeal.id) }],
      });
    },
    [registry, t],
  );
  const { query, rows, total, times, decide, undo } = useTriage(announce);

  const at = useMemo(
    () =>
      Math.max(
        0,
        rows.findIndex((row) => row.id === selected),
      ),
    [rows, selected],
  );
  const current = rows[at];

  const takeBack = useCallback(
    (id?: string) => {
      const appeal = undo(id);
      if (appeal) setSelected(appeal.id);
      else toaster.add({ name: 'triage-undo', title: t('nothingToUndo'), autoHiding: 3000 });
    },
    [undo, t],
  );
  useEffect(() => {
    undoLatest.current = takeBack;
  }, [takeBack]);
  // A notice must not speak of this page on another one.
  useEffect(() => () => toaster.removeAll(), []);

  const move = useCallback(
    (step: number) => {
      const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
      if (next) setSelected(next.id);
    },
    [rows, at],
  );
  const confirm = useCallback(
    (appeal: QueuedAppeal, body: DecideTriage) => {
      setSelected((rows[at + 1] ?? rows[at - 1])?.id ?? null);
      decide(appeal, body);
    },
    [rows, at, decide],
  );

  useKey('j', () => move(1));
  useKey('k', () => move(-1));
  useKey('ArrowDown', () => move(1));
  useKey('ArrowUp', () => move(-1));
  useKey('u', () => takeBack());

  if (query.isPending) return <Bars rows={14} />;
  if (query.isError && !query.data) {
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!current) {
    return (
      <Notice
        role="status"
        title={t('empty.title')}
        action={
          <Button view="outlined" size="l" href="/appeals">
            {t('empty.action')}
          </Button>
        }
      >
        {times.length > 0 ? t('empty.after', { count: times.length }) : t('empty.detail')}
      </Notice>
    );
  }
  return (
    <div className={styles.page}>
      <h1 className="o-visually-hidden">{t('title')}</h1>
      <aside className={styles.side} aria-label={t('queue')}>
        <PaceLine total={total} times={times} startedAt={startedAt.current} />
        <QueueList rows={rows} total={total} selected={current.id} onSelect={setSelected} />
      </aside>
      <TriageDesk
        key={current.id}
        appeal={current}
        place={{ at: at + 1, of: total }}
        onMove={move}
        onConfirm={confirm}
      />
    </div>
  );
}
