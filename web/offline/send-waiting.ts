import type { FiledAppeal } from '../../contract/index.ts';
import { type DraftPhoto, toAppeal } from '../portal/draft.ts';
import { readPhoto } from './kept-photos.ts';
import type { KeptStore } from './kept-store.ts';
import { moveToSent, oneAtATime, patchWaiting, readWaiting, type WaitingAppeal } from './waiting.ts';

/** Written out: the table of the contract is too heavy for the service worker. A test compares them. */
export const ADDRESSES = { fileAppeal: '/api/appeals', uploadPhoto: '/api/photos' } as const;

/** The server forgets a photo without an appeal after a day. */
const PHOTO_GOOD_MS = 20 * 3_600_000;

export interface Sending {
  store: KeptStore;
  fetch: typeof fetch;
  now(): number;
  /** Something of the list has changed. */
  changed(): void;
}

/** No answer, or none that decides: the rest waits on. */
class NotNow extends Error {
  override name = 'NotNow';
}

/**
 * Sends what waits, oldest first, and stops at the first silence. Each keeps its key whatever happens: an answer lost on the way
 * makes no second appeal.
 *
 * @returns how many are still to be sent
 */
export function sendWaiting(sending: Sending): Promise<number> {
  return oneAtATime(async () => {
    for (const item of await readWaiting(sending.store)) {
      if (item.refused) continue;
      try {
        await sendOne(sending, item);
      } catch (error) {
        if (!(error instanceof NotNow)) throw error;
        break;
      } finally {
        sending.changed();
      }
    }
    return (await readWaiting(sending.store)).filter((item) => !item.refused).length;
  });
}

async function sendOne(sending: Sending, item: WaitingAppeal): Promise<void> {
  const { store, now } = sending;
  const { photos, lost } = await sendPhotos(sending, item);
  const draft = { ...item.draft, photos };
  // Marked before it leaves: killed in the middle, it counts as tried.
  await patchWaiting(store, item.key, { draft, tried: true });
  const answer = await ask(sending, ADDRESSES.fileAppeal, {
    headers: { 'content-type': 'application/json', 'idempotency-key': item.key },
    body: JSON.stringify(toAppeal(draft, item.source)),
  });
  const said = (await answer.json().catch(() => null)) as (FiledAppeal & Refusal) | null;
  if (answer.ok && said) {
    const at = new Date(now()).toISOString();
    return moveToSent(store, { key: item.key, at, filed: said, lostPhotos: lost });
  }
  if (answer.ok) throw new NotNow();
  // A definite no: nothing was filed, the words may change again.
  await patchWaiting(store, item.key, {
    tried: false,
    refused: { title: said?.title ?? String(answer.status), detail: said?.detail },
  });
}

interface Refusal {
  title?: string;
  detail?: string;
}

async function sendPhotos(
  sending: Sending,
  item: WaitingAppeal,
): Promise<{ photos: DraftPhoto[]; lost: string[] }> {
  const photos: DraftPhoto[] = [];
  const lost: string[] = [];
  for (const photo of item.draft.photos) {
    const fresh = photo.id && sending.now() - (photo.idAt ?? 0) < PHOTO_GOOD_MS;
    // What may be filed already must be repeated word for word.
    const blob = fresh || item.tried ? null : await readPhoto(sending.store, photo.key);
    const id = blob ? await sendPhoto(sending, blob, photo.name) : photo.id;
    if (id === null) lost.push(photo.name);
    else photos.push({ ...photo, id, idAt: blob ? sending.now() : photo.idAt });
    if (blob && id) {
      const left = item.draft.photos.slice(photos.length + lost.length);
      await patchWaiting(sending.store, item.key, { draft: { ...item.draft, photos: [...photos, ...left] } });
    }
  }
  return { photos, lost };
}

/** @returns null when the server will not have it: the appeal goes without it, and says so */
async function sendPhoto(sending: Sending, blob: Blob, name: string): Promise<string | null> {
  const form = new FormData();
  form.append('photo', blob, name);
  const answer = await ask(sending, ADDRESSES.uploadPhoto, { body: form });
  if (!answer.ok) return null;
  const said = (await answer.json().catch(() => null)) as { id?: string } | null;
  if (!said?.id) throw new NotNow();
  return said.id;
}

/** @throws NotNow after silence, overload or a server's own fault */
async function ask({ fetch }: Sending, address: string, request: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, {
      method: 'POST',
      credentials: 'same-origin',
      ...request,
      headers: { accept: 'application/json', ...request.headers },
      signal: AbortSignal.timeout?.(60_000),
    });
  } catch (error) {
    throw new NotNow(String(error));
  }
  if (answer.status >= 500 || answer.status === 429 || answer.status === 408)
    throw new NotNow(`${answer.status}`);
  return answer;
}
