import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import { useMay } from '../api/session.ts';
import { useAddressSearch } from '../filters/use-address-search.ts';
import styles from './channels-page.module.css';
import { ConnectionsView } from './connections-view.tsx';
import { FiguresView } from './figures-view.tsx';

const VIEWS = ['figures', 'connections'] as const;
type View = (typeof VIEWS)[number];

/** Каналы: how each of them does, and for whoever looks after them the connections themselves. */
export function ChannelsPage() {
  const { t } = useTranslation('channels');
  const { search, change } = useAddressSearch();
  const mayManage = useMay('channels.manage');
  const view: View = mayManage && search.view === 'connections' ? 'connections' : 'figures';
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <h1>{t('title')}</h1>
        {mayManage && (
          <SegmentedRadioGroup
            size="m"
            aria-label={t('title')}
            value={view}
            onUpdate={(next) => change({ view: next === 'figures' ? undefined : next })}
            options={VIEWS.map((value) => ({ value, content: t(`tab.${value}`) }))}
          />
        )}
      </div>
      {view === 'figures' ? <FiguresView /> : <ConnectionsView />}
    </div>
  );
}
