import { Button } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Crisis } from '../../contract/crisis.ts';
import { useMay } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './crisis.module.css';
import { StartDialog } from './start-dialog.tsx';
import { crisesQuery, useFreshNames } from './use-crises.ts';
import { useCrisisWords } from './use-crisis-words.ts';

/** Кризис: what is watched by the hour now and what was; `?start=1&topic=…&municipality=…` opens the form filled in. */
export function CrisesPage() {
  const { t } = useCrisisWords();
  const may = useMay('crisis.manage');
  const { search, change } = useAddressSearch();
  const query = useQuery(crisesQuery);
  const rows = query.data?.rows ?? [];
  useFreshNames(rows);
  const running = rows.filter((row) => row.to === null);
  const past = rows.filter((row) => row.to !== null);
  const begin = may && (
    <Button view="action" size={rows.length === 0 ? 'l' : 'm'} onClick={() => change({ start: '1' })}>
      {t('start.open')}
    </Button>
  );
  return (
    <div className={styles.page}>
      {query.isPending ? (
        <Bars rows={8} />
      ) : !query.data ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <>
          <h1 className="o-visually-hidden">{t('title')}</h1>
          <Notice role="status" title={t('empty.title')} action={begin}>
            {t('empty.detail')} {!may && t('empty.who')}
          </Notice>
        </>
      ) : (
        <>
          <header className={styles.head}>
            <div>
              <h1>{t('title')}</h1>
              <p>{t('lead')}</p>
            </div>
            {begin}
          </header>
          <h2>{t('running')}</h2>
          {running.length === 0 ? (
            <p className={styles.quiet}>{t('noneRunning')}</p>
          ) : (
            <List rows={running} />
          )}
          {past.length > 0 && (
            <>
              <h2>{t('past')}</h2>
              <List rows={past} />
            </>
          )}
        </>
      )}
      {may && search.start === '1' && (
        <StartDialog
          topics={search.topic?.split(',').filter(Boolean) ?? []}
          municipalities={search.municipality?.split(',').filter(Boolean) ?? []}
          onClose={() =>
            change({ start: undefined, topic: undefined, municipality: undefined }, { replace: true })
          }
        />
      )}
    </div>
  );
}

function List({ rows }: { rows: readonly Crisis[] }) {
  const { when, topics, places } = useCrisisWords();
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.id} data-running={row.to === null || undefined}>
          <Link to="/crisis/$id" params={{ id: row.id }}>
            <strong>{row.title}</strong>
            <span>{when(row)}</span>
            <small>
              {topics(row)} · {places(row)}
            </small>
          </Link>
        </li>
      ))}
    </ul>
  );
}
