import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PHOTO_BYTES_MAX, PHOTOS_MAX } from '../../contract/index.ts';
import { describeError } from '../api/problem-error.ts';
import { type DraftPhoto, newKey } from './draft.ts';
import styles from './portal.module.css';
import { shrinkPhoto, uploadPhoto } from './upload-photo.ts';

interface Sending {
  key: string;
  file: File;
  preview: string;
  share: number;
  error: string | null;
  abort: AbortController;
}

interface PhotoFieldProps {
  photos: readonly DraftPhoto[];
  onChange: (change: (photos: DraftPhoto[]) => DraftPhoto[]) => void;
  /** True while something is on its way: sending the appeal waits. */
  onBusy: (busy: boolean) => void;
}

/** Up to five photos: chosen or taken, seen, removed; each travels at once, by itself, with «again» when it fails. */
export function PhotoField({ photos, onChange, onBusy }: PhotoFieldProps) {
  const { t } = useTranslation('portal');
  const id = useId();
  const [sending, setSending] = useState<Sending[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  // Previews of this visit; after a reload a photo is only a name.
  const previews = useRef(new Map<string, string>());
  const left = PHOTOS_MAX - photos.length - sending.length;

  const busy = sending.some((each) => each.error === null);
  useEffect(() => onBusy(busy), [busy, onBusy]);

  const patch = (key: string, part: Partial<Sending>) =>
    setSending((all) => all.map((each) => (each.key === key ? { ...each, ...part } : each)));
  const drop = (key: string) => setSending((all) => all.filter((each) => each.key !== key));

  const start = async (entry: Sending) => {
    patch(entry.key, { error: null, share: 0 });
    try {
      const blob = await shrinkPhoto(entry.file);
      if (blob.size > PHOTO_BYTES_MAX) {
        drop(entry.key);
        setRefused(t('photo.tooBig', { name: entry.file.name }));
        return;
      }
      const done = await uploadPhoto(
        blob,
        entry.file.name,
        (share) => patch(entry.key, { share }),
        entry.abort.signal,
      );
      previews.current.set(done.id, entry.preview);
      drop(entry.key);
      onChange((all) => [...all, { id: done.id, name: entry.file.name }].slice(0, PHOTOS_MAX));
    } catch (error) {
      if (!entry.abort.signal.aborted) patch(entry.key, { error: describeError(error).title });
    }
  };

  const add = (files: File[]) => {
    const images = files.filter((file) => file.type.startsWith('image/') || file.type === '');
    setRefused(
      images.length < files.length ? t('photo.notImage') : images.length > left ? t('photo.tooMany') : null,
    );
    const entries = images.slice(0, Math.max(0, left)).map((file) => ({
      key: newKey(),
      file,
      preview: URL.createObjectURL(file),
      share: 0,
      error: null,
      abort: new AbortController(),
    }));
    setSending((all) => [...all, ...entries]);
    for (const entry of entries) void start(entry);
  };

  return (
    <fieldset className={styles.photos} aria-describedby={`${id}-hint`}>
      <legend className={styles.label}>{t('photo.label')}</legend>
      <p id={`${id}-hint`} className={styles.hint}>
        {t('photo.hint')}
      </p>
      <ul className={styles.photoList}>
        {photos.map((photo) => (
          <li key={photo.id} className={styles.photo}>
            <Preview src={previews.current.get(photo.id)} name={photo.name} />
            <button
              type="button"
              className={styles.photoRemove}
              aria-label={t('photo.remove', { name: photo.name })}
              onClick={() => onChange((all) => all.filter((each) => each.id !== photo.id))}
            >
              ×
            </button>
          </li>
        ))}
        {sending.map((each) => (
          <li key={each.key} className={styles.photo} data-error={each.error ? true : undefined}>
            <Preview src={each.preview} name={each.file.name} />
            {each.error === null ? (
              <progress
                value={each.share}
                max={1}
                aria-label={t('photo.sending', { name: each.file.name })}
              />
            ) : (
              <button type="button" className={styles.photoAgain} onClick={() => void start(each)}>
                {t('photo.again')}
              </button>
            )}
            <button
              type="button"
              className={styles.photoRemove}
              aria-label={t('photo.remove', { name: each.file.name })}
              onClick={() => {
                each.abort.abort();
                drop(each.key);
              }}
            >
              ×
            </button>
          </li>
        ))}
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
                  add([...(event.target.files ?? [])]);
                  event.target.value = '';
                }}
              />
            </label>
          </li>
        )}
      </ul>
      <p className={styles.error} role="alert">
        {refused ?? sending.find((each) => each.error)?.error}
      </p>
    </fieldset>
  );
}

function Preview({ src, name }: { src: string | undefined; name: string }) {
  return src ? <img src={src} alt={name} /> : <span className={styles.photoName}>{name}</span>;
}
