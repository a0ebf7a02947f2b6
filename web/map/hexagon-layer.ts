import { cellToBoundary } from 'h3-js';
import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl';
import type { LonLat } from './geometry.ts';

export const HEXAGONS = 'hexagons';
/** More shapes than this are thrown away when new ones come: what lies far behind is not needed. */
const KEPT_MAX = 20_000;

export interface HexagonLayer {
  /** Colours these hexagons and hides all others. */
  show(hexagons: readonly { index: string; colour: string }[]): void;
  hide(): void;
}

/** Hexagons under the borders of municipalities. Shapes are sent to the map once; a new picture changes their colours only. */
export function createHexagonLayer(map: GlMap, below: string): HexagonLayer {
  map.addSource(HEXAGONS, {
    type: 'geojson',
    data: { type: 'FeatureCollection', features: [] },
    promoteId: 'index',
  });
  map.addLayer(
    {
      id: HEXAGONS,
      type: 'fill',
      source: HEXAGONS,
      paint: {
        // Neighbours of one colour show no seams, and there is a third less to draw.
        'fill-antialias': false,
        'fill-color': [
          'case',
          ['!=', ['feature-state', 'colour'], null],
          ['to-color', ['feature-state', 'colour']],
          'transparent',
        ] as never,
        'fill-opacity': 0.88,
      },
    },
    below,
  );
  let known = new Set<string>();
  let coloured = new Map<string, string>();
  const source = () => map.getSource(HEXAGONS) as GeoJSONSource;
  return {
    show(hexagons) {
      map.setLayoutProperty(HEXAGONS, 'visibility', 'visible');
      const fresh = hexagons.filter(({ index }) => !known.has(index)).map(({ index }) => index);
      if (known.size + fresh.length > KEPT_MAX) {
        known = new Set(hexagons.map(({ index }) => index));
        source().setData({ type: 'FeatureCollection', features: [...known].map(shape) });
      } else if (fresh.length > 0) {
        for (const index of fresh) known.add(index);
        source().updateData({ add: fresh.map(shape) });
      }
      const next = new Map(hexagons.map(({ index, colour }) => [index, colour]));
      for (const index of coloured.keys())
        if (!next.has(index)) map.setFeatureState({ source: HEXAGONS, id: index }, { colour: null });
      for (const [index, colour] of next)
        if (coloured.get(index) !== colour) map.setFeatureState({ source: HEXAGONS, id: index }, { colour });
      coloured = next;
    },
    hide() {
      if (map.getLayer(HEXAGONS)) map.setLayoutProperty(HEXAGONS, 'visibility', 'none');
    },
  };
}

function shape(index: string) {
  return {
    type: 'Feature' as const,
    id: index,
    properties: { index },
    geometry: { type: 'Polygon' as const, coordinates: [ring(index)] },
  };
}

/** Corners of a hexagon, closed; across the 180th meridian they go on beyond 180. */
function ring(index: string): LonLat[] {
  const corners = cellToBoundary(index, true) as LonLat[];
  const wraps = corners.some(([lon]) => lon > 170) && corners.some(([lon]) => lon < -170);
  return wraps ? corners.map(([lon, lat]) => [lon < 0 ? lon + 360 : lon, lat]) : corners;
}
