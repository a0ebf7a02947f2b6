import type { AppealFilterQuery } from '../../contract/index.ts';
import { readFilter } from '../filters/appeal-filter.ts';
import type { RowKind } from '../filters/narrow-filter.ts';
import { type DayRange, isPeriod, type Period, rangeOf } from '../filters/period.ts';
import { MEASURES, type Measure } from './colour-scale.ts';
import { COLUMN_ORDERS, type ColumnOrder } from './matrix-model.ts';

/** A cell, a whole row (municipality null), a whole column (row null) or everything (both null). */
export interface Place {
  row: string | null;
  municipality: string | null;
}

/** Everything that makes the picture, read from the address bar: a link shows another person the same. */
export interface MapView {
  today: string;
  range: DayRange;
  /** Filter of the picture, days included; the same that a list behind a number gets. */
  filter: AppealFilterQuery;
  measure: Measure;
  /** The other period, when two are compared; null leaves the choice to the server: as many days just before. */
  versus: DayRange | null;
  /** Municipalities, hexagons or points; `auto` by how near one looks. */
  layer: Layer;
  /** Size of the hexagons against the usual one for the zoom. */
  hexagon: HexagonSize;
  /** Where one looks; null for the whole region. */
  camera: Camera | null;
  rowKind: RowKind;
  /** Group whose topics are shown; null at the top. */
  under: string | null;
  order: ColumnOrder;
  place: Place | null;
  /** Wall mode: full screen, nothing to press. */
  wall: boolean;
  /** Table instead of the drawn matrix. */
  table: boolean;
}

export const LAYERS = ['auto', 'places', 'hexagons', 'points'] as const;
export type Layer = (typeof LAYERS)[number];
export const HEXAGON_SIZES = ['big', 'usual', 'small'] as const;
export type HexagonSize = (typeof HEXAGON_SIZES)[number];

export interface Camera {
  lat: number;
  lon: number;
  zoom: number;
}

const ROW_KINDS: readonly RowKind[] = ['sector', 'group', 'topic'];
const DEFAULT_PERIOD: Period = '7d';
const ALL = '*';

const oneOf = <T extends string>(list: readonly T[], value: string | undefined, otherwise: T): T =>
  list.includes(value as T) ? (value as T) : otherwise;

/** «roads/50701» ↔ row and municipality; `*` stands for all, nothing after the slash for «place unknown». */
export function readPlace(text: string | undefined): Place | null {
  const slash = text?.lastIndexOf('/') ?? -1;
  if (!text || slash < 0) return null;
  const part = (value: string) => (value === ALL ? null : value);
  return { row: part(text.slice(0, slash)), municipality: part(text.slice(slash + 1)) };
}

export function writePlace(place: Place | null): string | undefined {
  return place ? `${place.row ?? ALL}/${place.municipality ?? ALL}` : undefined;
}

/** «55.03,82.92,11.5» ↔ where one looks; anything else is the whole region. */
export function readCamera(text: string | undefined): Camera | null {
  const [lat, lon, zoom, ...rest] = (text ?? '')
    .split(',')
    .map((part) => (part === '' ? Number.NaN : Number(part)));
  if (rest.length > 0 || lat === undefined || lon === undefined || zoom === undefined) return null;
  const sane = Math.abs(lat) <= 85 && Math.abs(lon) <= 360 && zoom >= 0 && zoom <= 22;
  return sane ? { lat, lon, zoom } : null;
}

export function writeCamera({ lat, lon, zoom }: Camera): string {
  return `${lat.toFixed(4)},${lon.toFixed(4)},${zoom.toFixed(2)}`;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function readVersus({ vsFrom, vsTo }: Record<string, string | undefined>): DayRange | null {
  if (!vsFrom || !vsTo || !DAY.test(vsFrom) || !DAY.test(vsTo)) return null;
  return vsFrom <= vsTo ? { from: vsFrom, to: vsTo } : { from: vsTo, to: vsFrom };
}

/** Pure reading of the address, so that it can be tested: `today` is the region's calendar day. */
export function readView(search: Record<string, string | undefined>, today: string): MapView {
  const filter = readFilter(search);
  delete filter.q;
  let range: DayRange;
  if (filter.from || filter.to) {
    const from = filter.from ?? filter.to!;
    const to = filter.to ?? today;
    range = from <= to ? { from, to } : { from: to, to: from };
  } else range = rangeOf(isPeriod(search.period) ? search.period : DEFAULT_PERIOD, today);
  const rowKind = oneOf(ROW_KINDS, search.rows, 'group');
  return {
    today,
    range,
    filter: { ...filter, ...range },
    measure: oneOf(MEASURES, search.measure, 'count'),
    versus: readVersus(search),
    layer: oneOf(LAYERS, search.layer, 'auto'),
    hexagon: oneOf(HEXAGON_SIZES, search.hex, 'usual'),
    camera: readCamera(search.at),
    rowKind,
    under: rowKind === 'topic' ? (search.under ?? null) : null,
    order: oneOf(COLUMN_ORDERS, search.order, 'count'),
    place: readPlace(search.place),
    wall: search.wall === '1',
    table: search.table === '1',
  };
}
