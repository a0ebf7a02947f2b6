import { useCallback, useEffect, useRef } from 'react';

const FADE_MS = 1_400;

/** Things that just changed fade out: returns their present strength, 1 … 0, and asks for frames until all are gone. */
export function useFade(changed: readonly number[], redraw: () => void): () => ReadonlyMap<number, number> {
  const since = useRef(new Map<number, number>());
  useEffect(() => {
    if (changed.length === 0 || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const now = performance.now();
    for (const each of changed) since.current.set(each, now);
    let frame = 0;
    const step = () => {
      redraw();
      if (since.current.size > 0) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [changed, redraw]);
  return useCallback(() => {
    const now = performance.now();
    const strengths = new Map<number, number>();
    for (const [each, start] of since.current) {
      const left = 1 - (now - start) / FADE_MS;
      if (left <= 0) since.current.delete(each);
      else strengths.set(each, left);
    }
    return strengths;
  }, []);
}
