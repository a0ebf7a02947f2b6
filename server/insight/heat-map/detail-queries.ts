import { whereOverdue } from '../facts/where-facts.ts';
import { type CellQuestion, windowTable, withinWindows } from './cell-queries.ts';
import { type CellTable, cellTable } from './cell-table.ts';
import type { HeatContext } from './heat-context.ts';
import type { Period } from './period.ts';

/** What is known of appeals besides their number. */
export const DETAILS = ['overdue', 'rated', 'dissatisfied', 'authors'] as const;
export type Detail = (typeof DETAILS)[number];

/** Different authors are counted one by one up to so many appeals; beyond it HyperLogLog estimates, within about 5 %. */
export const AUTHORS_COUNTED_MAX = 60_000;
const RATING_DISSATISFIED = 2;

/** SQL of a detail over a group of facts, or over those of them for which `among` holds; a whole number. */
export function detailSql(detail: Detail, context: HeatContext, exact: boolean, among?: string): string {
  return `(${aggregate(detail, context, exact)}${among ? ` filter (${among})` : ''})::integer`;
}

function aggregate(detail: Detail, context: HeatContext, exact: boolean): string {
  switch (detail) {
    case 'overdue':
      return `count_if(${whereOverdue(context)})`;
    case 'rated':
      return 'count(rating)';
    case 'dissatisfied':
      return `count_if(rating <= ${RATING_DISSATISFIED})`;
    case 'authors':
      return exact ? 'count(distinct author)' : 'approx_count_distinct(author)';
  }
}

/** The part of the facts that is looked at to guess how many a question finds: whole vectors, so that the rest is not read. */
const SAMPLE_PERCENT = 1;
const SAMPLED_FEW_MAX = 500;
/** Periods shorter than this are quick to read twice, and hold too few vectors to guess from. */
const LONG_DAYS = 120;

/** Whether a long period holds few enough of these facts that everything about them is best counted while passing over it once. */
export async function areFew({
  context: { replica },
  where,
  period: { from, to },
}: Pick<CellQuestion, 'context' | 'where' | 'period'>): Promise<boolean> {
  if (to - from < LONG_DAYS) return false;
  const [[sampled]] = (await replica.readNumbers(
    `select count(*)::integer from fact tablesample system(${SAMPLE_PERCENT}%) where day between ${from} and ${to} and ${where}`,
  )) as [[number]];
  return sampled <= SAMPLED_FEW_MAX;
}

/** Columns as those of `countCells`, then the details of the first window: one pass instead of two, for few facts. */
export async function countCellsAndDetails({
  context,
  where,
  windows,
  rowNumbers,
}: Omit<CellQuestion, 'period'> & { windows: readonly Period[] }): Promise<number[][]> {
  const counts = windows.map((_, at) => `count_if(w = ${at})::integer`);
  const details = DETAILS.map((detail) => detailSql(detail, context, true, 'w = 0'));
  return context.replica.readNumbers(
    `select cell_row, municipality, ${[...counts, ...details].join(', ')}
       from fact join ${rowNumbers.table} using (topic) join ${await windowTable(context, windows)} using (day)
      where ${withinWindows(windows)} and ${where} group by cell_row, municipality`,
  );
}

/** Details of the period; only those asked for are there. */
export async function countDetails(
  { context, where, period, rowNumbers }: CellQuestion,
  wanted: readonly Detail[],
  exact: boolean,
): Promise<CellTable<Detail>> {
  const columns = await context.replica.readNumbers(
    `select cell_row, municipality, ${wanted.map((detail) => detailSql(detail, context, exact)).join(', ')}
       from fact join ${rowNumbers.table} using (topic)
      where day between ${period.from} and ${period.to} and ${where} group by cell_row, municipality`,
  );
  return cellTable(wanted, columns);
}
