import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PHOTOS_MAX } from '../../contract/index.ts';
import type { DraftPhoto } from './draft.ts';
import type { PhotoPlace } from './photo-place.ts';
import styles from './portal.module.css';
import { type PhotosChange, usePhotos } from './use-photos.ts';

interface PhotoFieldProps {
  photos: readonly DraftPhoto[];
  onChange: PhotosChange;
  onPlace: (place: PhotoPlace) => void;
  /** True while something is on its way: sending the appeal waits. */
  onBusy: (busy: boolean) => void;
}

/** Up to five photos: chosen or taken, seen, removed; each travels at once, by itself, or waits for the network. */
export function PhotoField({ photos, onChange, onPlace, onBusy }: PhotoFieldProps) {
  const { t } = useTranslation(['portal', 'app']);
  const id = useId();
  const [refused, setRefused] = useState<string | null>(null);
  const { states, previews, tooBig, busy, add, remove, again } = usePhotos({ photos, onChange, onPlace });
  const left = PHOTOS_MAX - photos.length;
  useEffect(() => onBusy(busy), [busy, onBusy]);

  const choose = (files: File[]) => {
    const images = files.filter((file) => file.type.startsWith('image/') || file.type === '');
    setRefused(
      images.length < files.length ? t('photo.notImage') : images.length > left ? t('photo.tooMany') : null,
    );
    void add(images.slice(0, Math.max(0, left)));
  };
  const failed = photos.map(({ key }) => states.get(key)?.error).find(Boolean);
  const waits = photos.some(({ key }) => states.get(key)?.waits);

  return (
    <fieldset className={styles.photos} aria-describedby={`${id}-hint`}>
      <legend className={styles.label}>{t('photo.label')}</legend>
      <p id={`${id}-hint`} className={styles.hint}>
        {t('photo.hint')}
      </p>
      <ul className={styles.photoList}>
        {photos.map((photo) => {
          const state = states.get(photo.key);
          return (
            <li key={photo.key} className={styles.photo} data-error={state?.error ? true : undefined}>
              <Preview src={previews.get(photo.key)} name={photo.name} />
              {photo.id === null && state && !state.error && !state.waits && (
                <progress value={state.share} max={1} aria-label={t('photo.sending', { name: photo.name })} />
              )}
              {state?.error && (
                <button type="button" className={styles.photoAgain} onClick={() => void again(photo)}>
                  {t('photo.again')}
                </button>
              )}
              <button
                type="button"
                className={styles.photoRemove}
                aria-label={t('photo.remove', { name: photo.name })}
                onClick={() => remove(photo.key)}
              >
                ×
              </button>
            </li>
          );
        })}
        {left > 0 && (
          <li>
            <label className={styles.photoAdd}>
              <span aria-hidden>+</span>
              {t('photo.add')}
              <input
                type="file"
                accept="image/*"
                multiple
                className="o-visually-hidden"
                onChange={(event) => {
                  choose([...(event.target.files ?? [])]);
                  event.target.value = '';
                }}
              />
            </label>
          </li>
        )}
      </ul>
      {waits && (
        <p className={styles.hint} role="status">
          {t('app:waiting.photoWaits')}
        </p>
      )}
      <p className={styles.error} role="alert">
        {tooBig ? t('photo.tooBig', { name: tooBig }) : (refused ?? failed)}
      </p>
    </fieldset>
  );
}

function Preview({ src, name }: { src: string | undefined; name: string }) {
  return src ? <img src={src} alt={name} /> : <span className={styles.photoName}>{name}</span>;
}
