import type { MatrixModel } from './matrix-model.ts';

/** Headings of the columns, in the reader's language. */
export interface CsvWords {
  row: string;
  place: string;
  count: string;
  usual: string;
  authors: string;
  overdue: string;
  rated: string;
  dissatisfied: string;
  population: string;
}

/**
 * The numbers on the screen as a table for a spreadsheet: a line for each cell that holds something. Semicolons, decimal commas and the
 * mark at the beginning are what a Russian Excel opens without questions.
 */
export function matrixCsv(model: MatrixModel, words: CsvWords): string {
  const lines = [Object.values(words).map(quoted).join(';')];
  for (const [at, cell] of model.cells.entries()) {
    if (!cell) continue;
    const row = model.rows[Math.floor(at / model.columns.length)]!;
    const column = model.columns[at % model.columns.length]!;
    const numbers = [
      cell.count,
      cell.usual,
      cell.authors,
      cell.overdue,
      cell.rated,
      cell.dissatisfied,
      column.population || null,
    ];
    lines.push([quoted(row.name), quoted(column.name), ...numbers.map(decimal)].join(';'));
  }
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

const decimal = (value: number | null) =>
  value === null ? '' : String(Math.round(value * 100) / 100).replace('.', ',');

/** A name that begins like a formula would be run by the spreadsheet. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[;"\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
