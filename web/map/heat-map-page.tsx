/** Long because the page holds all state that its panels share in one place: filter, period, chosen cell, live renewal. */
import { SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useNavigate } from '@tanstack/react-router';
import type { Map as GlMap } from 'maplibre-gl';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useRegistry } from '../api/registry.ts';
import { addressPatch, DIMENSIONS, withChosen } from '../filters/appeal-filter.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { narrowFilter } from '../filters/narrow-filter.ts';
import type { DayRange } from '../filters/period.ts';
import { PeriodControl } from '../filters/period-control.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './heat-map-page.module.css';
import { createHover } from './hover.ts';
import { MapFigures } from './map-figures.tsx';
import { MapPane } from './map-pane.tsx';
import { MapTimeline } from './map-timeline.tsx';
import { MapTitle } from './map-title.tsx';
import { MapTools } from './map-tools.tsx';
import { type Place, writePlace } from './map-view.ts';
import { MatrixPane } from './matrix-pane.tsx';
import { sumOfPlace } from './matrix-tip.tsx';
import { PlaceSheet } from './place-sheet.tsx';
import { SplitPane } from './split-pane.tsx';
import { useExport } from './use-export.ts';
import { useLiveHeat } from './use-heat-data.ts';
import { useInks } from './use-inks.ts';
import { useMapView } from './use-map-view.ts';
import { useNarrow } from './use-narrow.ts';
import type { Near } from './use-near.ts';
import { usePicture } from './use-picture.ts';
import { useRotation } from './use-rotation.ts';
import { BasisContext, useWords } from './use-words.ts';

const MAP_DIMENSIONS = DIMENSIONS.filter((each) => each !== 'kind' && each !== 'triage');

/** «Карта»: what is compared decides how every number under it is worded. */
export function HeatMapPage() {
  const { view } = useMapView();
  return (
    <BasisContext value={view.measure === 'compare' ? 'compare' : 'change'}>
      <HeatMap />
    </BasisContext>
  );
}

/** The region on a map and as a matrix topic × municipality: one filter, one selection, one pointer. */
function HeatMap() {
  const { view, change } = useMapView();
  const { t } = useWords();
  const registry = useRegistry();
  const navigate = useNavigate();
  const { inks, ground } = useInks();
  const narrow = useNarrow();
  const [day, setDay] = useState<string | null>(null);
  const [pane, setPane] = useState<'map' | 'matrix'>('map');
  const [rotated, setRotated] = useState<string | null>(null);
  const hover = useMemo(createHover, []);
  const renewedAt = useLiveHeat();
  const picture = usePicture(view, day, ground, rotated);
  const { heat, boundaries, model, scales, names } = picture;
  const turned = useRotation(model, view.wall);
  if (turned !== rotated) setRotated(turned);

  const setRange = useCallback(
    ({ from, to }: DayRange) => {
      setDay(null);
      change({ from, to, period: undefined });
    },
    [change],
  );
  const setPlace = useCallback((place: Place) => change({ place: writePlace(place) }), [change]);
  const closePlace = useCallback(() => change({ place: undefined }), [change]);
  const setMunicipality = useCallback(
    (municipality: string) => setPlace({ row: null, municipality }),
    [setPlace],
  );
  const openCase = useCallback(
    (id: string) => void navigate({ to: '/appeals/$id', params: { id } }),
    [navigate],
  );
  const setCamera = useCallback((at: string | undefined) => change({ at }, { replace: true }), [change]);
  const openRow = useCallback(
    (code: string) => {
      if (view.rowKind === 'sector') change({ rows: undefined, sector: code, place: undefined });
      else change({ rows: 'topic', under: code, place: undefined });
    },
    [change, view.rowKind],
  );
  const topics = useMemo(() => new Map(registry.topics.map((topic) => [topic.code, topic])), [registry]);
  // What the whole picture counts: an opened group narrows the figures and the time line as well.
  const whole = useMemo(
    () =>
      narrowFilter(
        view.filter,
        { rowKind: view.rowKind, row: rotated, municipality: null, topicParent: view.under },
        topics,
      ),
    [view, rotated, topics],
  );
  const ofDay = useMemo(() => (day ? { ...whole, from: day, to: day } : whole), [whole, day]);
  const shown = useRef<{ map: GlMap | null; near: Near | null }>({ map: null, near: null });
  const onShown = useCallback((next: { map: GlMap | null; near: Near | null }) => {
    shown.current = { map: next.map ?? shown.current.map, near: next.near };
  }, []);
  const files = useExport({ view, picture, inks, shown });

  // Filters stay within reach: another choice may be what helps.
  const problem = heat.error && !heat.data && (
    <ProblemNotice error={heat.error} onRetry={() => void heat.refetch()} />
  );
  const map = (
    <MapPane
      boundaries={boundaries}
      model={picture.places}
      scale={scales?.places ?? null}
      view={view}
      filter={ofDay}
      inks={inks}
      ground={ground}
      hover={hover}
      flashes={picture.flashedPlaces}
      onPlace={setMunicipality}
      onCase={openCase}
      onCamera={setCamera}
      onShown={onShown}
    />
  );
  const matrix = (
    <MatrixPane
      view={view}
      model={model}
      scale={scales?.cells ?? null}
      inks={inks}
      hover={hover}
      flashes={picture.flashes}
      place={rotated === null ? view.place : { row: rotated, municipality: null }}
      onPlace={setPlace}
      onOpenRow={openRow}
      onClear={() => change(cleared)}
    />
  );
  const title = (
    <MapTitle
      view={view}
      total={picture.places?.total ?? null}
      notOver={picture.notOver}
      day={day}
      topic={rotated === null ? null : names.row(rotated)}
      renewedAt={renewedAt}
    />
  );
  const timeline = (
    <MapTimeline
      view={view}
      filter={whole}
      inks={inks}
      day={day}
      onDay={setDay}
      onRange={setRange}
      wall={view.wall}
    />
  );
  const figures = (
    <MapFigures
      filter={whole}
      onChannel={(channel) => change({ channel: withChosen(view.filter, 'channel', [channel]).channel })}
      onOrganisation={(organisation) =>
        change({ organisation: withChosen(view.filter, 'organisation', [organisation]).organisation })
      }
    />
  );

  if (view.wall)
    return (
      <div className={styles.wall}>
        {title}
        {figures}
        {problem || (
          <SplitPane left={map} right={matrix} label={t('pane.resize')} storageKey="otklik.wall.split" />
        )}
        {timeline}
        <button type="button" className={styles.leave} onClick={() => change({ wall: undefined })}>
          {t('sheet.close')}
        </button>
      </div>
    );

  const place = view.place;
  return (
    <div className={styles.page} aria-busy={heat.isFetching} data-sheet={place !== null || undefined}>
      <header className={styles.head}>
        {title}
        <FilterBar
          filter={view.filter}
          dimensions={MAP_DIMENSIONS}
          onChange={(filter) => change(addressPatch(filter, MAP_DIMENSIONS))}
        >
          <PeriodControl
            range={view.range}
            today={view.today}
            onPeriod={(named) => {
              setDay(null);
              change({ period: named === '7d' ? undefined : named, from: undefined, to: undefined });
            }}
            onRange={setRange}
          />
        </FilterBar>
        {figures}
        <MapTools
          view={view}
          underName={view.under === null ? null : registry.topicName(view.under)}
          change={change}
          files={files}
        />
      </header>
      {problem ? (
        problem
      ) : narrow ? (
        <>
          <SegmentedRadioGroup
            className={styles.tabs}
            width="max"
            size="l"
            value={pane}
            aria-label={t('pane.label')}
            onUpdate={setPane}
          >
            <SegmentedRadioGroup.Option value="map">{t('pane.map')}</SegmentedRadioGroup.Option>
            <SegmentedRadioGroup.Option value="matrix">{t('pane.matrix')}</SegmentedRadioGroup.Option>
          </SegmentedRadioGroup>
          {pane === 'map' ? map : matrix}
        </>
      ) : (
        <SplitPane left={map} right={matrix} label={t('pane.resize')} storageKey="otklik.map.split" />
      )}
      {timeline}
      {place && model && (
        <PlaceSheet
          view={view}
          rowName={
            place.row === null
              ? view.under
                ? registry.topicName(view.under)
                : t('allTopics')
              : names.row(place.row)
          }
          placeName={place.municipality === null ? t('region') : names.place(place.municipality).name}
          sum={sumOfPlace(model, place)}
          filter={narrowFilter(
            view.filter,
            { rowKind: view.rowKind, topicParent: view.under, ...place },
            topics,
          )}
          inks={inks}
          onClose={closePlace}
          onOnlyHere={(filter) => change({ ...addressPatch(filter, MAP_DIMENSIONS), place: undefined })}
        />
      )}
    </div>
  );
}

const cleared = Object.fromEntries(
  [...MAP_DIMENSIONS, 'overdue', 'from', 'to', 'under', 'rows'].map((each) => [each, undefined]),
);
