import { useSyncExternalStore } from 'react';
import type { Place } from './map-view.ts';

/**
 * What the pointer is on, shared by map and matrix. Outside React state: it changes at every step of the pointer, and
 * only the two drawings need to know.
 */
export interface Hover {
  get: () => Place | null;
  set: (place: Place | null) => void;
  watch: (watcher: () => void) => () => void;
}

export function createHover(): Hover {
  let now: Place | null = null;
  const watchers = new Set<() => void>();
  return {
    get: () => now,
    set(place) {
      if (place?.row === now?.row && place?.municipality === now?.municipality && !place === !now) return;
      now = place;
      for (const watcher of watchers) watcher();
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

export function useHover(hover: Hover): Place | null {
  return useSyncExternalStore(hover.watch, hover.get);
}
