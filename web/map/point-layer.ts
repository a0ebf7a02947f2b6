import type { GeoJSONSource, Map as GlMap } from 'maplibre-gl';
import type { HeatPoints } from '../../contract/index.ts';
import type { Inks } from './draw-matrix.ts';

export const POINTS = 'points';
const CLUSTERS = 'clusters';

const radiusOf = (single: number) => ['*', single, ['min', 4, ['sqrt', ['get', 'joined']]]];

export interface PointLayer {
  show(found: HeatPoints): void;
  hide(): void;
}

/** Appeals as points: filled while open, in the alarm colour when overdue, a ring when closed; around one problem a wide circle. */
export function createPointLayer(map: GlMap, inks: Inks): PointLayer {
  for (const id of [CLUSTERS, POINTS])
    map.addSource(id, { type: 'geojson', data: { type: 'FeatureCollection', features: [] } });
  const byState = (open: string, overdue: string, closed: string) =>
    ['match', ['get', 'state'], 'open', open, 'overdue', overdue, closed] as never;
  map.addLayer({
    id: CLUSTERS,
    type: 'circle',
    source: CLUSTERS,
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', 'count']], 1.7, 18, 8, 52] as never,
      'circle-color': inks.accent,
      'circle-opacity': 0.14,
      'circle-stroke-color': inks.accent,
      'circle-stroke-width': 1.2,
      'circle-stroke-opacity': 0.7,
    },
  });
  map.addLayer({
    id: POINTS,
    type: 'circle',
    source: POINTS,
    paint: {
      // Cases joined under one are one wider mark, its area growing with their number.
      'circle-radius': ['interpolate', ['linear'], ['zoom'], ...[10, radiusOf(3), 16, radiusOf(7)]] as never,
      'circle-color': byState(inks.accent, inks.alarm, inks.ground),
      'circle-stroke-color': byState(inks.ground, inks.ground, inks.quiet),
      'circle-stroke-width': 1.4,
    },
  });
  const put = (id: string, features: object[]) =>
    (map.getSource(id) as GeoJSONSource).setData({ type: 'FeatureCollection', features } as never);
  const visible = (value: 'visible' | 'none') => {
    for (const id of [CLUSTERS, POINTS]) if (map.getLayer(id)) map.setLayoutProperty(id, 'visibility', value);
  };
  return {
    show({ points, clusters }) {
      visible('visible');
      const feature = ({ lat, lon }: { lat: number; lon: number }, properties: object) => ({
        type: 'Feature',
        properties,
        geometry: { type: 'Point', coordinates: [lon, lat] },
      });
      put(
        POINTS,
        points.map((point, at) => feature(point, { at, state: point.state, joined: point.joined })),
      );
      put(
        CLUSTERS,
        clusters.map((cluster) => feature(cluster, { count: cluster.count })),
      );
    },
    hide: () => visible('none'),
  };
}
