/** Long because the page holds all state that its panels share in one place: filter, period, chosen cell, live renewal. */
import { Button, SegmentedRadioGroup } from '@gravity-ui/uikit';
import { useCallback, useMemo, useState } from 'react';
import { useRegistry } from '../api/registry.ts';
import { addressPatch, DIMENSIONS, withChosen } from '../filters/appeal-filter.ts';
import { FilterBar } from '../filters/filter-bar.tsx';
import { narrowFilter } from '../filters/narrow-filter.ts';
import type { DayRange } from '../filters/period.ts';
import { PeriodControl } from '../filters/period-control.tsx';
import { useFormat } from '../format/use-format.ts';
import { Bars } from '../layout/bars.tsx';
import { Notice } from '../layout/notice.tsx';
import { ProblemNotice } from '../layout/problem-notice.tsx';
import styles from './heat-map-page.module.css';
import { HeatMatrix } from './heat-matrix.tsx';
import { createHover } from './hover.ts';
import { LiveMark } from './live-mark.tsx';
import { MapFigures } from './map-figures.tsx';
import { MapTimeline } from './map-timeline.tsx';
import { MapTools } from './map-tools.tsx';
import { type Place, writePlace } from './map-view.ts';
import { TOTALS } from './matrix-geometry.ts';
import type { Sum } from './matrix-model.ts';
import { MatrixTable } from './matrix-table.tsx';
import { sumAt } from './matrix-tip.tsx';
import { PlaceSheet } from './place-sheet.tsx';
import { RegionMap } from './region-map.tsx';
import { ScaleLegend } from './scale-legend.tsx';
import { SplitPane } from './split-pane.tsx';
import { useLiveHeat } from './use-heat-data.ts';
import { useInks } from './use-inks.ts';
import { useMapView } from './use-map-view.ts';
import { useNarrow } from './use-narrow.ts';
import { usePicture } from './use-picture.ts';
import { useWords } from './use-words.ts';

const MAP_DIMENSIONS = DIMENSIONS.filter((each) => each !== 'kind' && each !== 'triage');

/**
 * «Карта»: the region on a map and as a matrix topic × municipality, one filter, one selection, one pointer. The
 * longest room of this folder because it is where everything meets; each part lives in a file of its own.
 */
export function HeatMapPage() {
  const { view, change } = useMapView();
  const { t, appeals, change: inWords, short } = useWords();
  const { period } = useFormat();
  const registry = useRegistry();
  const { inks, ground } = useInks();
  const narrow = useNarrow();
  const [day, setDay] = useState<string | null>(null);
  const [pane, setPane] = useState<'map' | 'matrix'>('map');
  const hover = useMemo(createHover, []);
  const renewedAt = useLiveHeat();
  const picture = usePicture(view, day, ground);
  const { heat, boundaries, model, scales, names } = picture;

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
        { rowKind: view.rowKind, row: null, municipality: null, topicParent: view.under },
        topics,
      ),
    [view, topics],
  );
  const text = useCallback(
    (sum: Sum) => short(view.measure, sum.count, sum.usual, sum.population),
    [short, view.measure],
  );

  // Filters stay within reach: another choice may be what helps.
  const problem = heat.error && !heat.data && (
    <ProblemNotice error={heat.error} onRetry={() => void heat.refetch()} />
  );

  const map = boundaries ? (
    <div className={styles.pane}>
      <div className={styles.grow}>
        <RegionMap
          boundaries={boundaries}
          model={model}
          scale={scales?.places ?? null}
          measure={view.measure}
          inks={inks}
          hover={hover}
          place={view.place}
          flashes={picture.flashedPlaces}
          onPlace={setMunicipality}
          wall={view.wall}
        />
      </div>
      {scales && <ScaleLegend scale={scales.places} of="municipality" />}
    </div>
  ) : (
    <div className={styles.pane}>
      <Bars rows={9} height={40} />
    </div>
  );
  const caption = t('tableCaption', { period: period(view.range.from, view.range.to) });
  const matrix =
    model && scales ? (
      <div className={styles.pane}>
        <div className={styles.grow}>
          {model.rows.length === 0 ? (
            <Notice
              title={t('empty.title')}
              action={<Button onClick={() => change(cleared)}>{t('empty.clear')}</Button>}
            >
              {t('empty.text')}
            </Notice>
          ) : view.table ? (
            <MatrixTable
              model={model}
              measure={view.measure}
              caption={caption}
              onPlace={setPlace}
              onOpenRow={openRow}
            />
          ) : (
            <HeatMatrix
              model={model}
              scale={scales.cells}
              inks={inks}
              text={text}
              totalName={t('total')}
              label={t('matrixLabel')}
              hover={hover}
              place={view.place}
              flashes={picture.flashes}
              zoom={view.wall ? WALL_ZOOM : 1}
              onPlace={setPlace}
              onOpenRow={openRow}
            />
          )}
        </div>
        <ScaleLegend scale={scales.cells} of="cell" />
      </div>
    ) : (
      <div className={styles.pane}>
        <Bars rows={12} height={28} />
      </div>
    );

  const title = (
    <div className={styles.title}>
      <h1>{view.wall ? registry.region?.name : t('title')}</h1>
      {model && (
        <p>
          <span className={styles.period}>{period(view.range.from, view.range.to)}</span> ·{' '}
          {appeals(model.total.count)}
          {picture.notOver && model.total.usual === null
            ? `, ${t('today.notOver')}`
            : `, ${inWords(model.total.count, model.total.usual)}`}
          {!picture.notOver && model.total.usual !== null && day === null && view.range.to >= view.today && (
            <span className={styles.partial}> ({t('today.partial')})</span>
          )}
        </p>
      )}
      <LiveMark renewedAt={renewedAt} />
    </div>
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
          sum={sumOf(model, place)}
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

/** A wall is read from across the room. */
const WALL_ZOOM = 1.5;

const cleared = Object.fromEntries(
  [...MAP_DIMENSIONS, 'overdue', 'from', 'to', 'under', 'rows'].map((each) => [each, undefined]),
);

function sumOf(model: NonNullable<ReturnType<typeof usePicture>['model']>, place: Place): Sum {
  const row = place.row === null ? TOTALS : model.rows.findIndex((each) => each.code === place.row);
  const column =
    place.municipality === null
      ? TOTALS
      : model.columns.findIndex((each) => each.code === place.municipality);
  // A link may name a row that this filter leaves empty: nothing there, not the whole.
  const lost = (place.row !== null && row < 0) || (place.municipality !== null && column < 0);
  return lost ? { count: 0, usual: null, authors: null, population: 0 } : sumAt(model, { row, column });
}
