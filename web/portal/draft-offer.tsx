import { useTranslation } from 'react-i18next';
import ask from './ask.module.css';
import styles from './portal.module.css';
import { usePublicDates } from './public-region.ts';

interface DraftOfferProps {
  /** When it was written, ms. */
  at: number;
  onAccept: () => void;
  onRefuse: () => void;
}

/** What was begun in a tab that is closed: offered without a word of it, for it may be somebody else's. */
export function DraftOffer({ at, onAccept, onRefuse }: DraftOfferProps) {
  const { t } = useTranslation('app');
  const { moment } = usePublicDates();
  return (
    <div className={ask.ask} role="status">
      <span>{t('draft.offer', { at: moment(new Date(at).toISOString()) })}</span>
      <span className={ask.answers}>
        <button type="button" className={styles.secondary} onClick={onAccept}>
          {t('draft.accept')}
        </button>
        <button type="button" className={styles.link} onClick={onRefuse}>
          {t('draft.refuse')}
        </button>
      </span>
    </div>
  );
}
