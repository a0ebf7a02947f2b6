import { useCallback, useEffect, useState } from 'react';
import { SYNC_TAG, WAITING_CHANNEL } from '../app/waiting-channel.ts';
import { sendWaiting } from '../offline/send-waiting.ts';
import {
  oneAtATime,
  putAway,
  readSent,
  readWaiting,
  removeWaiting,
  type SentAppeal,
  takeForEdit,
  type WaitingAppeal,
} from '../offline/waiting.ts';
import { browserStore } from './browser-store.ts';

const AGAIN_MS = 30_000;

export interface Waiting {
  items: WaitingAppeal[];
  sent: SentAppeal[];
  /** A try is under way. */
  trying: boolean;
  tryNow(): void;
  remove(key: string): Promise<void>;
  /** @returns null when it cannot be changed any more */
  edit(key: string): Promise<WaitingAppeal | null>;
  putAway(key: string): Promise<void>;
}

/** What waits for the network, and its sending: on opening, when the network is back, and every half minute while something waits. */
export function useWaiting(): Waiting {
  const [items, setItems] = useState<WaitingAppeal[]>([]);
  const [sent, setSent] = useState<SentAppeal[]>([]);
  const [trying, setTrying] = useState(false);

  const read = useCallback(async () => {
    if (!browserStore) return;
    try {
      setItems(await readWaiting(browserStore));
      setSent(await readSent(browserStore));
    } catch {
      // A browser that keeps nothing has nothing waiting.
    }
  }, []);
  const tryNow = useCallback(() => {
    if (!browserStore) return;
    setTrying(true);
    void sendWaiting({
      store: browserStore,
      fetch: (...request) => fetch(...request),
      now: Date.now,
      changed: tellAll,
    })
      .catch(() => 0)
      .finally(() => {
        setTrying(false);
        void read();
      });
  }, [read]);

  useEffect(() => {
    const channel = 'BroadcastChannel' in window ? new BroadcastChannel(WAITING_CHANNEL) : null;
    if (channel) channel.onmessage = () => void read();
    window.addEventListener(WAITING_CHANNEL, read);
    window.addEventListener('online', tryNow);
    void read();
    tryNow();
    return () => {
      channel?.close();
      window.removeEventListener(WAITING_CHANNEL, read);
      window.removeEventListener('online', tryNow);
    };
  }, [read, tryNow]);

  const open = items.some((item) => !item.refused);
  useEffect(() => {
    if (!open) return;
    askForSync();
    const timer = setInterval(tryNow, AGAIN_MS);
    return () => clearInterval(timer);
  }, [open, tryNow]);

  const change = async <T>(
    work: (store: NonNullable<typeof browserStore>) => Promise<T>,
  ): Promise<T | null> => {
    if (!browserStore) return null;
    const store = browserStore;
    const done = await oneAtATime(() => work(store));
    tellAll();
    return done;
  };
  return {
    items,
    sent,
    trying,
    tryNow,
    remove: async (key) => void (await change((store) => removeWaiting(store, key))),
    edit: (key) => change((store) => takeForEdit(store, key)),
    putAway: async (key) => void (await change((store) => putAway(store, key))),
  };
}

/** Every list on every tab reads again. A channel does not hear itself, hence the event. */
export function tellAll(): void {
  window.dispatchEvent(new Event(WAITING_CHANNEL));
  if (!('BroadcastChannel' in window)) return;
  const channel = new BroadcastChannel(WAITING_CHANNEL);
  channel.postMessage('changed');
  channel.close();
}

/** Where a browser can, it sends by itself when the network is back, even with the page closed. */
function askForSync(): void {
  void navigator.serviceWorker?.ready
    .then((registration) => (registration as unknown as Syncing).sync?.register(SYNC_TAG))
    .catch(() => undefined);
}
interface Syncing {
  sync?: { register(tag: string): Promise<void> };
}
