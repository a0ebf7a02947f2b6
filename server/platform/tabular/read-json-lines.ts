import { decodeText } from './decode-text.ts';
import type { TableRow } from './read-table.ts';

const LINE_CHARS_MAX = 4_000_000;

/** One JSON object a line. A line that is not one comes out with `problem` and its beginning in `raw`. */
export async function* readJsonLines(stream: NodeJS.ReadableStream): AsyncGenerator<TableRow> {
  let line = 0;
  for await (const text of splitLines(decodeText(stream as AsyncIterable<Buffer>))) {
    line += 1;
    if (text.trim() === '') continue;
    yield parseLine(text, line);
  }
}

function parseLine(text: string, line: number): TableRow {
  if (text.length > LINE_CHARS_MAX) {
    return { line, values: {}, problem: 'строка длиннее 4 млн знаков', raw: text.slice(0, 1000) };
  }
  try {
    const value: unknown = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      return { line, values: value as Record<string, unknown> };
    }
    return { line, values: {}, problem: 'в строке не объект JSON', raw: text.slice(0, 1000) };
  } catch {
    return { line, values: {}, problem: 'строка не разбирается как JSON', raw: text.slice(0, 1000) };
  }
}

async function* splitLines(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    let start = 0;
    let end = chunk.indexOf('\n');
    while (end !== -1) {
      yield rest + chunk.slice(start, end);
      rest = '';
      start = end + 1;
      end = chunk.indexOf('\n', start);
    }
    // Keep one character over the limit, so that the parser sees that the line was too long, and no more memory than that.
    if (rest.length <= LINE_CHARS_MAX) rest += chunk.slice(start);
  }
  if (rest) yield rest;
}
