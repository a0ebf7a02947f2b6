import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './follow.module.css';
import portal from './portal.module.css';

interface FollowFormProps {
  /** Of the field, which says of itself `aria-describedby={`${id}-hint`}`. */
  id: string;
  title: string;
  hint: ReactNode;
  /** The field itself. */
  children: ReactNode;
  /** What is wrong with it; null while nothing is. */
  error: string | null;
  /** What the button says. */
  press: string;
  busy: boolean;
  onSubmit: () => void;
  onCancel?: () => void;
}

/** One question to the resident: what is asked and why, the field, what is wrong with it, the button. */
export function FollowForm(props: FollowFormProps) {
  const { id, title, hint, children, error, press, busy, onSubmit, onCancel } = props;
  const { t } = useTranslation('portal');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={styles.panel} noValidate onSubmit={submit}>
      <label className={portal.label} htmlFor={id}>
        {title}
      </label>
      <div id={`${id}-hint`} className={portal.hint}>
        {hint}
      </div>
      {children}
      {error !== null && (
        <p className={portal.error} role="alert">
          {error}
        </p>
      )}
      <div className={portal.row}>
        <button type="submit" className={portal.primary} disabled={busy}>
          {press}
        </button>
        {onCancel && (
          <button type="button" className={portal.secondary} onClick={onCancel}>
            {t('follow.cancel')}
          </button>
        )}
      </div>
    </form>
  );
}
