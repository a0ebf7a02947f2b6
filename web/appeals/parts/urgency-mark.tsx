import { useTranslation } from 'react-i18next';
import styles from './marks.module.css';

/** Only what is urgent is marked; the ordinary stays quiet. `always` names the ordinary too. */
export function UrgencyMark({ urgency, always = false }: { urgency: number; always?: boolean }) {
  const { t } = useTranslation('vocabulary');
  if (urgency < 3 && !always) return null;
  const words = t(`urgency.${urgency}`);
  return (
    <span className={styles.urgency} data-level={urgency} title={always ? undefined : words}>
      {always ? words : urgency === 4 ? '‼' : '!'}
      {!always && <span className="o-visually-hidden">{words}</span>}
    </span>
  );
}
