import type { Map as GlMap } from 'maplibre-gl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { Boundaries } from '../../contract/index.ts';
import type { Inks } from './draw-matrix.ts';
import { lightenMovement } from './lighten-movement.ts';
import type { Camera } from './map-view.ts';

/** What lies under the pointer, the smallest first: a point, a hexagon, a municipality. */
export type Target =
  | { kind: 'point'; at: number }
  | { kind: 'hexagon'; index: string }
  | { kind: 'place'; code: string };

export interface Pointed {
  target: Target;
  x: number;
  y: number;
}

interface GlMapInput {
  host: RefObject<HTMLDivElement | null>;
  boundaries: Boundaries;
  inks: Inks;
  wall: boolean;
  camera: Camera | null;
  words: { twoFingers: string };
  onPointed: (pointed: Pointed | null) => void;
  onPress: (target: Target) => void;
  onCamera: (camera: Camera) => void;
}

/** The map library's map of this region: opened once for a land and a theme, and what is under the pointer. */
export function useGlMap(input: GlMapInput): { map: GlMap | null; drawn: boolean; whole: number } {
  const { host, boundaries, inks, wall, words } = input;
  const [map, setMap] = useState<GlMap | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [whole, setWhole] = useState(0);
  const latest = useRef(input);
  latest.current = input;
  const { twoFingers } = words;

  // A new map only when the land or the ground colour is another one.
  useEffect(() => {
    let gone = false;
    let close = () => {};
    const open = ({ openMap }: typeof import('./open-map.ts')) => {
      if (gone) return;
      const opened = openMap(
        host.current!,
        boundaries,
        { ground: inks.ground, nothing: inks.ground, line: inks.line, accent: inks.accent },
        {
          interactive: !wall,
          // Arrows lead from municipality to municipality; the page does that.
          keyboard: false,
          // On a phone one finger scrolls the page, two move the map.
          cooperativeGestures: matchMedia('(pointer: coarse)').matches,
          locale: {
            'CooperativeGesturesHandler.MobileHelpText': twoFingers,
            'CooperativeGesturesHandler.WindowsHelpText': twoFingers,
            'CooperativeGesturesHandler.MacHelpText': twoFingers,
          },
        },
      );
      lightenMovement(opened);
      setWhole(opened.getZoom());
      const { camera } = latest.current;
      if (camera) opened.jumpTo({ center: [camera.lon, camera.lat], zoom: camera.zoom });
      opened.on('mousemove', (event) => {
        const target = targetAt(opened, event.point);
        opened.getCanvas().style.cursor = target ? 'pointer' : '';
        latest.current.onPointed(target && { target, x: event.point.x, y: event.point.y });
      });
      opened.on('mouseout', () => latest.current.onPointed(null));
      opened.on('movestart', () => latest.current.onPointed(null));
      opened.on('click', (event) => {
        const target = targetAt(opened, event.point);
        if (target) latest.current.onPress(target);
      });
      opened.on('moveend', (event) => {
        // Only a person's own movement goes into the link; fitting to a new size does not.
        if (!('originalEvent' in event) && !('byHand' in event)) return;
        const { lat, lng } = opened.getCenter();
        latest.current.onCamera({ lat, lon: lng, zoom: opened.getZoom() });
      });
      // The style is enough for states and labels; waiting for the first full picture would leave names out meanwhile.
      opened.once('style.load', () => setMap(opened));
      opened.once('idle', () => setDrawn(true));
      const observer = new ResizeObserver(() => opened.resize());
      observer.observe(host.current!);
      close = () => {
        observer.disconnect();
        setMap(null);
        setDrawn(false);
        opened.remove();
      };
    };
    // The library is big; the opening picture stands meanwhile.
    void import('./open-map.ts').then(open);
    return () => {
      gone = true;
      close();
    };
  }, [host, boundaries, inks, wall, twoFingers]);
  return { map, drawn, whole };
}

function targetAt(map: GlMap, point: { x: number; y: number }): Target | null {
  const layers = ['points', 'hexagons', 'fill'].filter(
    (id) => map.getLayer(id) && map.getLayoutProperty(id, 'visibility') !== 'none',
  );
  for (const layer of layers) {
    const found = map.queryRenderedFeatures([point.x, point.y], { layers: [layer] });
    const feature = layer === 'hexagons' ? found.find(({ state }) => state.colour != null) : found[0];
    if (!feature) continue;
    if (layer === 'points') return { kind: 'point', at: Number(feature.properties.at) };
    return layer === 'hexagons'
      ? { kind: 'hexagon', index: String(feature.properties.index) }
      : { kind: 'place', code: String(feature.id) };
  }
  return null;
}
