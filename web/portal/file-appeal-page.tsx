import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddressSearch } from '../filters/use-address-search.ts';
import { ContactStep } from './contact-step.tsx';
import { checkDraft, type DraftErrors, isBlank } from './draft.ts';
import { DraftOffer } from './draft-offer.tsx';
import { emergencyWords } from './emergency-words.ts';
import { FiledNotice } from './filed-notice.tsx';
import styles from './portal.module.css';
import { PortalLayout } from './portal-layout.tsx';
import { useFiling } from './use-filing.ts';
import { WaitingList } from './waiting-list.tsx';
import { WhatStep } from './what-step.tsx';
import { WhereStep } from './where-step.tsx';

const STEPS = ['what', 'where', 'photo'] as const;

/** Filing in three screens: what, where, photos and contact. The step stands in the address, so Back goes a step back. */
export function FileAppealPage() {
  const { t } = useTranslation(['portal', 'app']);
  const { search, change: changeAddress } = useAddressSearch();
  const { draft, change, send, state, refusal, filed, another, queued, kept, waiting, resume, erase } =
    useFiling({
      full: { title: t('app:waiting.full.title'), detail: t('app:waiting.full.detail') },
      heavy: { title: t('app:waiting.heavy.title'), detail: t('app:waiting.heavy.detail') },
    });
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);

  const errors = checkDraft(draft);
  // A link to the third screen without a word written begins at the beginning.
  const step = errors.text
    ? 0
    : Math.max(0, STEPS.indexOf((search.step ?? 'what') as (typeof STEPS)[number]));
  const shown = (key: keyof DraftErrors): string | undefined => {
    const own = tried ? errors[key] : undefined;
    return own ? t(`error.${own}`) : refusal?.errors[key === 'text' ? 'text' : `contact.${key}`];
  };
  const first = useRef(true);
  // Each new step is read from its heading.
  useEffect(() => {
    if (first.current) first.current = false;
    else heading.current?.focus();
    window.scrollTo(0, 0);
  }, [step]);

  const focusFirstError = () =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const blocking = step === 0 ? errors.text : step === 2 ? errors.email || errors.phone : undefined;
    setTried(blocking !== undefined);
    if (blocking) focusFirstError();
    else if (step < 2) changeAddress({ step: STEPS[step + 1] });
    else if (!busy && state === 'idle') void send();
  };

  if (filed)
    return (
      <PortalLayout title={t('filed.title')}>
        <FiledNotice
          filed={filed}
          onAnother={() => {
            another();
            changeAddress({ step: undefined });
          }}
        />
      </PortalLayout>
    );
  const edit = (item: Parameters<typeof resume>[0]) => {
    resume(item);
    changeAddress({ step: undefined });
  };
  if (queued)
    return (
      <PortalLayout title={t('app:waiting.title')}>
        <WaitingList waiting={waiting} onEdit={edit} headingLevel="h1" />
        <button
          type="button"
          className={styles.link}
          onClick={() => {
            another();
            changeAddress({ step: undefined });
          }}
        >
          {t('filed.another')}
        </button>
      </PortalLayout>
    );
  return (
    <PortalLayout title={t('report.title')}>
      {step === 0 && <WaitingList waiting={waiting} onEdit={isBlank(draft) ? edit : undefined} />}
      {step === 0 && kept.offeredAt !== null && (
        <DraftOffer at={kept.offeredAt} onAccept={kept.accept} onRefuse={kept.refuse} />
      )}
      <form ref={form} onSubmit={submit} noValidate>
        <p className={styles.step}>{t('report.step', { n: step + 1, of: STEPS.length })}</p>
        <progress className={styles.steps} value={step + 1} max={STEPS.length} aria-hidden />
        <h1 className={styles.h1} ref={heading} tabIndex={-1}>
          {t(`report.heading.${STEPS[step]}`)}
        </h1>
        {step === 0 && <WhatStep draft={draft} error={shown('text')} onChange={change} />}
        {step === 1 && <WhereStep draft={draft} onChange={change} />}
        {step === 2 && (
          <ContactStep
            draft={draft}
            errors={{ email: shown('email'), phone: shown('phone') }}
            onChange={change}
            onBusy={setBusy}
          />
        )}
        {step === 2 && emergencyWords(draft.text) !== null && (
          <p className={styles.emergency}>
            {t('emergency')} <a href="tel:112">112</a>
          </p>
        )}
        <div role="alert">
          {refusal && (
            <p className={styles.refusal}>
              <b>{refusal.title}.</b> {refusal.detail} {refusal.unsure && t('report.unsure')}
            </p>
          )}
        </div>
        <div className={styles.row}>
          <button
            type="submit"
            className={styles.primary}
            disabled={state !== 'idle' || (step === 2 && busy)}
          >
            {step === 0 && t('report.next')}
            {step === 1 && (draft.municipality || draft.address.trim() ? t('report.next') : t('report.skip'))}
            {step === 2 &&
              t(
                busy
                  ? 'report.photosOnTheWay'
                  : state === 'retrying'
                    ? 'report.retrying'
                    : state === 'sending'
                      ? 'report.sending'
                      : 'report.send',
              )}
          </button>
          {step > 0 && (
            <button
              type="button"
              className={styles.secondary}
              onClick={() => changeAddress({ step: step === 1 ? undefined : STEPS[step - 1] })}
            >
              {t('report.back')}
            </button>
          )}
        </div>
        <p className={styles.quiet}>
          {t(step === 2 ? 'report.consent' : 'report.kept')}{' '}
          {step < 2 && !isBlank(draft) && (
            <button type="button" className={styles.link} onClick={() => void erase()}>
              {t('app:draft.erase')}
            </button>
          )}
        </p>
      </form>
    </PortalLayout>
  );
}
