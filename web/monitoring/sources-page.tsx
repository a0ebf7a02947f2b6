import { Button, TextInput } from '@gravity-ui/uikit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Source } from '../../contract/monitoring.ts';
import { call } from '../api/client.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import { ImportDialog } from './import-dialog.tsx';
import styles from './monitoring.module.css';
import { SourceDialog } from './source-dialog.tsx';
import { SourceRow } from './source-row.tsx';

const REFRESH_MS = 30_000;

/** Источники: where people write in public, how each is read, when it was read last and what went wrong. */
export function SourcesPage() {
  const { t } = useTranslation('monitoring');
  const client = useQueryClient();
  const { search, change } = useAddressSearch();
  const [open, setOpen] = useState<'new' | 'import' | Source | null>(null);
  const query = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => call('sources', { signal }),
    refetchInterval: REFRESH_MS,
  });
  if (query.isPending) return <Bars rows={10} />;
  if (query.isError) return <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />;
  const { rows } = query.data;
  const typed = (search.q ?? '').toLowerCase();
  const found = rows.filter((row) => `${row.name} ${row.address}`.toLowerCase().includes(typed));
  const again = () => void client.invalidateQueries({ queryKey: ['sources'] });
  const acts = (
    <>
      <Button view="action" onClick={() => setOpen('new')}>
        {t('source.add')}
      </Button>
      <Button view="outlined" onClick={() => setOpen('import')}>
        {t('source.import')}
      </Button>
    </>
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('sources')}</h1>
        <p>{t('lead')}</p>
      </header>
      {rows.length === 0 ? (
        <Notice title={t('source.empty')} action={acts}>
          {t('source.emptyDetail')}
        </Notice>
      ) : (
        <>
          <div className={styles.line}>
            <TextInput
              className={styles.search}
              placeholder={t('source.search')}
              aria-label={t('source.search')}
              hasClear
              value={search.q ?? ''}
              onUpdate={(q) => change({ q: q || undefined }, { replace: true })}
            />
            {acts}
          </div>
          <div className={styles.scroll}>
            <table className={styles.table}>
              <thead>
                <tr>
                  <th>{t('column.source')}</th>
                  <th>{t('column.whose')}</th>
                  <th>{t('column.reading')}</th>
                  <th>{t('column.read')}</th>
                  <th data-number>{t('column.waiting')}</th>
                  <th data-number title={t('column.verdictsHint')}>
                    {t('column.verdicts')}
                  </th>
                  <th data-number title={t('column.thresholdHint')}>
                    {t('column.threshold')}
                  </th>
                  <th>
                    <span className="o-visually-hidden">{t('column.acts')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {found.map((row) => (
                  <SourceRow key={row.id} row={row} onEdit={() => setOpen(row)} onChange={again} />
                ))}
              </tbody>
            </table>
            {found.length === 0 && <p>{t('source.notFound')}</p>}
          </div>
        </>
      )}
      {open === 'import' && <ImportDialog onClose={() => setOpen(null)} onDone={again} />}
      {open !== null && open !== 'import' && (
        <SourceDialog source={open === 'new' ? null : open} onClose={() => setOpen(null)} onDone={again} />
      )}
    </div>
  );
}
