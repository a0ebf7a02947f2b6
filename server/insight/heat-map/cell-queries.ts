import type { z } from 'zod';
import type { HeatMapQuery } from '../../../contract/heat-map.ts';
import { whereOverdue } from '../facts/where-facts.ts';
import type { HeatContext } from './heat-context.ts';
import type { Period } from './period.ts';
import { rowOf } from './row-of.ts';

/** Rows of the matrix as numbers, so that DuckDB sums by them: handing every topic to JavaScript took five times as long. */
export interface RowNumbers {
  names: string[];
  /** Table `topic → cell_row`. */
  table: string;
}

export interface CellQuestion {
  context: HeatContext;
  where: string;
  period: Period;
  rowNumbers: RowNumbers;
}

export async function numberRows(
  query: z.output<typeof HeatMapQuery>,
  context: HeatContext,
): Promise<RowNumbers> {
  const { replica } = context;
  const numbers = new Map<string, number>();
  const rows = Array.from({ length: replica.lastId('topic') + 1 }, (_, id) => {
    const row = rowOf(query.rows, replica.codeOf('topic', id), context, query.topicParent);
    if (!numbers.has(row)) numbers.set(row, numbers.size);
    return numbers.get(row)!;
  });
  const table = await replica.lookup({
    name: `rows ${rows.join(',')}`,
    columns: [
      { name: 'topic', type: 'smallint', values: rows.map((_, id) => id) },
      { name: 'cell_row', type: 'smallint', values: rows },
    ],
  });
  return { names: [...numbers.keys()], table };
}

/** Table `day → w`: 0 for the days of the first period, 1 for those of the second … */
export function windowTable(context: HeatContext, windows: readonly Period[]): Promise<string> {
  const days: number[] = [];
  const numbers: number[] = [];
  windows.forEach(({ from, to }, number) => {
    for (let day = from; day <= to; day += 1) {
      days.push(day);
      numbers.push(number);
    }
  });
  return context.replica.lookup({
    name: `windows ${windows.map(({ from, to }) => `${from}-${to}`).join(' ')}`,
    columns: [
      { name: 'day', type: 'integer', values: days },
      { name: 'w', type: 'utinyint', values: numbers },
    ],
  });
}

/** Condition on days that lets DuckDB pass over stretches of other days. */
export function withinWindows(windows: readonly Period[]): string {
  const from = Math.min(...windows.map((window) => window.from));
  const to = Math.max(...windows.map((window) => window.to));
  return `day between ${from} and ${to}`;
}

/** @returns columns: row, municipality, then a count for each window; windows do not overlap */
export async function countCells({
  context,
  where,
  windows,
  rowNumbers,
}: Omit<CellQuestion, 'period'> & { windows: readonly Period[] }): Promise<number[][]> {
  const { replica } = context;
  const within = withinWindows(windows);
  if (windows.length === 1)
    return replica.readNumbers(
      `select cell_row, municipality, count(*) from fact join ${rowNumbers.table} using (topic)
        where ${within} and ${where} group by cell_row, municipality`,
    );
  const columns = windows.map((_, at) => `coalesce(sum(n) filter (w = ${at}), 0)::integer`);
  return replica.readNumbers(
    `select cell_row, municipality, ${columns.join(', ')}
       from (select cell_row, municipality, w, count(*) as n
               from fact join ${rowNumbers.table} using (topic) join ${await windowTable(context, windows)} using (day)
              where ${within} and ${where} group by cell_row, municipality, w)
      group by cell_row, municipality`,
  );
}

/** What is known of appeals besides their number. */
export interface Details {
  overdue: number;
  rated: number;
  dissatisfied: number;
  authors: number;
}
export const DETAILS = ['overdue', 'rated', 'dissatisfied', 'authors'] as const;
export type Detail = (typeof DETAILS)[number];

/** Different authors are counted one by one up to so many appeals; beyond it HyperLogLog estimates, within about 5 %. */
export const AUTHORS_COUNTED_MAX = 60_000;
const RATING_DISSATISFIED = 2;

/** SQL of a detail over a group of facts, a whole number. */
export function detailSql(detail: Detail, context: HeatContext, exact: boolean): string {
  switch (detail) {
    case 'overdue':
      return `count_if(${whereOverdue(context)})::integer`;
    case 'rated':
      return 'count(rating)::integer';
    case 'dissatisfied':
      return `count_if(rating <= ${RATING_DISSATISFIED})::integer`;
    case 'authors':
      return exact ? 'count(distinct author)::integer' : 'approx_count_distinct(author)::integer';
  }
}

/** Details of the period by `cellKey`; only those asked for are filled. */
export async function countDetails(
  { context, where, period, rowNumbers }: CellQuestion,
  wanted: readonly Detail[],
  exact: boolean,
): Promise<Map<string, Partial<Details>>> {
  const { replica } = context;
  const [rows, places, ...values] = (await replica.readNumbers(
    `select cell_row, municipality, ${wanted.map((detail) => detailSql(detail, context, exact)).join(', ')}
       from fact join ${rowNumbers.table} using (topic)
      where day between ${period.from} and ${period.to} and ${where} group by cell_row, municipality`,
  )) as [number[], number[], ...number[][]];
  return new Map(
    rows.map((row, at) => [
      cellKey(rowNumbers.names[row]!, replica.codeOf('municipality', places[at]!)),
      Object.fromEntries(wanted.map((detail, column) => [detail, values[column]![at]!])),
    ]),
  );
}

export function cellKey(row: string, municipality: string): string {
  return `${row}\n${municipality}`;
}
