import type { HeatCell, HeatMap, Municipality, Registry } from '../../contract/index.ts';
import type { RowKind } from '../filters/narrow-filter.ts';
import { isSpike, ratio, type Usual } from './change.ts';

export const COLUMN_ORDERS = ['count', 'change', 'name'] as const;
export type ColumnOrder = (typeof COLUMN_ORDERS)[number];

/** Numbers of one cell, row, column or of everything. */
export interface Sum {
  count: number;
  usual: Usual;
  /** null where the question covers too many appeals to count different people. */
  authors: number | null;
  /** Not finished although the next deadline has passed. */
  overdue: number | null;
  rated: number | null;
  /** Of the rated: with 1 or 2. */
  dissatisfied: number | null;
  population: number;
}

/** What is known besides count and usual level. */
export const DETAILS = ['authors', 'overdue', 'rated', 'dissatisfied'] as const;
export const NO_DETAILS = { authors: null, overdue: null, rated: null, dissatisfied: null };

export interface MatrixRow extends Sum {
  code: string;
  name: string;
  /** Clicking goes one level down. */
  opens: boolean;
  spikes: number;
}

export interface MatrixColumn extends Sum {
  code: string;
  name: string;
  shortName: string;
  spikes: number;
}

export interface MatrixModel {
  rows: readonly MatrixRow[];
  columns: readonly MatrixColumn[];
  /** Row-major, `rows.length × columns.length`; undefined = nothing there and nothing usual. */
  cells: readonly (HeatCell | undefined)[];
  total: Sum;
}

/** Code of «place unknown» in the counts. */
export const NO_PLACE = '';
/** Code of «topic not decided yet»: appeals that wait for triage. */
export const NO_TOPIC = '';

export interface Names {
  row(code: string): string;
  place(code: string): { name: string; shortName: string };
}

const add = (a: Usual, b: Usual): Usual => (a === null ? b : b === null ? a : a + b);

/**
 * The picture as a matrix. Rows by size; columns by `order`. A municipality without a single
 * case stays (an empty column is a finding too), except when the filter asks for certain ones.
 * Row totals sum the cells, so a total never disagrees with what is seen.
 */
export function buildMatrix(
  heatMap: HeatMap,
  registry: Pick<Registry, 'municipalities' | 'topics'>,
  view: { rowKind: RowKind; order: ColumnOrder; only: readonly string[] },
  names: Names,
): MatrixModel {
  const byCode = new Map(registry.municipalities.map((each) => [each.code, each]));
  const columns = columnsOf(heatMap, registry.municipalities, view.only, names, byCode);
  const withChildren = new Set(registry.topics.map((each) => each.parent));
  const population = columns.reduce((sum, column) => sum + column.population, 0);

  const rows: MatrixRow[] = rowCodes(heatMap).map((code) => ({
    code,
    name: names.row(code),
    opens: view.rowKind === 'sector' || withChildren.has(code),
    count: 0,
    usual: null,
    ...NO_DETAILS,
    population,
    spikes: 0,
  }));

  const rowAt = new Map(rows.map((row, at) => [row.code, at]));
  const columnBy = new Map(columns.map((column) => [column.code, column]));
  for (const cell of heatMap.cells) {
    const row = rows[rowAt.get(cell.row) ?? -1];
    const column = columnBy.get(cell.municipality);
    if (!row || !column) continue;
    const spike = isSpike(cell.count, cell.usual) ? 1 : 0;
    row.count += cell.count;
    row.usual = add(row.usual, cell.usual);
    row.spikes += spike;
    for (const detail of DETAILS) {
      row[detail] = add(row[detail], cell[detail]);
      column[detail] = add(column[detail], cell[detail]);
    }
    column.spikes += spike;
  }
  sortColumns(columns, view.order);
  rows.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'ru'));
  for (const [at, row] of rows.entries()) rowAt.set(row.code, at);

  const columnAt = new Map(columns.map((column, at) => [column.code, at]));
  const cells: (HeatCell | undefined)[] = new Array(rows.length * columns.length);
  for (const cell of heatMap.cells) {
    const [r, c] = [rowAt.get(cell.row), columnAt.get(cell.municipality)];
    if (r !== undefined && c !== undefined) cells[r * columns.length + c] = cell;
  }
  const total: Sum = { count: heatMap.total, usual: null, ...NO_DETAILS, population };
  for (const column of columns) {
    total.usual = add(total.usual, column.usual);
    for (const detail of DETAILS) total[detail] = add(total[detail], column[detail]);
  }
  return { rows, columns, cells, total };
}

/** Rows the server counted, then rows that only have a usual level (they fell silent: that is worth seeing). */
function rowCodes(heatMap: HeatMap): string[] {
  const codes = new Set(heatMap.rows.map((row) => row.code));
  for (const cell of heatMap.cells) codes.add(cell.row);
  return [...codes];
}

function columnsOf(
  heatMap: HeatMap,
  municipalities: readonly Municipality[],
  only: readonly string[],
  names: Names,
  byCode: ReadonlyMap<string, Municipality>,
): MatrixColumn[] {
  const counted = new Map(heatMap.municipalities.map((each) => [each.code, each]));
  const codes = new Set(only.length > 0 ? only : municipalities.map((each) => each.code));
  for (const code of counted.keys()) codes.add(code);
  return [...codes].map((code) => ({
    code,
    ...names.place(code),
    count: counted.get(code)?.count ?? 0,
    usual: counted.get(code)?.usual ?? null,
    ...NO_DETAILS,
    population: byCode.get(code)?.population ?? 0,
    spikes: 0,
  }));
}

function sortColumns(columns: MatrixColumn[], order: ColumnOrder): void {
  const byName = (a: MatrixColumn, b: MatrixColumn) => a.name.localeCompare(b.name, 'ru');
  columns.sort((a, b) => {
    // «Place unknown» is no place: always last.
    if ((a.code === NO_PLACE) !== (b.code === NO_PLACE)) return a.code === NO_PLACE ? 1 : -1;
    if (order === 'count') return b.count - a.count || byName(a, b);
    if (order === 'change') return excess(b) - excess(a) || b.count - a.count || byName(a, b);
    return byName(a, b);
  });
}

/** How far above usual, in deviations of a count: ranks 40 instead of 20 above 2 instead of 1. */
export function excess({ count, usual }: { count: number; usual: Usual }): number {
  return usual === null ? -1000 : (count - usual) / Math.sqrt(usual + 1);
}

/** Length of the small bar of change, −1 … 1: half its way at twice (or half) the usual, full at four times. */
export function barOf(count: number, usual: Usual): number {
  const times = ratio(count, usual);
  if (times === null || times === 1) return 0;
  if (times === 0) return -1;
  return Math.max(-1, Math.min(1, Math.log2(times) / 2));
}

/**
 * The same picture for a day that is not over: fewer than usual means nothing yet and is not compared; as many or more already
 * means something.
 */
export function ofDayNotOver(model: MatrixModel): MatrixModel {
  const upwards = <T extends { count: number; usual: Usual }>(sum: T): T =>
    sum.usual !== null && sum.count < sum.usual ? { ...sum, usual: null } : sum;
  return {
    rows: model.rows.map(upwards),
    columns: model.columns.map(upwards),
    cells: model.cells.map((cell) => cell && upwards(cell)),
    total: upwards(model.total),
  };
}

/** The same municipalities with the numbers of one row. */
export function ofRow(model: MatrixModel, code: string): MatrixModel {
  const at = model.rows.findIndex((row) => row.code === code);
  if (at < 0) return model;
  return {
    ...model,
    columns: model.columns.map((column, place) => {
      const cell = model.cells[at * model.columns.length + place];
      const spikes = cell && isSpike(cell.count, cell.usual) ? 1 : 0;
      return { ...column, count: 0, usual: null, ...NO_DETAILS, ...numbersOf(cell), spikes };
    }),
    total: model.rows[at]!,
  };
}

function numbersOf(cell: HeatCell | undefined) {
  if (!cell) return {};
  const { count, usual, authors, overdue, rated, dissatisfied } = cell;
  return { count, usual, authors, overdue, rated, dissatisfied };
}

const GENERIC =
  /\s*(городской округ|муниципальный округ|муниципальный район|городское поселение|сельское поселение|муниципальное образование|внутригородское|внутригородская территория|ЗАТО|г\. ?о\.|м\. ?р-н|м\. ?о\.)\s*/giu;

/** «Новосибирский муниципальный район» → «Новосибирский», «городской округ город Бердск» → «Бердск». */
export function shortPlaceName(name: string): string {
  const short = name
    .replace(/[«»"]/gu, '')
    .replace(GENERIC, ' ')
    .replace(/(^|\s)(город|г\.|рабоч(?:ий|его) пос[ёе]лок|пос[ёе]лок|район)(?=\s|$)/giu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return short.length >= 2 ? short : name;
}

/**
 * Short names for all places at once: where two would become the same («Тамбов» and «Тамбовский» stay apart by
 * themselves, «Сургут» the city and «Сургут» the district do not), both keep the whole name.
 */
export function shortPlaceNames(names: readonly string[]): Map<string, string> {
  const short = new Map(names.map((name) => [name, shortPlaceName(name)]));
  const times = new Map<string, number>();
  for (const each of short.values()) times.set(each, (times.get(each) ?? 0) + 1);
  for (const [name, each] of short) if (times.get(each)! > 1) short.set(name, name);
  return short;
}
