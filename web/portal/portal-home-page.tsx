import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { readPasted } from './follow-token.ts';
import styles from './portal.module.css';
import { PortalLayout } from './portal-layout.tsx';
import { usePublicRegion } from './public-region.ts';
import { useWaiting } from './use-waiting.ts';
import { WaitingList } from './waiting-list.tsx';

/** `/` for whoever is not signed in: report, or look at what has been reported. */
export function PortalHomePage() {
  const { t } = useTranslation('portal');
  const region = usePublicRegion();
  const waiting = useWaiting();
  const navigate = useNavigate();
  const [pasted, setPasted] = useState('');
  const [error, setError] = useState<string>();
  const id = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readPasted(pasted);
    if (read.kind === 'token') void navigate({ to: '/follow/$token', params: { token: read.token } });
    else setError(t(`home.${read.kind}`));
  };
  return (
    <PortalLayout title={t('home.title')}>
      <WaitingList waiting={waiting} />
      <h1 className={styles.h1}>{region ? t('home.heading', { where: region.nameIn }) : t('home.title')}</h1>
      <p className={styles.lead}>{t('home.lead')}</p>
      <p>
        <Link to="/report" className={styles.primary}>
          {t('home.report')}
        </Link>
      </p>
      <form className={styles.card} onSubmit={submit} noValidate>
        <h2 className={styles.h2}>{t('home.follow')}</h2>
        <Field id={id} label={t('home.pasteLabel')} hint={t('home.pasteHint')} error={error}>
          {(field) => (
            <input
              {...field}
              className={styles.input}
              value={pasted}
              onChange={(event) => {
                setPasted(event.target.value);
                setError(undefined);
              }}
              autoComplete="off"
              spellCheck={false}
            />
          )}
        </Field>
        <button type="submit" className={styles.secondary}>
          {t('home.show')}
        </button>
      </form>
      <p className={styles.quiet}>{t('home.how')}</p>
      <p>
        <a href="/how">{t('home.where')}</a>
      </p>
    </PortalLayout>
  );
}
