import type { FileAppeal, FiledAppeal } from '../../contract/index.ts';
import type { Draft } from '../portal/draft.ts';
import { dropPhotos, photoBytes } from './kept-photos.ts';
import type { KeptStore } from './kept-store.ts';

/** An appeal that found no network. */
export interface WaitingAppeal {
  /** The Idempotency-Key it was and will be sent with. */
  key: string;
  draft: Draft;
  source?: FileAppeal['source'];
  at: string;
  /** A request has left and its answer did not come: it may be filed already, so its words must not change. */
  tried: boolean;
  /** The server's definite no. */
  refused: { title: string; detail?: string } | null;
}

/** One that was sent while nobody looked: number and link, until it is put away. */
export interface SentAppeal {
  key: string;
  at: string;
  filed: FiledAppeal;
  /** Names of photos that the server did not take. */
  lostPhotos: string[];
}

export const WAITING_MAX = 5;
export const WAITING_BYTES_MAX = 40_000_000;
const SENT_MAX = 10;
const [WAITING, SENT] = ['waiting', 'sent'];

export const readWaiting = async (store: KeptStore) => (await store.get<WaitingAppeal[]>(WAITING!)) ?? [];
export const readSent = async (store: KeptStore) => (await store.get<SentAppeal[]>(SENT!)) ?? [];

/** @returns `full` and `heavy` at the bounds: nothing was kept */
export async function enqueue(store: KeptStore, item: WaitingAppeal): Promise<'kept' | 'full' | 'heavy'> {
  const present = (await readWaiting(store)).filter((each) => each.key !== item.key);
  if (present.length >= WAITING_MAX) return 'full';
  const photos = [...present, item].flatMap((each) => each.draft.photos);
  if ((await photoBytes(store, photos)) > WAITING_BYTES_MAX) return 'heavy';
  await store.update<WaitingAppeal[]>(WAITING!, (before = []) => [
    ...before.filter((each) => each.key !== item.key),
    item,
  ]);
  return 'kept';
}

export async function patchWaiting(
  store: KeptStore,
  key: string,
  part: Partial<WaitingAppeal>,
): Promise<void> {
  await store.update<WaitingAppeal[]>(WAITING!, (before = []) =>
    before.map((each) => (each.key === key ? { ...each, ...part } : each)),
  );
}

/** First among the sent, then out of the waiting: killed in between it is sent again under its key and is the same appeal. */
export async function moveToSent(store: KeptStore, sent: SentAppeal): Promise<void> {
  await store.update<SentAppeal[]>(SENT!, (before = []) =>
    [...before.filter((each) => each.key !== sent.key), sent].slice(-SENT_MAX),
  );
  await removeWaiting(store, sent.key);
}

/** Takes one out, with its photos. */
export async function removeWaiting(store: KeptStore, key: string): Promise<void> {
  const item = await takeWaiting(store, key);
  if (item) await dropPhotos(store, item.draft.photos);
}

/** Takes one out to be written on; its photos stay. @returns null when it is gone or may be filed already */
export async function takeForEdit(store: KeptStore, key: string): Promise<WaitingAppeal | null> {
  const item = (await readWaiting(store)).find((each) => each.key === key);
  return item && !item.tried ? takeWaiting(store, key) : null;
}

async function takeWaiting(store: KeptStore, key: string): Promise<WaitingAppeal | null> {
  let taken: WaitingAppeal | null = null;
  await store.update<WaitingAppeal[]>(WAITING!, (before = []) => {
    taken = before.find((each) => each.key === key) ?? null;
    return before.filter((each) => each.key !== key);
  });
  return taken;
}

export async function putAway(store: KeptStore, key: string): Promise<void> {
  await store.update<SentAppeal[]>(SENT!, (before = []) => before.filter((each) => each.key !== key));
}

/** One at a time over all tabs and the service worker; where a browser has no locks, the key alone keeps an appeal single. */
export async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  return globalThis.navigator?.locks ? navigator.locks.request('otklik.waiting', work) : work();
}
