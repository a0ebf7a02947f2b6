import { Button } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegistry } from '../api/registry.ts';
import { DueMark } from '../appeals/parts/due-mark.tsx';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { useKey } from '../palette/use-key.ts';
import { toaster } from '../theme/toaster.ts';
import styles from './approvals-page.module.css';
import { useApprovals } from './use-approvals.ts';
import { WaitingDesk } from './waiting-desk.tsx';

/** Согласование: what waits for my word, soonest term first; one key says yes, with a window to take it back. */
export function ApprovalsPage() {
  const { t } = useTranslation(['casework', 'vocabulary']);
  const registry = useRegistry();
  const navigate = useNavigate();
  const { search, change } = useAddressSearch();
  const { query, rows, approved, approve, undo, giveBack } = useApprovals();
  const [returning, setReturning] = useState(false);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.item.id === search.case),
  );
  const current = rows[at];

  const select = (id: string | undefined) => {
    setReturning(false);
    change({ case: id }, { replace: true });
  };
  const goOn = () => select((rows[at + 1] ?? rows[at - 1])?.item.id);
  const say = {
    yes: () => {
      if (!current) return;
      goOn();
      approve(current);
    },
    no: (reason: string) => {
      if (!current) return;
      goOn();
      giveBack(current, reason);
    },
  };
  const takeBack = () => {
    const back = undo();
    if (!back) return;
    select(back.item.id);
    toaster.add({
      name: `undone-${back.key}`,
      title: t('approvals.undone', { number: back.item.number }),
      autoHiding: 3000,
    });
  };
  const move = (step: number) => select(rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.item.id);
  useKey('j', () => move(1));
  useKey('k', () => move(-1));
  useKey('ArrowDown', () => move(1));
  useKey('ArrowUp', () => move(-1));
  useKey('y', say.yes);
  useKey('n', () => setReturning(true));
  useKey('u', takeBack);
  useKey('Enter', () => {
    if (current) void navigate({ to: '/appeals/$id', params: { id: current.item.id } });
  });

  if (query.isPending) return <Bars rows={10} height={48} />;
  if (!query.data) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  if (!current) {
    return (
      <Notice
        role="status"
        title={t('approvals.empty.title')}
        action={
          <Button view="outlined" size="l" href="/mine">
            {t('approvals.empty.action')}
          </Button>
        }
      >
        {approved > 0 ? t('approvals.empty.after', { count: approved }) : t('approvals.empty.detail')}
      </Notice>
    );
  }
  return (
    <div className={styles.page}>
      <h1 className="o-visually-hidden">{t('approvals.title')}</h1>
      <aside className={styles.side} aria-label={t('approvals.title')}>
        <p className={styles.count} role="status">
          {t('approvals.count', { count: rows.length })}
        </p>
        <ul>
          {rows.map((row) => (
            <li key={row.key}>
              <button
                type="button"
                className={styles.brief}
                aria-current={row === current || undefined}
                onClick={() => select(row.item.id)}
              >
                <span className={styles.line}>
                  <strong>{registry.topicName(row.item.topic) || t('vocabulary:field.topicMissing')}</strong>
                  <DueMark dueAt={row.item.dueAt} />
                </span>
                <span className={styles.quiet}>
                  {row.kind === 'answer'
                    ? (row.item.draft.authorName ?? row.item.draft.login)
                    : (row.item.authorName ?? row.item.login)}
                  {' · '}
                  {row.item.number}
                </span>
                {row.kind === 'extension' && (
                  <span className={styles.tag}>
                    {t('approvals.extensions')}: {t('life.days', { count: row.item.days })}
                  </span>
                )}
                {row.kind === 'answer' && row.item.previous && (
                  <span className={styles.tag}>{t('approvals.again')}</span>
                )}
              </button>
            </li>
          ))}
        </ul>
        <p className={styles.keys}>{t('approvals.keys')}</p>
      </aside>
      <WaitingDesk
        key={current.key}
        waiting={current}
        place={{ at: at + 1, of: rows.length }}
        returning={returning}
        onReturning={setReturning}
        onYes={say.yes}
        onNo={say.no}
        onMove={move}
      />
    </div>
  );
}
