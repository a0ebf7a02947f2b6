import { Button } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { useKey } from '../palette/use-key.ts';
import { toaster } from '../theme/toaster.ts';
import { BulkVerdictDialog } from './bulk-verdict-dialog.tsx';
import { CandidateDesk } from './candidate-desk.tsx';
import { CandidateFilterBar } from './candidate-filter-bar.tsx';
import { CandidateList } from './candidate-list.tsx';
import styles from './monitoring.module.css';
import { useCandidates, type Verdict } from './use-candidates.ts';

/** Кандидаты: posts that may be complaints. One key accepts, two refuse with a reason. */
export function CandidatesPage() {
  const { t } = useTranslation('monitoring');
  const format = useFormat();
  const { search, change } = useAddressSearch();
  const { source, municipality, topic } = search;
  const select = useCallback((id: string) => change({ candidate: id }, { replace: true }), [change]);
  const [bulk, setBulk] = useState(false);
  const sources = useQuery({ queryKey: ['sources'], queryFn: ({ signal }) => call('sources', { signal }) });
  const filter = { source, municipality, topic };
  const { query, rows, total, decide, undo, refresh } = useCandidates(filter, select);
  const at = Math.max(
    0,
    rows.findIndex((row) => row.id === search.candidate),
  );
  const current = rows[at];
  const move = (step: number) => {
    const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
    if (next) select(next.id);
  };
  const verdict = (given: Verdict) => {
    if (!current) return;
    const next = rows[at + 1] ?? rows[at - 1];
    change({ candidate: next?.id }, { replace: true });
    decide(current, given);
  };
  useKey('j', () => move(1));
  useKey('k', () => move(-1));
  useKey('ArrowDown', () => move(1));
  useKey('ArrowUp', () => move(-1));
  useKey('u', () => void undo());
  useEffect(() => () => toaster.removeAll(), []);

  if (query.isPending) return <Bars rows={14} />;
  if (query.isError && !query.data)
    return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const filtered = Boolean(source || municipality || topic);
  return (
    <div className={styles.queue}>
      <h1 className="o-visually-hidden">{t('candidates')}</h1>
      <header className={styles.bar}>
        <strong>{t('waiting', { count: total, number: format.number(total) })}</strong>
        <CandidateFilterBar
          sources={sources.data?.rows ?? []}
          filter={filter}
          onChange={(part) => change(part)}
        />
        <Button size="m" view="outlined" disabled={total === 0} onClick={() => setBulk(true)}>
          {t('many')}
        </Button>
      </header>
      {current ? (
        <div className={styles.columns}>
          <aside className={styles.side}>
            <CandidateList rows={rows} selected={current.id} onSelect={select} />
          </aside>
          <CandidateDesk
            key={current.id}
            candidate={current}
            place={{ at: at + 1, of: total }}
            onMove={move}
            onVerdict={verdict}
          />
        </div>
      ) : (
        <Notice
          role="status"
          title={t(filtered ? 'empty.filtered' : 'empty.title')}
          action={
            filtered ? (
              <Button
                view="outlined"
                size="l"
                onClick={() => change({ source: undefined, municipality: undefined, topic: undefined })}
              >
                {t('empty.showAll')}
              </Button>
            ) : (
              sources.data?.rows.length === 0 && (
                <Button view="outlined" size="l" href="/sources">
                  {t('empty.toSources')}
                </Button>
              )
            )
          }
        >
          {!filtered && t(sources.data?.rows.length === 0 ? 'empty.noSources' : 'empty.detail')}
        </Notice>
      )}
      {bulk && (
        <BulkVerdictDialog
          filter={filter}
          onClose={(ran) => {
            setBulk(false);
            if (ran) void refresh();
          }}
        />
      )}
    </div>
  );
}
