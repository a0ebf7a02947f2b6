import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/client.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { Bars } from '../layout/bars.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './norms.module.css';
import { PolicyList } from './policy-list.tsx';
import { ShownPolicy } from './policy-shape.ts';
import { TopicNorms } from './topic-norms.tsx';

/** Нормы: how long what may take and by what law; a change says what it does to the open cases before it is made. */
export function NormsPage() {
  const { t } = useTranslation('norms');
  const { search, change } = useAddressSearch();
  const view = search.view === 'policies' ? 'policies' : 'topics';
  const query = useQuery({ queryKey: ['norms'], queryFn: ({ signal }) => call('norms', { signal }) });
  const policies = useMemo(
    () =>
      (query.data?.policies ?? []).flatMap(({ own, policy }) => {
        const read = ShownPolicy.safeParse(policy);
        return read.success ? [{ own, policy: read.data }] : [];
      }),
    [query.data],
  );
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1>{t('title')}</h1>
        <p>{t('about')}</p>
      </header>
      <div className={styles.line}>
        <SegmentedRadioGroup
          value={view}
          onUpdate={(next) => change({ view: next === 'topics' ? undefined : next })}
          options={(['topics', 'policies'] as const).map((value) => ({ value, content: t(`view.${value}`) }))}
          aria-label={t('title')}
        />
      </div>
      {query.isPending ? (
        <Bars rows={12} height={32} />
      ) : !query.data ? (
        <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />
      ) : view === 'topics' ? (
        <TopicNorms topics={query.data.topics} policies={policies.map(({ policy }) => policy)} />
      ) : (
        <PolicyList policies={policies} />
      )}
    </div>
  );
}
