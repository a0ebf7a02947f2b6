import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';

/**
 * Asks for a view anew, at most once in `everyMs` however often it is called, and always once after the last call: many changes in
 * a moment cost one question, the last of them is never missed.
 *
 * @param key of the query; a constant
 */
export function useRefreshSoon(key: QueryKey, everyMs: number): () => void {
  const client = useQueryClient();
  const last = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const latest = useRef(key);
  latest.current = key;
  useEffect(
    () => () => {
      if (timer.current) clearTimeout(timer.current);
    },
    [],
  );
  return useCallback(() => {
    if (timer.current) return;
    timer.current = setTimeout(
      () => {
        timer.current = null;
        last.current = Date.now();
        void client.invalidateQueries({ queryKey: latest.current });
      },
      Math.max(0, last.current + everyMs - Date.now()),
    );
  }, [client, everyMs]);
}
