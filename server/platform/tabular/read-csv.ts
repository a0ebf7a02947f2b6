import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { checkHeader } from './check-header.ts';
import { decodeText } from './decode-text.ts';
import type { TableRow } from './read-table.ts';

const RECORD_CHARS_MAX = 4_000_000;

/**
 * CSV with a header row; `;`, `,` or tab is chosen by what the first row has most of.
 *
 * @param namesOf gives the columns their names where the first row is data already; null when it is a header
 */
export async function* readCsvRows(
  stream: NodeJS.ReadableStream,
  path: string,
  namesOf: (first: readonly string[]) => string[] | null = () => null,
): AsyncGenerator<TableRow> {
  const chunks = decodeText(stream as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  let head = '';
  while (!head.includes('\n') && head.length < RECORD_CHARS_MAX) {
    const next = await chunks.next();
    if (next.done) break;
    head += next.value;
  }
  const source = Readable.from(prepend(head, chunks));
  const parser = source.pipe(
    parse({
      delimiter: delimiterOf(head.slice(0, head.indexOf('\n') >>> 0)),
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: RECORD_CHARS_MAX,
      info: true,
    }),
  );
  // A pipe does not pass errors on: a file that breaks off would end the process instead of the reading.
  source.on('error', (error) => parser.destroy(error));
  let header: string[] | undefined;
  for await (const entry of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    if (!header) {
      const named = namesOf(entry.record);
      header = named ?? entry.record.map((name) => name.trim());
      checkHeader(header, path);
      if (!named) continue;
    }
    yield toRow(header, entry.record, entry.info.lines);
  }
}

function toRow(header: string[], record: string[], line: number): TableRow {
  const values: Record<string, unknown> = {};
  header.forEach((name, index) => {
    if (name !== '') values[name] = record[index] ?? '';
  });
  if (record.length !== header.length) {
    const problem = `полей ${record.length}, а в заголовке ${header.length}`;
    return { line, values, problem, raw: record.join(';').slice(0, 1000) };
  }
  return { line, values };
}

function delimiterOf(header: string): string {
  const counts = [';', ',', '\t'].map((mark) => [mark, header.split(mark).length] as const);
  counts.sort((a, b) => b[1] - a[1]);
  return counts[0]![0];
}

async function* prepend(head: string, rest: AsyncIterator<string>): AsyncGenerator<string> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}
