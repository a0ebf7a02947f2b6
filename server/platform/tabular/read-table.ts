import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { readCsvRows } from './read-csv.ts';
import { readJsonLines } from './read-json-lines.ts';
import { readXlsxRows } from './read-xlsx.ts';
import { TableError } from './table-error.ts';

/** One row of a file. `problem` is set when the row itself cannot be read; `raw` then holds what stood there. */
export interface TableRow {
  /** 1-based number of the record (JSONL and CSV: of the line it starts on). */
  line: number;
  values: Record<string, unknown>;
  problem?: string;
  raw?: string;
}

export interface ReadTableOptions {
  /** Called with the bytes taken from disk so far (compressed bytes of a .gz): what a progress bar divides. */
  onBytes?: (bytesRead: number) => void;
  /** CSV without a header: names for a first row that is data already, null when it is a header. */
  namesOf?: (first: readonly string[]) => string[] | null;
}

export type TableFormat = 'csv' | 'jsonl' | 'xlsx';

/** Format by name: `.csv`, `.tsv`, `.jsonl`, `.ndjson`, `.json`, `.xlsx`, each also with `.gz`. */
export function tableFormatOf(path: string): TableFormat {
  const name = path.toLowerCase().replace(/\.gz$/, '');
  if (/\.(csv|tsv|txt)$/.test(name)) return 'csv';
  if (/\.(jsonl|ndjson|json)$/.test(name)) return 'jsonl';
  if (name.endsWith('.xlsx')) return 'xlsx';
  throw new TableError(
    `Не понимаю, что за файл «${path}»: жду .csv, .tsv, .jsonl или .xlsx, можно сжатый в .gz. Переименуйте файл или сохраните его в одном из этих видов.`,
  );
}

/**
 * Reads a table row by row without holding it in memory. UTF‑8, UTF‑8 with BOM, UTF‑16 and Windows‑1251 are told apart by
 * the first 64 KiB; the CSV delimiter by the header.
 *
 * @throws TableError with a Russian sentence that names the remedy when the file as a whole cannot be read
 */
export async function* readTable(path: string, options: ReadTableOptions = {}): AsyncGenerator<TableRow> {
  const format = tableFormatOf(path);
  const info = await stat(path).catch(() => null);
  if (!info) throw new TableError(`Файла «${path}» нет или он недоступен. Проверьте путь.`);
  if (info.isDirectory()) throw new TableError(`«${path}» — папка, а нужен файл.`);
  if (info.size === 0) throw new TableError(`Файл «${path}» пуст.`);

  let bytesRead = 0;
  const source = createReadStream(path, { highWaterMark: 1 << 18 });
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytesRead += chunk.length;
      options.onBytes?.(bytesRead);
      done(null, chunk);
    },
  });
  let stream: NodeJS.ReadableStream = source.pipe(counter);
  const fail = (error: Error) => counter.destroy(error);
  source.on('error', fail);
  if (await isGzip(path)) {
    const gunzip = createGunzip();
    counter.on('error', (error) => gunzip.destroy(error));
    stream = counter.pipe(gunzip);
  }
  try {
    if (format === 'csv') yield* readCsvRows(stream, path, options.namesOf);
    else if (format === 'jsonl') yield* readJsonLines(stream);
    else yield* readXlsxRows(stream, path);
  } catch (error) {
    if (error instanceof TableError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TableError(
      `Файл «${path}» повреждён или обрывается (${reason}). Сохраните его заново и повторите: уже принятые строки второй раз не запишутся.`,
    );
  } finally {
    source.destroy();
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const head = Buffer.alloc(2);
    await file.read(head, 0, 2, 0);
    return head[0] === 0x1f && head[1] === 0x8b;
  } finally {
    await file.close();
  }
}
