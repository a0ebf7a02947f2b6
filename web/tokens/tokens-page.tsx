import { Button, SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { TokenLine } from './token-line.tsx';
import styles from './tokens.module.css';

const VIEWS = ['working', 'past'] as const;

/** Ключи доступа: which programs act here, in whose name and how far; a new key, one taken back. */
export function TokensPage() {
  const { t } = useTranslation('tokens');
  const format = useFormat();
  const { search, change } = useAddressSearch();
  const query = useQuery({ queryKey: ['tokens'], queryFn: ({ signal }) => call('tokens', { signal }) });
  const view = VIEWS.find((each) => each === search.view) ?? 'working';
  const rows = query.data?.rows ?? [];
  const working = rows.filter(({ state }) => state === 'active' || state === 'owner_off');
  const past = rows.filter((row) => !working.includes(row));
  const shown = view === 'past' ? past : working;
  const add = (
    <Button view="action" onClick={() => change({ new: '1' })}>
      {t('add')}
    </Button>
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('title')}</h1>
          <p>{t('about')}</p>
        </div>
        {rows.length > 0 && add}
      </header>
      {query.isPending ? (
        <Bars rows={5} height={64} />
      ) : query.isError ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length === 0 ? (
        <Notice role="status" title={t('empty')} action={add}>
          {t('emptyDetail')}
        </Notice>
      ) : (
        <>
          <SegmentedRadioGroup
            value={view}
            onUpdate={(next) => change({ view: next === 'working' ? undefined : next })}
            aria-label={t('which')}
            options={VIEWS.map((each) => ({
              value: each,
              content: `${t(`view.${each}`)} ${format.number(each === 'past' ? past.length : working.length)}`,
            }))}
          />
          {shown.length === 0 ? (
            <p className={styles.none}>{t(`none.${view}`)}</p>
          ) : (
            <ul className={styles.list}>
              {shown.map((row) => (
                <TokenLine key={row.id} token={row} />
              ))}
            </ul>
          )}
        </>
      )}
      {search.new === '1' && <NewTokenDialog onClose={() => change({ new: undefined })} />}
    </div>
  );
}
