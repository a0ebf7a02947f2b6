import type { PushNote } from '../../contract/push.ts';
import type { KeptStore } from '../offline/kept-store.ts';

/** Cases whose news come to this browser: number → token of their page. The links stay here, no notification carries one. */
export type Followed = Record<string, string>;

const FOLLOWED = 'followed';
const FOLLOWED_MAX = 100;

export const readFollowed = async (store: KeptStore): Promise<Followed> =>
  (await store.get<Followed>(FOLLOWED)) ?? {};

export async function keepFollowed(store: KeptStore, number: string, token: string): Promise<void> {
  await store.update<Followed>(FOLLOWED, (before = {}) =>
    Object.fromEntries(
      [...Object.entries(before).filter(([each]) => each !== number), [number, token]].slice(-FOLLOWED_MAX),
    ),
  );
}

/** @returns how many are still followed */
export async function dropFollowed(store: KeptStore, number: string): Promise<number> {
  let left = 0;
  await store.update<Followed>(FOLLOWED, (before = {}) => {
    const rest = Object.fromEntries(Object.entries(before).filter(([each]) => each !== number));
    left = Object.keys(rest).length;
    return rest;
  });
  return left;
}

/** @returns null for what we did not send */
export function noteOf(data: { json(): unknown } | null): PushNote | null {
  try {
    const note = data?.json() as Partial<PushNote> | null;
    const known = [note?.number, note?.text, note?.news].every((part) => typeof part === 'string');
    return known ? (note as PushNote) : null;
  } catch {
    return null;
  }
}

/** Page that a notification opens; the first one where the browser has forgotten the link. */
export async function pageOfNote(store: KeptStore, data: unknown): Promise<string> {
  const number = (data as { number?: unknown } | null)?.number;
  const token = typeof number === 'string' ? (await readFollowed(store))[number] : undefined;
  return token ? `/follow/${encodeURIComponent(token)}` : '/';
}

/** The browser has changed its address: every case it follows is told the new one. */
export async function renewSubscriptions(
  store: KeptStore,
  registration: ServiceWorkerRegistration,
  before: PushSubscription | null,
): Promise<void> {
  const key = before?.options.applicationServerKey;
  if (!key) return;
  const fresh = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  for (const token of Object.values(await readFollowed(store))) {
    await fetch(`/api/follow/${encodeURIComponent(token)}/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(subscriptionBody(fresh)),
    });
  }
}

/** What the server is told of a subscription. */
export function subscriptionBody(subscription: PushSubscription) {
  const { endpoint, keys } = subscription.toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' } };
}
