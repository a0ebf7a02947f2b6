import type { Map as GlMap } from 'maplibre-gl';
import { useEffect, useRef } from 'react';
import type { Hover } from './hover.ts';

/** Source of the municipalities in the map's style (`open-map.ts`, which is loaded later than this). */
export const PLACES = 'places';

/** Keeps one municipality under the `hover` state while the pointer moves over map or matrix. */
export function useHoverFrame(map: GlMap | null, hover: Hover) {
  const latest = useRef(hover);
  latest.current = hover;
  useEffect(() => {
    if (!map) return;
    let shown: string | null = null;
    return hover.watch(() => {
      const next = latest.current.get()?.municipality ?? null;
      if (next === shown) return;
      if (shown) map.setFeatureState({ source: PLACES, id: shown }, { hover: false });
      if (next) map.setFeatureState({ source: PLACES, id: next }, { hover: true });
      shown = next;
    });
  }, [map, hover]);
}

export function useChosen(map: GlMap | null, code: string | null) {
  useEffect(() => {
    if (!map || !code) return;
    map.setFeatureState({ source: PLACES, id: code }, { chosen: true });
    return () => {
      // The map may be gone already.
      if (map.getSource(PLACES)) map.setFeatureState({ source: PLACES, id: code }, { chosen: false });
    };
  }, [map, code]);
}

const FLASH_MS = 900;

export function useFlash(map: GlMap | null, codes: readonly string[]) {
  useEffect(() => {
    if (!map || codes.length === 0) return;
    const set = (flash: boolean) => {
      if (!map.getSource(PLACES)) return;
      for (const code of codes) if (code) map.setFeatureState({ source: PLACES, id: code }, { flash });
    };
    set(true);
    const timer = setTimeout(() => set(false), FLASH_MS);
    return () => {
      clearTimeout(timer);
      set(false);
    };
  }, [map, codes]);
}
