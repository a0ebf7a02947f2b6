import { useCallback, useEffect, useRef, useState } from 'react';
import { PHOTO_BYTES_MAX, PHOTOS_MAX } from '../../contract/index.ts';
import { describeError, ProblemError } from '../api/problem-error.ts';
import { dropPhotos, keepPhoto, readPhoto } from '../offline/kept-photos.ts';
import { browserStore } from './browser-store.ts';
import { type DraftPhoto, newKey } from './draft.ts';
import { type PhotoPlace, placeOfPhoto } from './photo-place.ts';
import { shrinkPhoto, uploadPhoto } from './upload-photo.ts';

/** How one photo is doing: on its way, refused, or waiting for the network in this browser. */
export interface PhotoState {
  share: number;
  error: string | null;
  waits: boolean;
  abort: AbortController;
}

export type PhotosChange = (change: (photos: DraftPhoto[]) => DraftPhoto[]) => void;

/** Where a browser keeps nothing, photos live as long as the page. */
const inMemory = new Map<string, Blob>();

interface PhotosOptions {
  photos: readonly DraftPhoto[];
  onChange: PhotosChange;
  onPlace: (place: PhotoPlace) => void;
}

/**
 * Photos of a draft: made smaller, kept in this browser until the appeal is sent, and sent ahead by themselves; one that finds no
 * network waits here and goes with the appeal.
 */
export function usePhotos({ photos, onChange, onPlace }: PhotosOptions) {
  const [states, setStates] = useState<ReadonlyMap<string, PhotoState>>(new Map());
  const [previews, setPreviews] = useState<ReadonlyMap<string, string>>(new Map());
  const [tooBig, setTooBig] = useState<string | null>(null);
  const started = useRef(new Set<string>());

  const patch = useCallback((key: string, part: Partial<PhotoState> | null) => {
    setStates((before) => {
      const next = new Map(before);
      if (part)
        next.set(key, {
          share: 0,
          error: null,
          waits: false,
          abort: new AbortController(),
          ...before.get(key),
          ...part,
        });
      else next.delete(key);
      return next;
    });
  }, []);

  const send = useCallback(
    async ({ key, name }: DraftPhoto) => {
      const blob = await blobOf(key);
      if (!blob) return onChange((all) => all.filter((each) => each.key !== key));
      if (browserStore && !navigator.onLine) return patch(key, { waits: true, error: null });
      const abort = new AbortController();
      patch(key, { abort, share: 0, error: null, waits: false });
      try {
        const done = await uploadPhoto(blob, name, (share) => patch(key, { share }), abort.signal);
        onChange((all) =>
          all.map((each) => (each.key === key ? { ...each, id: done.id, idAt: Date.now() } : each)),
        );
        patch(key, null);
      } catch (error) {
        if (abort.signal.aborted) return;
        const silent = browserStore !== null && error instanceof ProblemError && error.status === 0;
        patch(key, silent ? { waits: true } : { error: describeError(error).title });
      }
    },
    [onChange, patch],
  );

  // Those that have not travelled set out: chosen just now, or before the page was loaded anew.
  useEffect(() => {
    for (const photo of photos) {
      if (photo.id !== null || started.current.has(photo.key)) continue;
      started.current.add(photo.key);
      void send(photo);
    }
  }, [photos, send]);
  useEffect(() => {
    const again = () => {
      for (const photo of photos) if (states.get(photo.key)?.waits) void send(photo);
    };
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [photos, states, send]);

  useEffect(() => {
    for (const { key } of photos) {
      if (previews.has(key)) continue;
      void blobOf(key).then((blob) => {
        if (blob) setPreviews((before) => new Map(before).set(key, URL.createObjectURL(blob)));
      });
    }
  }, [photos, previews]);

  const add = async (files: readonly File[]) => {
    setTooBig(null);
    for (const file of files) {
      const place = await placeOfPhoto(file);
      const blob = await shrinkPhoto(file);
      if (blob.size > PHOTO_BYTES_MAX) {
        setTooBig(file.name);
        continue;
      }
      if (place) onPlace(place);
      const key = newKey();
      await keepBlob(key, blob);
      onChange((all) => [...all, { key, id: null, name: file.name }].slice(0, PHOTOS_MAX));
    }
  };
  const remove = (key: string) => {
    states.get(key)?.abort.abort();
    patch(key, null);
    inMemory.delete(key);
    if (browserStore) void dropPhotos(browserStore, [{ key }]).catch(() => undefined);
    onChange((all) => all.filter((each) => each.key !== key));
  };
  const busy = photos.some(({ key, id }) => {
    const state = states.get(key);
    return id === null && !state?.error && !state?.waits;
  });
  return { states, previews, tooBig, busy, add, remove, again: send };
}

async function keepBlob(key: string, blob: Blob): Promise<void> {
  try {
    if (!browserStore) throw new Error('nothing is kept here');
    await keepPhoto(browserStore, key, blob, Date.now());
  } catch {
    inMemory.set(key, blob);
  }
}

async function blobOf(key: string): Promise<Blob | null> {
  const kept = await (browserStore && readPhoto(browserStore, key).catch(() => null));
  return kept ?? inMemory.get(key) ?? null;
}
