import type { z } from 'zod';
import type { HeatMapQuery } from '../../../contract/heat-map.ts';
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
