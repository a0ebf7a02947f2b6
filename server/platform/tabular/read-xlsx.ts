import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import type Exceljs from 'exceljs';

import { checkHeader } from './check-header.ts';
import type { TableRow } from './read-table.ts';
import { TableError } from './table-error.ts';

/** First sheet of a workbook, streamed; the first row with anything in it is the header. */
export async function* readXlsxRows(stream: NodeJS.ReadableStream, path: string): AsyncGenerator<TableRow> {
  // Loading it takes a third of a second, which a start of the server need not wait for.
  const { default: exceljs } = await import('exceljs');
  const workbook = new (wholeLetterReader(exceljs))(stream as Readable, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    entries: 'emit',
  });
  let header: string[] | undefined;
  try {
    for await (const sheet of workbook) {
      for await (const row of sheet) {
        const cells = (row.values as unknown[]).slice(1).map(plainValue);
        if (cells.every((cell) => cell === '' || cell === undefined)) continue;
        if (!header) {
          header = cells.map((cell) => String(cell ?? '').trim());
          checkHeader(header, path);
          continue;
        }
        const values: Record<string, unknown> = {};
        header.forEach((name, index) => {
          if (name !== '') values[name] = cells[index] ?? '';
        });
        yield { line: row.number, values };
      }
      break;
    }
  } catch (error) {
    if (error instanceof TableError) throw error;
    throw brokenWorkbook(path);
  }
  if (!header) throw brokenWorkbook(path);
}

type Sheets = Generator<unknown>;

/**
 * exceljs 4.4 turns each piece that it unpacks into text by itself: a letter of two bytes that two pieces share becomes «��», in
 * Russian texts one in every few hundred rows. It takes pieces that are text already, so they are made here, letters whole.
 */
function wholeLetterReader({ stream }: typeof Exceljs): typeof Exceljs.stream.xlsx.WorkbookReader {
  const Reader = stream.xlsx.WorkbookReader as unknown as new (
    ...args: unknown[]
  ) => {
    _parseWorksheet(pieces: AsyncIterable<Buffer>, sheet: string): Sheets;
    _parseSharedStrings(entry: Readable): AsyncGenerator<unknown>;
  };
  class WholeLetterReader extends Reader {
    override *_parseWorksheet(pieces: AsyncIterable<Buffer>, sheet: string): Sheets {
      yield* super._parseWorksheet(wholeLetters(pieces) as never, sheet);
    }
    override _parseSharedStrings(entry: Readable): AsyncGenerator<unknown> {
      entry.setEncoding('utf8');
      return super._parseSharedStrings(entry);
    }
  }
  return WholeLetterReader as unknown as typeof Exceljs.stream.xlsx.WorkbookReader;
}

async function* wholeLetters(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  for await (const piece of pieces) yield decoder.write(piece);
  yield decoder.end();
}

function brokenWorkbook(path: string): TableError {
  return new TableError(
    `Книга «${path}» не открывается: файл повреждён или это не .xlsx. Откройте её в табличном редакторе и сохраните как «Книга Excel (.xlsx)» или CSV.`,
  );
}

function plainValue(cell: unknown): unknown {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date || typeof cell !== 'object') return cell;
  const rich = cell as { richText?: { text: string }[]; text?: unknown; result?: unknown; error?: unknown };
  if (rich.richText) return rich.richText.map((part) => part.text).join('');
  if (rich.text !== undefined) return plainValue(rich.text);
  if (rich.result !== undefined) return plainValue(rich.result);
  return '';
}
