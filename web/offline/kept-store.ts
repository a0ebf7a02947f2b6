import { createStore, del, get, keys, set, update } from 'idb-keyval';

/** A little room in this browser for what must outlive a page: drafts, what waits to be sent, photos as they are. */
export interface KeptStore {
  get<T>(key: string): Promise<T | undefined>;
  set(key: string, value: unknown): Promise<void>;
  del(key: string): Promise<void>;
  /** Read and written in one step, also against other tabs and the service worker. */
  update<T>(key: string, change: (before: T | undefined) => T): Promise<void>;
  keys(): Promise<string[]>;
}

/** IndexedDB under a name of its own. Every method rejects where a browser forbids it: whoever calls says what then. */
export function keptStore(name = 'otklik'): KeptStore {
  let opened: ReturnType<typeof createStore> | undefined;
  // Opened at the first use: in a frame of another site's page even the attempt may be forbidden.
  const store = () => (opened ??= createStore(name, 'kept'));
  return {
    get: async (key) => get(key, store()),
    set: async (key, value) => set(key, value, store()),
    del: async (key) => del(key, store()),
    update: async (key, change) => update(key, change, store()),
    keys: async () => (await keys(store())).map(String),
  };
}

/** The same in memory: for tests. */
export function memoryStore(): KeptStore {
  const map = new Map<string, unknown>();
  return {
    get: async <T>(key: string) => structuredClone(map.get(key)) as T | undefined,
    set: async (key, value) => void map.set(key, structuredClone(value)),
    del: async (key) => void map.delete(key),
    update: async <T>(key: string, change: (before: T | undefined) => T) =>
      void map.set(key, structuredClone(change(structuredClone(map.get(key)) as T | undefined))),
    keys: async () => [...map.keys()],
  };
}
