import { type EventEmitter, once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { stringify } from 'csv-stringify/sync';
import type Exceljs from 'exceljs';

export type Cell = string | number | null;
/** Rows of a table by pages; the first page may be empty, the header still stands. */
export type Pages = AsyncIterable<readonly (readonly Cell[])[]>;

/** Excel refuses a workbook with a longer cell. */
const CELL_CHARS_MAX = 32_767;

/** Semicolons, CRLF and a byte-order mark, as Russian Excel opens it; formulas in residents' words are made harmless. */
export async function* csvOf(
  header: readonly string[],
  pages: Pages,
  options: { formulas?: boolean } = {},
): AsyncGenerator<string> {
  const shape = {
    delimiter: ';',
    record_delimiter: '\r\n',
    escape_formulas: !options.formulas,
  };
  yield `\ufeff${stringify([header], shape)}`;
  for await (const page of pages) yield stringify([...page], shape);
}

export async function* jsonLinesOf(header: readonly string[], pages: Pages): AsyncGenerator<string> {
  for await (const page of pages) {
    let lines = '';
    for (const row of page) {
      const filled = row.flatMap((cell, index) => (cell === null ? [] : [[header[index], cell]]));
      lines += `${JSON.stringify(Object.fromEntries(filled))}\n`;
    }
    yield lines;
  }
}

/**
 * A workbook of one sheet, written row by row into a file.
 *
 * @throws Error in Russian when a cell is longer than a workbook can hold
 */
export async function writeWorkbook(
  path: string,
  sheetName: string,
  header: readonly string[],
  pages: Pages,
): Promise<void> {
  // Loading it takes a third of a second, which a start of the server need not wait for.
  const { default: exceljs } = await import('exceljs');
  const file = createWriteStream(path);
  const done = finished(file);
  done.catch(() => {});
  try {
    const workbook = new exceljs.stream.xlsx.WorkbookWriter({
      stream: file,
      useSharedStrings: false,
      useStyles: false,
    });
    const sheet = workbook.addWorksheet(sheetName);
    sheet.addRow([...header]).commit();
    for await (const page of pages) {
      for (const row of page) {
        const long = row.find((cell) => typeof cell === 'string' && cell.length > CELL_CHARS_MAX);
        if (long !== undefined)
          throw new Error(
            `Текст дела ${row[1]} длиннее ${CELL_CHARS_MAX} знаков: в ячейку Excel он не войдёт. Выгрузите в CSV или JSONL.`,
          );
        // What XML cannot hold would break the whole workbook.
        sheet.addRow(row.map((cell) => (typeof cell === 'string' ? withoutControls(cell) : cell))).commit();
      }
      await packed(sheet);
    }
    await sheet.commit();
    await workbook.commit();
    await done;
  } catch (error) {
    file.destroy();
    throw error;
  }
}

/**
 * exceljs takes rows as fast as they come and keeps what is not packed yet in memory: without waiting, most of a large workbook. Its
 * packer is a stream of an old kind that says only here whether it has enough.
 */
async function packed(sheet: Exceljs.Worksheet): Promise<void> {
  const { stream } = sheet as unknown as { stream: { pipes: Packer[] } };
  const [packer] = stream.pipes;
  if (packer?._writableState.needDrain) await once(packer, 'drain');
}
type Packer = EventEmitter & { _writableState: { needDrain: boolean } };

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are what is removed
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
const withoutControls = (text: string) => text.replace(CONTROLS, '');
