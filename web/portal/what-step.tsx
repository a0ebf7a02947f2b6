import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { TEXT_CHARS_MAX } from '../../contract/index.ts';
import type { Draft } from './draft.ts';
import { emergencyWords } from './emergency-words.ts';
import { Field } from './field.tsx';
import styles from './portal.module.css';

interface WhatStepProps {
  draft: Draft;
  error?: string;
  onChange: (patch: Partial<Draft>) => void;
}

/** «Что случилось?»: one field, what to write in it, and 112 where the words ask for it. */
export function WhatStep({ draft, error, onChange }: WhatStepProps) {
  const { t, i18n } = useTranslation('portal');
  const id = useId();
  const count = draft.text.length;
  const danger = emergencyWords(draft.text) !== null;
  const number = new Intl.NumberFormat(i18n.language);
  return (
    <>
      <Field id={id} label={t('what.label')} hint={t('what.hint')} error={error}>
        {(field) => (
          <textarea
            {...field}
            className={styles.textarea}
            rows={7}
            maxLength={TEXT_CHARS_MAX}
            value={draft.text}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        )}
      </Field>
      <p className={styles.counter} data-near={count > TEXT_CHARS_MAX * 0.9 || undefined}>
        {t('what.counter', { n: number.format(count), max: number.format(TEXT_CHARS_MAX) })}
      </p>
      <div role="alert">
        {danger && (
          <p className={styles.emergency}>
            {t('emergency')} <a href="tel:112">112</a>
          </p>
        )}
      </div>
    </>
  );
}
