import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { LetterheadForm } from './letterhead-form.tsx';
import { PostList } from './post-list.tsx';
import styles from './post-page.module.css';

const VIEWS = ['to_print', 'sent', 'letterhead'] as const;

/** Почта: letters for those who asked for paper — printed together, marked as sent, found again; and what the letterhead says. */
export function PostPage() {
  const { t } = useTranslation('letters');
  const { search, change } = useAddressSearch();
  const view = VIEWS.find((each) => each === search.view) ?? 'to_print';
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('post.title')}</h1>
          <p>{t('post.lead')}</p>
        </div>
        <SegmentedRadioGroup
          aria-label={t('post.title')}
          value={view}
          onUpdate={(next) => change({ view: next === 'to_print' ? undefined : next, body: undefined })}
          options={VIEWS.map((value) => ({ value, content: t(`post.view.${value}`) }))}
        />
      </header>
      {view === 'letterhead' ? <LetterheadForm /> : <PostList key={view} state={view} />}
    </div>
  );
}
