import { isEmbedded } from '../portal/embedding.ts';

const ready: { worker: ServiceWorker | null; listeners: Set<() => void> } = {
  worker: null,
  listeners: new Set(),
};

/**
 * Registers the service worker once the page has come to rest. Not in a frame of another site's page, nor where there is none
 * (a page without https).
 */
export function registerWorker(): void {
  if (!('serviceWorker' in navigator) || isEmbedded() || import.meta.env.MODE !== 'production') return;
  const register = () =>
    navigator.serviceWorker.register('/sw.js').then(watch, () => {
      // Forbidden by the browser: everything works, only not without a network.
    });
  if (document.readyState === 'complete') void register();
  else window.addEventListener('load', () => void register(), { once: true });
}

function watch(registration: ServiceWorkerRegistration): void {
  const offer = (worker: ServiceWorker | null) => {
    // The very first one replaces nobody: there is nothing to offer.
    if (!worker || !navigator.serviceWorker.controller) return;
    ready.worker = worker;
    for (const listener of ready.listeners) listener();
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => fresh.state === 'installed' && offer(fresh));
  });
}

/** A newer version stands ready. For `useSyncExternalStore`. */
export const updateReady = () => ready.worker !== null;
export function onUpdateReady(listener: () => void): () => void {
  ready.listeners.add(listener);
  return () => ready.listeners.delete(listener);
}

/** Lets the newer version take over and shows it in this tab; the others go on until they are reloaded. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  ready.worker?.postMessage('take-over');
}
