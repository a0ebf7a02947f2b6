import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { CallBackList } from './call-back-list.tsx';
import { CallFigures } from './call-figures.tsx';
import { CallImport } from './call-import.tsx';
import styles from './calls-page.module.css';

const VIEWS = ['back', 'closed', 'summary', 'import'] as const;

/** Звонки: whom to call back, figures of the line, and a journal of the exchange taken in. */
export function CallsPage() {
  const { t } = useTranslation('calls');
  const { search, change } = useAddressSearch();
  const mayImport = useMay('channels.manage');
  const views = VIEWS.filter((view) => view !== 'import' || mayImport);
  const view = views.find((each) => each === search.view) ?? 'back';
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
        </div>
        <SegmentedRadioGroup
          aria-label={t('title')}
          value={view}
          onUpdate={(next) => change({ view: next === 'back' ? undefined : next })}
          options={views.map((value) => ({ value, content: t(`view.${value}`) }))}
        />
      </header>
      {view === 'back' && <CallBackList key="open" state="open" />}
      {view === 'closed' && <CallBackList key="closed" state="closed" />}
      {view === 'summary' && <CallFigures />}
      {view === 'import' && <CallImport />}
    </div>
  );
}
