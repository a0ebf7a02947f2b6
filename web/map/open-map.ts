import { Map as GlMap, type MapOptions, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
// Without its worker's address the bundled library draws nothing, silently.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Boundaries } from '../../contract/index.ts';
import { type Box, boxOf } from './geometry.ts';
import { FRAME } from './map-frame.ts';

setWorkerUrl(workerUrl);

export const PLACES = 'places';

/** Colours of the empty map; fills come by feature state. */
export interface MapColours {
  ground: string;
  nothing: string;
  line: string;
  accent: string;
}

/**
 * Our whole style: the municipalities and nothing from any other host. Fills read `feature-state.colour`, because
 * changing states costs milliseconds where replacing the data costs the better part of a second.
 */
export function regionStyle(boundaries: Boundaries, colours: MapColours): StyleSpecification {
  const state = (name: string) => ['boolean', ['feature-state', name], false];
  return {
    version: 8,
    sources: { [PLACES]: { type: 'geojson', data: boundaries as never, promoteId: 'code' } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
      {
        id: 'fill',
        type: 'fill',
        source: PLACES,
        paint: {
          'fill-color': [
            'case',
            ['!=', ['feature-state', 'colour'], null],
            ['to-color', ['feature-state', 'colour']],
            colours.nothing,
          ] as never,
        },
      },
      {
        id: 'line',
        type: 'line',
        source: PLACES,
        paint: { 'line-color': colours.line, 'line-width': 0.8 },
      },
      {
        id: 'strong-line',
        type: 'line',
        source: PLACES,
        paint: {
          'line-color': colours.accent,
          'line-width': ['case', state('chosen'), 3.5, state('hover'), 2, 2] as never,
          'line-opacity': ['case', state('chosen'), 1, state('hover'), 1, state('flash'), 0.9, 0] as never,
          'line-opacity-transition': { duration: 300 },
        },
      },
    ],
  };
}

/** Frame of the region with a margin, beyond which one cannot wander. */
export function wander(box: Box): Box {
  // Generous by the longer side: a tall phone must still be able to show a wide region whole.
  const margin = Math.max(box[2] - box[0], box[3] - box[1]) * 0.8;
  return [box[0] - margin, Math.max(-85, box[1] - margin), box[2] + margin, Math.min(85, box[3] + margin)];
}

/** A map of the region in `container`; the caller removes it. */
export function openMap(
  container: HTMLElement,
  boundaries: Boundaries,
  colours: MapColours,
  options: Partial<MapOptions> = {},
): GlMap {
  const box = boxOf(boundaries.features);
  return new GlMap({
    container,
    style: regionStyle(boundaries, colours),
    ...(box ? { bounds: box, fitBoundsOptions: { padding: FRAME }, maxBounds: wander(box) } : {}),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    fadeDuration: 0,
    ...options,
  });
}
