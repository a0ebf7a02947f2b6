import { useCallback, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Draft } from './draft.ts';
import { Field } from './field.tsx';
import { PhotoField } from './photo-field.tsx';
import type { PhotoPlace } from './photo-place.ts';
import { PlaceFromPhoto } from './place-from-photo.tsx';
import styles from './portal.module.css';
import type { PhotosChange } from './use-photos.ts';

interface ContactStepProps {
  draft: Draft;
  errors: Partial<Record<'email' | 'phone' | 'name', string>>;
  onChange: (patch: Partial<Draft> | ((draft: Draft) => Partial<Draft>)) => void;
  onBusy: (busy: boolean) => void;
}

const FIELDS = [
  { key: 'name', type: 'text', complete: 'name', mode: undefined },
  { key: 'phone', type: 'tel', complete: 'tel', mode: 'tel' },
  { key: 'email', type: 'email', complete: 'email', mode: 'email' },
] as const;

/** Photos and, only if one wishes, how to reach back. */
export function ContactStep({ draft, errors, onChange, onBusy }: ContactStepProps) {
  const { t } = useTranslation('portal');
  const id = useId();
  const [place, setPlace] = useState<PhotoPlace | null>(null);
  const changePhotos = useCallback<PhotosChange>(
    (change) => onChange((now) => ({ photos: change(now.photos) })),
    [onChange],
  );
  return (
    <>
      <PhotoField photos={draft.photos} onChange={changePhotos} onPlace={setPlace} onBusy={onBusy} />
      {place && (
        <PlaceFromPhoto place={place} draft={draft} onTake={onChange} onDismiss={() => setPlace(null)} />
      )}
      <fieldset className={styles.contact}>
        <legend className={styles.label}>{t('contact.label')}</legend>
        <p className={styles.hint}>{t('contact.hint')}</p>
        {FIELDS.map(({ key, type, complete, mode }) => (
          <Field key={key} id={`${id}-${key}`} label={t(`contact.${key}`)} error={errors[key]}>
            {(field) => (
              <input
                {...field}
                className={styles.input}
                type={type}
                inputMode={mode}
                autoComplete={complete}
                maxLength={key === 'phone' ? 40 : 200}
                value={draft[key]}
                onChange={(event) => onChange({ [key]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </fieldset>
    </>
  );
}
