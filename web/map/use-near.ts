import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import type { Map as GlMap } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AppealFilterQuery, EndpointQuery, HeatPoints, Hexagons } from '../../contract/index.ts';
import { call } from '../api/client.ts';
import { buildScale, colourOf, type Ground, type Measure, type Scale, type Shown } from './colour-scale.ts';
import { lengthFactor } from './compare-periods.ts';
import type { Inks } from './draw-matrix.ts';
import type { Box } from './geometry.ts';
import type { HexagonLayer } from './hexagon-layer.ts';
import type { MapView } from './map-view.ts';
import { boxToAsk, layerAt, pointsBox, resolutionAt, type Shown as ShownLayer } from './near-view.ts';
import type { PointLayer } from './point-layer.ts';
import { measureQuery } from './use-heat-data.ts';

interface Viewport {
  box: Box;
  zoom: number;
}

/** What is drawn when one looks nearer than municipalities. */
export interface Near {
  layer: ShownLayer;
  /** Of the hexagons; null while other things are shown. */
  scale: Scale | null;
  hexagons: Hexagons | null;
  points: HeatPoints | null;
  /** Figures of one hexagon. */
  shownOf(index: string): Shown | null;
}

const hexagonsQuery = (query: EndpointQuery<'hexagons'>) =>
  queryOptions({
    queryKey: ['heat', 'near', 'hexagons', query],
    queryFn: ({ signal }) => call('hexagons', { query, signal }),
  });
const pointsQuery = (query: AppealFilterQuery & { bbox: string }) =>
  queryOptions({
    queryKey: ['heat', 'near', 'points', query],
    queryFn: ({ signal }) => call('heatPoints', { query, signal }),
  });

interface NearInput {
  map: GlMap | null;
  /** Zoom at which the region just fits. */
  whole: number;
  view: MapView;
  /** The picture's filter, the opened group and the day that is played included. */
  filter: AppealFilterQuery;
  inks: Inks;
  ground: Ground;
}

/** Follows where one looks and keeps hexagons or points of that part on the map. */
export function useNear({ map, whole, view, filter, inks, ground }: NearInput): Near {
  const viewport = useViewport(map);
  const layer = viewport ? layerAt(view.layer, viewport.zoom, whole, viewport.box) : 'places';
  const resolution = resolutionAt(viewport?.zoom ?? 0, view.hexagon);
  const asked = useRef<{ hexagons: Box | null; points: Box | null }>({ hexagons: null, points: null });
  if (viewport && layer === 'hexagons')
    asked.current.hexagons = boxToAsk(viewport.box, asked.current.hexagons);
  if (viewport && layer === 'points') asked.current.points = pointsBox(viewport.box, asked.current.points);
  // Residents of a hexagon are not known: there a rate is a count.
  const measure: Measure = view.measure === 'rate' ? 'count' : view.measure;

  const hexagons = useQuery({
    ...hexagonsQuery({
      ...filter,
      ...measureQuery(view),
      measure,
      resolution: String(resolution),
      bbox: asked.current.hexagons?.join(','),
    }),
    enabled: layer === 'hexagons',
    placeholderData: keepPreviousData,
  }).data;
  const points = useQuery({
    ...pointsQuery({ ...filter, bbox: asked.current.points?.join(',') ?? '' }),
    enabled: layer === 'points',
    placeholderData: keepPreviousData,
  }).data;

  const factor = view.versus ? lengthFactor(view.range, view.versus) : 1;
  const figures = useMemo(() => figuresOf(hexagons, factor), [hexagons, factor]);
  const scale = useMemo(
    () => (layer === 'hexagons' ? buildScale(measure, [...figures.values()], ground) : null),
    [layer, figures, measure, ground],
  );
  const drawn = useDrawn(map, inks);
  useEffect(() => {
    if (layer !== 'hexagons' || !scale) return drawn.hideHexagons();
    drawn.showHexagons([...figures].map(([index, shown]) => ({ index, colour: colourOf(scale, shown) })));
  }, [drawn, layer, figures, scale]);
  useEffect(() => {
    if (layer === 'points' && points) drawn.showPoints(points);
    else drawn.hidePoints();
  }, [drawn, layer, points]);

  return useMemo(
    () => ({
      layer,
      scale,
      hexagons: layer === 'hexagons' ? (hexagons ?? null) : null,
      points: layer === 'points' ? (points ?? null) : null,
      shownOf: (index) => figures.get(index) ?? null,
    }),
    [layer, scale, hexagons, points, figures],
  );
}

function figuresOf(found: Hexagons | undefined, factor: number): Map<string, Shown> {
  return new Map(
    (found?.index ?? []).map((index, at) => {
      const before = found!.before?.[at];
      return [
        index,
        {
          count: found!.count[at]!,
          usual: before == null ? (found!.usual?.[at] ?? null) : before * factor,
          overdue: found!.overdue?.[at] ?? null,
          rated: found!.rated?.[at] ?? null,
          dissatisfied: found!.dissatisfied?.[at] ?? null,
          authors: found!.authors?.[at] ?? null,
        },
      ];
    }),
  );
}

/** Where one looks, after each movement. */
function useViewport(map: GlMap | null): Viewport | null {
  const [viewport, setViewport] = useState<Viewport | null>(null);
  useEffect(() => {
    if (!map) return;
    const read = () => {
      const bounds = map.getBounds();
      setViewport({
        box: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()],
        zoom: map.getZoom(),
      });
    };
    read();
    map.on('moveend', read);
    return () => {
      map.off('moveend', read);
      setViewport(null);
    };
  }, [map]);
  return viewport;
}

/** The layers themselves, made when they are needed first: the hexagons' arithmetic is a library of its own. */
function useDrawn(map: GlMap | null, inks: Inks) {
  return useMemo(() => {
    let hexagonLayer: HexagonLayer | null = null;
    let pointLayer: PointLayer | null = null;
    let latest = 0;
    const gone = () => !map?.getStyle();
    return {
      async showHexagons(hexagons: readonly { index: string; colour: string }[]) {
        const turn = (latest += 1);
        const { createHexagonLayer } = await import('./hexagon-layer.ts');
        // What came meanwhile is newer.
        if (gone() || turn !== latest) return;
        hexagonLayer ??= createHexagonLayer(map!, 'line');
        hexagonLayer.show(hexagons);
      },
      hideHexagons() {
        latest += 1;
        if (!gone()) hexagonLayer?.hide();
      },
      async showPoints(points: HeatPoints) {
        const { createPointLayer } = await import('./point-layer.ts');
        if (gone()) return;
        pointLayer ??= createPointLayer(map!, inks);
        pointLayer.show(points);
      },
      hidePoints() {
        if (!gone()) pointLayer?.hide();
      },
    };
  }, [map, inks]);
}
