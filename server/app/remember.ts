import type { Clock } from '../platform/clock.ts';

interface Entry<T> {
  at: number;
  result: Promise<T>;
}

export interface MemorySettings {
  keptMs: number;
  /** What was counted sooner than this is counted again: fresh costs nothing. */
  dearMs: number;
  entriesMax: number;
}

/**
 * Keeps what is dear to count for a while, and counts it once however many ask at the same moment. A failure is not kept. The oldest
 * entry goes when there are too many.
 */
export function createMemory<T>(clock: Clock, { keptMs, dearMs, entriesMax }: MemorySettings) {
  const entries = new Map<string, Entry<T>>();
  return (key: string, count: () => Promise<T>): Promise<T> => {
    const now = clock.now().getTime();
    const known = entries.get(key);
    if (known && now - known.at < keptMs) return known.result;
    const entry: Entry<T> = { at: now, result: count() };
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > entriesMax) entries.delete(entries.keys().next().value!);
    const forget = () => {
      if (entries.get(key) === entry) entries.delete(key);
    };
    entry.result.then(() => {
      if (clock.now().getTime() - now < dearMs) forget();
    }, forget);
    return entry.result;
  };
}
