import { ArrowsExpand, Minus, Plus } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import type { Map as GlMap } from 'maplibre-gl';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { AppealFilterQuery, Boundaries } from '../../contract/index.ts';
import { useRegistry } from '../api/registry.ts';
import { isSpike } from './change.ts';
import { colourOf, type Ground, type Scale } from './colour-scale.ts';
import type { Inks } from './draw-matrix.ts';
import { boxOf, labelPoint } from './geometry.ts';
import type { Hover } from './hover.ts';
import { FRAME } from './map-frame.ts';
import { createLabels, type MapLabel } from './map-labels.ts';
import { PLACES, useChosen, useFlash, useHoverFrame } from './map-states.ts';
import { type Camera, type MapView, writeCamera } from './map-view.ts';
import { TOTALS } from './matrix-geometry.ts';
import type { MatrixModel } from './matrix-model.ts';
import { MatrixTip } from './matrix-tip.tsx';
import { NearTip } from './near-tip.tsx';
import { nextPlace } from './next-place.ts';
import { OpeningPicture } from './opening-picture.tsx';
import styles from './region-map.module.css';
import { type Pointed, type Target, useGlMap } from './use-gl-map.ts';
import { type Near, useNear } from './use-near.ts';
import { useWords } from './use-words.ts';

interface RegionMapProps {
  boundaries: Boundaries;
  /** Null while the counts are on their way: the land is drawn meanwhile. */
  model: MatrixModel | null;
  scale: Scale | null;
  view: MapView;
  /** The picture's filter, for hexagons and points. */
  filter: AppealFilterQuery;
  inks: Inks;
  ground: Ground;
  hover: Hover;
  /** Codes of municipalities that changed just now. */
  flashes: readonly string[];
  onPlace: (municipality: string) => void;
  onCase: (id: string) => void;
  /** Where the person looks now; null for the whole region. */
  onCamera: (camera: string | undefined) => void;
  onNear: (near: Near) => void;
  /** Told the map while there is one, for taking its picture. */
  onMap: (map: GlMap | null) => void;
}

/** The region by municipalities, and nearer by hexagons and points. All follow the picture without rebuilding the map. */
export function RegionMap(props: RegionMapProps) {
  const { boundaries, model, scale, view, inks, hover } = props;
  const { measure, wall, place } = view;
  const { t, short } = useWords();
  const { topicName } = useRegistry();
  const host = useRef<HTMLDivElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const [tip, setTip] = useState<Pointed | null>(null);
  const [cursor, setCursor] = useState<string | null>(null);
  const columns = model?.columns ?? NONE;
  const byCode = useMemo(() => new Map(columns.map((column) => [column.code, column])), [columns]);

  const press = (target: Target) => {
    if (target.kind === 'place') props.onPlace(target.code);
    else if (target.kind === 'hexagon') nearer(map, target.index);
    else {
      const id = near.points?.points[target.at]?.id;
      if (id) props.onCase(id);
    }
  };
  const { map, drawn, whole } = useGlMap({
    host,
    boundaries,
    inks,
    wall,
    camera: view.camera,
    words: { twoFingers: t('place.twoFingers') },
    onPointed: (pointed) => {
      setTip(pointed);
      hover.set(pointed?.target.kind === 'place' ? { row: null, municipality: pointed.target.code } : null);
    },
    onPress: press,
    onCamera: (camera: Camera) => props.onCamera(writeCamera(camera)),
  });
  const near = useNear({ map, whole, view, filter: props.filter, inks, ground: props.ground });
  const { onNear, onMap } = props;
  useEffect(() => onNear(near), [near, onNear]);
  useEffect(() => onMap(map), [map, onMap]);

  useEffect(() => {
    if (!map || !scale) return;
    const places = near.layer === 'places';
    for (const { properties } of boundaries.features) {
      const column = byCode.get(properties.code);
      const colour = column && places ? colourOf(scale, column) : scale.nothing;
      map.setFeatureState({ source: PLACES, id: properties.code }, { colour });
    }
  }, [map, boundaries, byCode, scale, near.layer]);

  const anchors = useMemo(
    () => boundaries.features.map((feature) => ({ code: feature.properties.code, at: labelPoint(feature) })),
    [boundaries],
  );
  const labels = useRef<ReturnType<typeof createLabels> | null>(null);
  useEffect(() => {
    if (!map) return;
    labels.current = createLabels(map, names.current!);
    return () => labels.current?.remove();
  }, [map]);
  useEffect(() => {
    if (!map) return;
    const clusters: MapLabel[] = (near.points?.clusters ?? []).map((cluster, at) => ({
      code: `cluster ${at}`,
      at: [cluster.lon, cluster.lat],
      name: topicName(cluster.topic),
      value: String(cluster.count),
      weight: 1e6 + cluster.count,
      spike: false,
    }));
    const joined = (near.points?.points ?? []).flatMap((each): MapLabel[] =>
      each.joined === 1
        ? []
        : [
            {
              code: `joined ${each.id}`,
              at: [each.lon, each.lat],
              // The number alone stands on the mark; the tip says of what.
              name: '',
              value: String(each.joined),
              weight: 1e7 + each.joined,
              spike: false,
            },
          ],
    );
    const places = anchors.flatMap(({ code, at }): MapLabel[] => {
      const column = byCode.get(code);
      if (!column) return [];
      return [
        {
          code,
          at,
          name: column.shortName,
          value: near.layer === 'places' ? short(measure, column) : '',
          weight: (place?.municipality === code ? 1e9 : 0) + column.count + column.population / 1e9,
          spike: near.layer === 'places' && measure !== 'compare' && isSpike(column.count, column.usual),
        },
      ];
    });
    labels.current?.show([...joined, ...clusters, ...places]);
  }, [map, anchors, byCode, measure, short, place, near, topicName]);

  useHoverFrame(map, hover);
  useChosen(map, place?.municipality ?? null);
  useFlash(map, props.flashes);

  const showWhole = () => {
    const box = boxOf(boundaries.features);
    if (box) map?.fitBounds(box, { padding: FRAME, duration: 300 });
    props.onCamera(undefined);
  };
  const zoom = (by: 1 | -1) => map?.zoomTo(map.getZoom() + by, { duration: 200 }, { byHand: true });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || wall) return;
    const next = nextPlace(anchors, cursor, event.key);
    if (next) {
      setCursor(next);
      hover.set({ row: null, municipality: next });
    } else if (event.key === 'Enter' && cursor) props.onPlace(cursor);
    else if (event.key === '+' || event.key === '=') zoom(1);
    else if (event.key === '-') zoom(-1);
    else if (event.key === '0') showWhole();
    else return;
    event.preventDefault();
  };
  const size = host.current && { width: host.current.clientWidth, height: host.current.clientHeight };
  const spotOf = (code: string) => ({
    row: TOTALS,
    column: columns.findIndex((column) => column.code === code),
  });
  const target = tip?.target;
  const point = target?.kind === 'point' ? near.points?.points[target.at] : undefined;
  return (
    <section
      className={styles.map}
      aria-label={t('mapLabel')}
      data-wall={wall || undefined}
      data-layer={near.layer}
      tabIndex={wall ? -1 : 0}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setCursor(null);
        hover.set(null);
      }}
    >
      <div ref={host} className={styles.canvas} data-drawn={drawn || undefined} />
      {!drawn && (
        <OpeningPicture
          host={host}
          boundaries={boundaries}
          line={inks.line}
          colour={(code) => {
            const column = byCode.get(code);
            // Hexagons and a part of the region come with the map itself.
            if (view.layer === 'hexagons' || view.camera) return scale?.nothing ?? inks.ground;
            return column && scale ? colourOf(scale, column) : (scale?.nothing ?? inks.ground);
          }}
        />
      )}
      <div ref={names} className={styles.names} aria-hidden />
      {!wall && (
        <div className={styles.buttons}>
          <MapButton label={`${t('place.zoomIn')} (+)`} icon={Plus} onClick={() => zoom(1)} />
          <MapButton label={`${t('place.zoomOut')} (−)`} icon={Minus} onClick={() => zoom(-1)} />
          <MapButton label={`${t('whole')} (0)`} icon={ArrowsExpand} onClick={showWhole} />
        </div>
      )}
      {tip && target?.kind === 'place' && model && size && spotOf(target.code).column >= 0 && (
        <MatrixTip model={model} spot={spotOf(target.code)} x={tip.x} y={tip.y} view={size} />
      )}
      {tip && target && target.kind !== 'place' && size && (
        <NearTip
          x={tip.x}
          y={tip.y}
          view={size}
          measure={measure}
          hexagon={target.kind === 'hexagon' ? near.shownOf(target.index) : undefined}
          point={point}
          cluster={point?.cluster == null ? undefined : near.points?.clusters[point.cluster]}
        />
      )}
      <div className="o-visually-hidden" aria-live="polite">
        {cursor && model && spotOf(cursor).column >= 0 && <MatrixTip model={model} spot={spotOf(cursor)} />}
      </div>
      <div className={styles.attribution}>{boundaries.attribution}</div>
    </section>
  );
}

const NONE: MatrixModel['columns'] = [];
const STEP_NEARER = 1.5;

/** A pressed hexagon is looked into. */
function nearer(map: GlMap | null, index: string): void {
  void import('h3-js').then(({ cellToLatLng }) => {
    const [lat, lon] = cellToLatLng(index);
    map?.easeTo({ center: [lon, lat], zoom: map.getZoom() + STEP_NEARER, duration: 350 }, { byHand: true });
  });
}

function MapButton({ label, icon, onClick }: { label: string; icon: typeof Plus; onClick: () => void }) {
  return (
    <Button view="raised" size="m" onClick={onClick} title={label} aria-label={label}>
      <Icon data={icon} size={16} />
    </Button>
  );
}
