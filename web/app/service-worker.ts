/**
 * What stands between the pages and the network. Keeps the program itself (files named by their content, and one empty page to put
 * it in), so that it opens in a cellar; shows notifications; sends what waits when the network is back.
 * Invariant: no answer of the API and no page with anybody's data is ever kept; what is not ours to keep is not touched at all.
 */
import { keptStore } from '../offline/kept-store.ts';
import { sendWaiting } from '../offline/send-waiting.ts';
import { noteOf, pageOfNote, renewSubscriptions } from './notes.ts';
import { isAsset, isView } from './own-addresses.ts';
import { SYNC_TAG, WAITING_CHANNEL } from './waiting-channel.ts';
import type { WorkerScope } from './worker-scope.ts';

/** Put in by the build: a name that changes with the content, and what must be there before the network goes. */
declare const BUILD: { version: string; files: string[]; staffFiles: string[] };
declare const self: WorkerScope;

const PREFIX = 'otklik-app-';
const CACHE = `${PREFIX}${BUILD.version}`;
const SHELL = '/index.html';
/** A page that does not come within this is shown from what is kept: a cellar's network answers late rather than never. */
const PAGE_WITHIN_MS = 4000;
const FILES_MAX = 200;

self.addEventListener('install', (event) => event.waitUntil(keepProgram()));

async function keepProgram(): Promise<void> {
  const cache = await caches.open(CACHE);
  // The page is asked for anew; files named by their content may come from the browser's own cache.
  await cache.add(new Request(SHELL, { cache: 'reload' }));
  await cache.addAll(BUILD.files);
}

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) {
        if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
      }
      await self.clients.claim();
    })(),
  );
});

self.addEventListener('message', ({ data }) => {
  // The person has agreed to the new version.
  if (data === 'take-over') void self.skipWaiting();
  // Somebody of the staff works on this phone: his pages must open in a cellar too.
  if (data === 'keep-staff-pages')
    void caches.open(CACHE).then((cache) => keepMissing(cache, BUILD.staffFiles));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (isAsset(url)) event.respondWith(file(request));
  else if (BUILD.files.includes(url.pathname)) event.respondWith(picture(request));
  else if (request.mode === 'navigate' && isView(url)) event.respondWith(page(request));
});

async function keepMissing(cache: Cache, files: readonly string[]): Promise<void> {
  for (const name of files) if (!(await cache.match(name))) await cache.add(name).catch(() => undefined);
}

/** Named by its content: what is kept is right for ever. */
async function file(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200 && (await cache.keys()).length < FILES_MAX)
    await cache.put(request, answer.clone());
  return answer;
}

/** A picture keeps its name when it changes: what is kept stands in only where there is no network. */
async function picture(request: Request): Promise<Response> {
  return fetch(request).catch(async () => (await caches.match(request)) ?? Response.error());
}

async function page(request: Request): Promise<Response> {
  const kept = async () => (await (await caches.open(CACHE)).match(SHELL)) ?? Response.error();
  const asked = fetch(request);
  const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), PAGE_WITHIN_MS));
  try {
    return (await Promise.race([asked, late])) ?? (await kept());
  } catch {
    return kept();
  }
}

self.addEventListener('push', (event) => {
  const note = noteOf(event.data);
  if (!note) return;
  event.waitUntil(
    self.registration.showNotification(`№ ${note.number}`, {
      body: note.text,
      tag: note.number,
      icon: '/icon-192.png',
      badge: '/badge-96.png',
      lang: 'ru',
      data: { number: note.number },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(
    (async () => {
      const address = await pageOfNote(keptStore(), event.notification.data);
      const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      const there = open.find(({ url }) => new URL(url).pathname === address);
      await (there ? there.focus() : self.clients.openWindow(address));
    })(),
  );
});

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renewSubscriptions(keptStore(), self.registration, event.oldSubscription));
});

self.addEventListener('sync', (event) => {
  if (event.tag !== SYNC_TAG) return;
  event.waitUntil(
    (async () => {
      const channel = new BroadcastChannel(WAITING_CHANNEL);
      const left = await sendWaiting({
        store: keptStore(),
        fetch: (...request) => fetch(...request),
        now: Date.now,
        changed: () => channel.postMessage('changed'),
      });
      channel.close();
      // A rejection makes the browser try again later.
      if (left > 0) throw new Error(`${left} still wait`);
    })(),
  );
});
