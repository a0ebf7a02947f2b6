import { Button, Select, TextInput } from '@gravity-ui/uikit';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OUTCOMES, type Outcome } from '../../contract/vocabulary.ts';
import { call } from '../api/client.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { ChainSteps } from './chain-steps.tsx';
import { Refused } from './refused.tsx';
import styles from './templates-page.module.css';

/** «Кто согласует ответ по этому делу»: a number, what the answer would say, and the steps. */
export function ChainPreviewField() {
  const { t } = useTranslation(['chains', 'vocabulary']);
  const { search, change } = useAddressSearch();
  const [typed, setTyped] = useState(search.case ?? '');
  const asked = search.case ?? '';
  const outcome: Outcome = OUTCOMES.find((each) => each === search.outcome) ?? 'solved';
  const query = useQuery({
    queryKey: ['chain-preview', asked, outcome],
    queryFn: ({ signal }) => call('previewChain', { query: { case: asked, outcome }, signal }),
    enabled: asked !== '',
    retry: false,
  });
  return (
    <section className={styles.preview} aria-label={t('preview.title')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change({ case: typed.trim() || undefined });
        }}
      >
        <label htmlFor="chain-case">{t('preview.title')}</label>
        <TextInput
          id="chain-case"
          className={styles.caseField}
          value={typed}
          onUpdate={setTyped}
          placeholder={t('preview.number')}
          hasClear
        />
        <Select
          aria-label={t('preview.outcome')}
          value={[outcome]}
          onUpdate={([next]) => change({ outcome: next === 'solved' ? undefined : next })}
          options={OUTCOMES.map((each) => ({ value: each, content: t(`vocabulary:outcome.${each}`) }))}
        />
        <Button type="submit" view="outlined" loading={query.isFetching}>
          {t('preview.show')}
        </Button>
      </form>
      <div aria-live="polite">
        <Refused error={query.error} />
        {query.data && (
          <>
            <p>
              <a href={`/appeals/${query.data.id}`}>{query.data.number}</a>{' '}
              {query.data.running
                ? t('preview.running')
                : query.data.chain
                  ? t('preview.chain', { title: query.data.chain.title })
                  : t('preview.none')}
            </p>
            {query.data.steps.length > 0 ? (
              <ChainSteps steps={query.data.steps} />
            ) : (
              <p>{t('preview.nobody')}</p>
            )}
          </>
        )}
      </div>
    </section>
  );
}
