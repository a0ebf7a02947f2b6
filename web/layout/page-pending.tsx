import { useTranslation } from 'react-i18next';
import { Bars } from './bars.tsx';

/** What is coming, shown only when it takes longer than 300 ms. */
export function PagePending() {
  const { t } = useTranslation('shell');
  return (
    <div role="status" aria-label={t('loading')}>
      <Bars rows={12} />
    </div>
  );
}
