import type { z } from 'zod';
import type { HeatMapQuery } from '../../../contract/heat-map.ts';
import type { HeatContext } from './heat-context.ts';
import { EARLIER_WINDOWS_MIN, type Period, shiftDays } from './period.ts';
import { rowOf } from './row-of.ts';

/** Rows of the matrix as numbers, so that DuckDB sums by them: handing every topic to JavaScript took five times as long. */
export interface RowNumbers {
  names: string[];
  /** SQL that turns the column `topic` into the number of its row. */
  sql: string;
}

export interface CellQuestion {
  context: HeatContext;
  where: string;
  period: Period;
  rowNumbers: RowNumbers;
}

export function numberRows(query: z.output<typeof HeatMapQuery>, context: HeatContext): RowNumbers {
  const { replica } = context;
  const numbers = new Map<string, number>();
  const byTopic = Array.from({ length: replica.lastId('topic') + 1 }, (_, id) => {
    const row = rowOf(query.rows, replica.codeOf('topic', id), context, query.topicParent);
    if (!numbers.has(row)) numbers.set(row, numbers.size);
    return numbers.get(row)!;
  });
  return { names: [...numbers.keys()], sql: `list_extract([${byTopic.join(',')}], topic + 1)` };
}

/** @returns columns: row, municipality, count of the period, then one count for each earlier window */
export function countCells({
  context,
  where,
  period,
  windows,
  rowNumbers,
}: CellQuestion & { windows: number }): Promise<number[][]> {
  const { from, to } = period;
  const shift = shiftDays(period);
  const length = to - from + 1;
  const known = windows < EARLIER_WINDOWS_MIN ? 0 : windows;
  const within =
    known === 0
      ? `day between ${from} and ${to}`
      : `day between ${from - shift * known} and ${to} and (${to} - day) % ${shift} < ${length}`;
  const window = known === 0 ? '0' : `(${to} - day) // ${shift}`;
  const columns = Array.from(
    { length: known + 1 },
    (_, at) => `coalesce(sum(n) filter (where w = ${at}), 0)::integer`,
  );
  return context.replica.readNumbers(
    `select ${rowNumbers.sql}::integer as cell_row, municipality, ${columns.join(', ')}
       from (select topic, municipality, ${window} as w, count(*) as n from fact
              where ${within} and ${where} group by all)
      group by cell_row, municipality`,
  );
}

/** Different authors of the period by `cellKey`. */
export async function countAuthors({
  context,
  where,
  period,
  rowNumbers,
}: CellQuestion): Promise<Map<string, number>> {
  const { replica } = context;
  const [rows, places, authors] = (await replica.readNumbers(
    `select ${rowNumbers.sql}::integer as cell_row, municipality, count(distinct author)::integer from fact
      where day between ${period.from} and ${period.to} and ${where} and author is not null
      group by cell_row, municipality`,
  )) as [number[], number[], number[]];
  return new Map(
    rows.map((row, at) => [
      cellKey(rowNumbers.names[row]!, replica.codeOf('municipality', places[at]!)),
      authors[at]!,
    ]),
  );
}

export function cellKey(row: string, municipality: string): string {
  return `${row}\n${municipality}`;
}
