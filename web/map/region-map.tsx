import { ArrowsExpand, Minus, Plus } from '@gravity-ui/icons';
import { Button, Icon } from '@gravity-ui/uikit';
import type { Map as GlMap } from 'maplibre-gl';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Boundaries } from '../../contract/index.ts';
import { isSpike } from './change.ts';
import { colourOf, type Measure, type Scale } from './colour-scale.ts';
import type { Inks } from './draw-matrix.ts';
import { boxOf, labelPoint } from './geometry.ts';
import type { Hover } from './hover.ts';
import { FRAME } from './map-frame.ts';
import { createLabels } from './map-labels.ts';
import type { Place } from './map-view.ts';
import { TOTALS } from './matrix-geometry.ts';
import type { MatrixModel } from './matrix-model.ts';
import { MatrixTip } from './matrix-tip.tsx';
import { OpeningPicture } from './opening-picture.tsx';
import styles from './region-map.module.css';
import { useWords } from './use-words.ts';

interface RegionMapProps {
  boundaries: Boundaries;
  /** Null while the counts are on their way: the land is drawn meanwhile. */
  model: MatrixModel | null;
  scale: Scale | null;
  measure: Measure;
  inks: Inks;
  hover: Hover;
  place: Place | null;
  /** Codes of municipalities that changed just now. */
  flashes: readonly string[];
  onPlace: (municipality: string) => void;
  /** Wall mode: bigger names, no buttons. */
  wall: boolean;
}

/** The region by municipalities. Colour, frame and label of each follow the picture without rebuilding the map. */
export function RegionMap(props: RegionMapProps) {
  const { boundaries, model, scale, measure, inks, hover, place, wall } = props;
  const { t, short } = useWords();
  const host = useRef<HTMLDivElement>(null);
  const names = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<GlMap | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [tip, setTip] = useState<{ code: string; x: number; y: number } | null>(null);
  const columns = model?.columns ?? NONE;
  const onPlace = useRef(props.onPlace);
  onPlace.current = props.onPlace;
  const twoFingers = t('place.twoFingers');

  // A new map only when the land or the ground colour is another one.
  useEffect(() => {
    let gone = false;
    let close = () => {};
    const open = ({ openMap }: typeof import('./open-map.ts')) => {
      if (gone) return;
      const opened = openMap(
        host.current!,
        boundaries,
        { ground: inks.ground, nothing: scaleNothing(inks), line: inks.line, accent: inks.accent },
        {
          interactive: !wall,
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
      const at = (event: { point: { x: number; y: number } }) =>
        opened.queryRenderedFeatures([event.point.x, event.point.y], { layers: ['fill'] })[0]?.id;
      opened.on('mousemove', (event) => {
        const code = at(event);
        opened.getCanvas().style.cursor = code === undefined ? '' : 'pointer';
        hover.set(code === undefined ? null : { row: null, municipality: String(code) });
        setTip(code === undefined ? null : { code: String(code), ...event.point });
      });
      opened.on('mouseout', () => {
        hover.set(null);
        setTip(null);
      });
      opened.on('movestart', () => setTip(null));
      opened.on('click', (event) => {
        const code = at(event);
        if (code !== undefined) onPlace.current(String(code));
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
  }, [boundaries, inks, hover, wall, twoFingers]);

  const byCode = useMemo(() => new Map(columns.map((column) => [column.code, column])), [columns]);

  useEffect(() => {
    if (!map || !scale) return;
    for (const { properties } of boundaries.features) {
      const column = byCode.get(properties.code);
      const colour = column ? colourOf(scale, column) : scale.nothing;
      map.setFeatureState({ source: PLACES, id: properties.code }, { colour });
    }
  }, [map, boundaries, byCode, scale]);

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
    labels.current?.show(
      anchors.flatMap(({ code, at }) => {
        const column = byCode.get(code);
        if (!column) return [];
        return {
          code,
          at,
          name: column.shortName,
          value: short(measure, column.count, column.usual, column.population),
          weight: (place?.municipality === code ? 1e9 : 0) + column.count + column.population / 1e9,
          spike: isSpike(column.count, column.usual),
        };
      }),
    );
  }, [map, anchors, byCode, measure, short, place]);

  useFrame(map, 'hover', () => hover.get()?.municipality ?? null, hover);
  useChosen(map, place?.municipality ?? null);
  useFlash(map, props.flashes);

  const tipColumn = tip ? columns.findIndex((column) => column.code === tip.code) : -1;
  const whole = () => {
    const box = boxOf(boundaries.features);
    if (box) map?.fitBounds(box, { padding: FRAME, duration: 300 });
  };
  return (
    <section className={styles.map} aria-label={t('mapLabel')} data-wall={wall || undefined}>
      <div ref={host} className={styles.canvas} data-drawn={drawn || undefined} />
      {!drawn && (
        <OpeningPicture
          host={host}
          boundaries={boundaries}
          line={inks.line}
          colour={(code) => {
            const column = byCode.get(code);
            return column && scale ? colourOf(scale, column) : (scale?.nothing ?? inks.ground);
          }}
        />
      )}
      <div ref={names} className={styles.names} aria-hidden />
      {!wall && (
        <div className={styles.buttons}>
          <MapButton label={t('place.zoomIn')} icon={Plus} onClick={() => map?.zoomIn({ duration: 200 })} />
          <MapButton
            label={t('place.zoomOut')}
            icon={Minus}
            onClick={() => map?.zoomOut({ duration: 200 })}
          />
          <MapButton label={t('whole')} icon={ArrowsExpand} onClick={whole} />
        </div>
      )}
      {tip && model && tipColumn >= 0 && host.current && (
        <MatrixTip
          model={model}
          spot={{ row: TOTALS, column: tipColumn }}
          x={tip.x}
          y={tip.y}
          view={{ width: host.current.clientWidth, height: host.current.clientHeight }}
        />
      )}
      <div className={styles.attribution}>{boundaries.attribution}</div>
    </section>
  );
}

const NONE: MatrixModel['columns'] = [];

/** Source of the municipalities in the map's style (`open-map.ts`, which is loaded later than this). */
const PLACES = 'places';

/** What a municipality looks like before the first picture. */
const scaleNothing = (inks: Inks) => inks.ground;

function MapButton({ label, icon, onClick }: { label: string; icon: typeof Plus; onClick: () => void }) {
  return (
    <Button view="raised" size="m" onClick={onClick} title={label} aria-label={label}>
      <Icon data={icon} size={16} />
    </Button>
  );
}

/** Keeps one municipality under the `hover` state while the pointer moves over map or matrix. */
function useFrame(map: GlMap | null, state: string, read: () => string | null, hover: Hover) {
  const latest = useRef(read);
  latest.current = read;
  useEffect(() => {
    if (!map) return;
    let shown: string | null = null;
    return hover.watch(() => {
      const next = latest.current();
      if (next === shown) return;
      if (shown) map.setFeatureState({ source: PLACES, id: shown }, { [state]: false });
      if (next) map.setFeatureState({ source: PLACES, id: next }, { [state]: true });
      shown = next;
    });
  }, [map, state, hover]);
}

function useChosen(map: GlMap | null, code: string | null) {
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

function useFlash(map: GlMap | null, codes: readonly string[]) {
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
