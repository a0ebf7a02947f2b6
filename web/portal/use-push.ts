import { useCallback, useEffect, useState } from 'react';
import type { Problem } from '../../contract/problem.ts';
import { call } from '../api/client.ts';
import { describeError } from '../api/problem-error.ts';
import { dropFollowed, keepFollowed, readFollowed, subscriptionBody } from '../app/notes.ts';
import { browserStore } from './browser-store.ts';

export type PushState =
  /** Not known yet, or this browser cannot and nothing would help: nothing is shown. */
  | 'hidden'
  /** iPhone: only a program on the home screen is told. */
  | 'install_first'
  | 'denied'
  | 'off'
  | 'on'
  | 'busy';

const READY_WITHIN_MS = 5000;

/** Whether this browser is told of this case, and the switch. */
export function usePush(token: string, number: string) {
  const [state, setState] = useState<PushState>('hidden');
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void stateNow(number).then(setState, () => setState('hidden'));
  }, [number]);

  const perform = useCallback(
    async (work: () => Promise<void>) => {
      setProblem(null);
      setState('busy');
      try {
        await work();
      } catch (error) {
        setProblem(describeError(error));
      }
      setState(await stateNow(number).catch((): PushState => 'hidden'));
    },
    [number],
  );
  const turnOn = () =>
    perform(async () => {
      if ((await Notification.requestPermission()) !== 'granted') return;
      const { key } = await call('pushOffer', { params: { token } });
      if (!key || !browserStore) return;
      const subscription = await subscribe(await workerReady(), key);
      await call('subscribePush', { params: { token }, body: subscriptionBody(subscription) });
      await keepFollowed(browserStore, number, token);
    });
  const turnOff = () =>
    perform(async () => {
      if (!browserStore) return;
      const subscription = await (await workerReady()).pushManager.getSubscription();
      if (subscription)
        await call('unsubscribePush', { params: { token }, body: { endpoint: subscription.endpoint } });
      // The last one: the browser itself forgets its address.
      if ((await dropFollowed(browserStore, number)) === 0) await subscription?.unsubscribe();
    });
  return { state, problem, turnOn, turnOff };
}

async function stateNow(number: string): Promise<PushState> {
  if (!browserStore || !('serviceWorker' in navigator)) return 'hidden';
  if (!('PushManager' in window) || !('Notification' in window))
    return /iPhone|iPad/.test(navigator.userAgent) ? 'install_first' : 'hidden';
  if (Notification.permission === 'denied') return 'denied';
  const followed = await readFollowed(browserStore);
  if (!followed[number]) return 'off';
  const subscription = await (await workerReady()).pushManager.getSubscription();
  return subscription ? 'on' : 'off';
}

/** @throws Error when no service worker comes */
function workerReady(): Promise<ServiceWorkerRegistration> {
  return Promise.race([
    navigator.serviceWorker.ready,
    new Promise<never>((_, reject) => setTimeout(() => reject(new Error('no worker')), READY_WITHIN_MS)),
  ]);
}

/** The subscription there is; made anew when it was made with another key. */
async function subscribe(registration: ServiceWorkerRegistration, key: string): Promise<PushSubscription> {
  const wanted = Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  );
  const present = await registration.pushManager.getSubscription();
  const held = present?.options.applicationServerKey;
  if (present && held && new Uint8Array(held).every((byte, index) => byte === wanted[index])) return present;
  await present?.unsubscribe();
  return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted });
}
