import { useEffect, useRef, useSyncExternalStore } from 'react';
import { endpoints } from '../../contract/endpoints.ts';
import type { LiveEvent, LiveEventName } from '../../contract/events.ts';
import { queryClient } from './query-client.ts';

type Listener = (event: never) => void;
const RETRY_MS = [1_000, 2_000, 5_000, 10_000, 30_000];

/**
 * One EventSource for the whole window, open while somebody listens. The browser itself reconnects after a broken line
 * (and sends Last-Event-ID); when it gives up — the server answered with an error — we ask again, ever more slowly.
 */
class LiveStream {
  private source: EventSource | null = null;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private readonly listeners = new Map<string, Set<Listener>>();
  private readonly watchers = new Set<() => void>();
  state: 'closed' | 'connecting' | 'open' = 'closed';

  on(name: string, listener: Listener): () => void {
    let set = this.listeners.get(name);
    if (!set) {
      set = new Set();
      this.listeners.set(name, set);
      this.attach(name);
    }
    set.add(listener);
    if (!this.source) this.open();
    return () => {
      set.delete(listener);
      if ([...this.listeners.values()].every((each) => each.size === 0)) this.close();
    };
  }

  watch = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  private open(): void {
    clearTimeout(this.retry);
    this.become('connecting');
    this.source = new EventSource(endpoints.events.path);
    this.source.onopen = () => {
      // The browser's own reconnecting is told what it missed; after one of ours everything on the screen is asked anew.
      if (this.failures > 0) void queryClient.invalidateQueries({ refetchType: 'active' });
      this.failures = 0;
      this.become('open');
    };
    this.source.onerror = () => {
      this.become('connecting');
      if (this.source?.readyState !== EventSource.CLOSED) return;
      this.source = null;
      const wait = RETRY_MS[Math.min(this.failures++, RETRY_MS.length - 1)];
      this.retry = setTimeout(() => this.open(), wait);
    };
    for (const name of this.listeners.keys()) this.attach(name);
  }

  private attach(name: string): void {
    this.source?.addEventListener(name, (message: MessageEvent<string>) => {
      const event = JSON.parse(message.data) as never;
      this.listeners.get(name)?.forEach((listener) => {
        listener(event);
      });
    });
  }

  private close(): void {
    clearTimeout(this.retry);
    this.source?.close();
    this.source = null;
    this.become('closed');
  }

  private become(state: LiveStream['state']): void {
    if (this.state === state) return;
    this.state = state;
    this.watchers.forEach((watcher) => {
      watcher();
    });
  }
}

const stream = new LiveStream();

/** Calls `listener` for every live event of this name while the component is on the screen. */
export function useLive<N extends LiveEventName>(name: N, listener: (event: LiveEvent<N>) => void): void {
  const latest = useRef(listener);
  useEffect(() => {
    latest.current = listener;
  });
  useEffect(() => stream.on(name, (event) => latest.current(event)), [name]);
}

/** Is the line alive? `connecting` is worth a quiet word to the person. */
export function useLiveState(): LiveStream['state'] {
  return useSyncExternalStore(stream.watch, () => stream.state);
}
