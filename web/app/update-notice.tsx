import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './update-notice.module.css';
import { onUpdateReady, takeUpdate, updateReady } from './worker-registration.ts';

/** «Есть новая версия»: offered, never forced; what is written in the form survives the reload. */
export function UpdateNotice() {
  const { t } = useTranslation('app');
  const ready = useSyncExternalStore(onUpdateReady, updateReady);
  const [later, setLater] = useState(false);
  return (
    <div role="status">
      {ready && !later && (
        <div className={styles.notice}>
          <span>{t('update.text')}</span>
          <button type="button" className={styles.now} onClick={takeUpdate}>
            {t('update.now')}
          </button>
          <button type="button" className={styles.later} onClick={() => setLater(true)}>
            {t('update.later')}
          </button>
        </div>
      )}
    </div>
  );
}
