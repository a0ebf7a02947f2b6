import type { KeptStore } from './kept-store.ts';

interface KeptPhoto {
  blob: Blob;
  at: number;
}

/** A photo nobody refers to any more is forgotten after this. */
const ORPHAN_MS = 3 * 86_400_000;
const nameOf = (key: string) => `photo:${key}`;

/** Keeps a photo until its appeal is sent. Rejects when the browser has no room. */
export async function keepPhoto(store: KeptStore, key: string, blob: Blob, now: number): Promise<void> {
  await store.set(nameOf(key), { blob, at: now } satisfies KeptPhoto);
}

export async function readPhoto(store: KeptStore, key: string): Promise<Blob | null> {
  return (await store.get<KeptPhoto>(nameOf(key)))?.blob ?? null;
}

export async function dropPhotos(store: KeptStore, photos: readonly { key: string }[]): Promise<void> {
  for (const { key } of photos) await store.del(nameOf(key));
}

export async function photoBytes(store: KeptStore, photos: readonly { key: string }[]): Promise<number> {
  const blobs = await Promise.all(photos.map(({ key }) => readPhoto(store, key)));
  return blobs.reduce((sum, blob) => sum + (blob?.size ?? 0), 0);
}

/** Forgets old photos that are not among these. */
export async function tidyPhotos(
  store: KeptStore,
  used: readonly { key: string }[],
  now: number,
): Promise<void> {
  const names = new Set(used.map(({ key }) => nameOf(key)));
  for (const name of await store.keys()) {
    if (!name.startsWith('photo:') || names.has(name)) continue;
    const kept = await store.get<KeptPhoto>(name);
    if (!kept || now - kept.at > ORPHAN_MS) await store.del(name);
  }
}
