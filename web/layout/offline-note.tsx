import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format.ts';
import { copyShownAt, onCopyShown } from '../offline/staff-copies.ts';
import styles from './offline-note.module.css';

/** «Нет связи»: what stands on the screen was seen then; what is written is kept and leaves by itself. */
export function OfflineNote() {
  const { t } = useTranslation('app');
  const at = useSyncExternalStore(onCopyShown, copyShownAt);
  const format = useFormat();
  return (
    <div role="status">
      {at !== null && (
        <p className={styles.note}>{t('staff.offline', { at: format.moment(new Date(at).toISOString()) })}</p>
      )}
    </div>
  );
}
