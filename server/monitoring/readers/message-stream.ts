/** One message is a few kilobytes; what is longer is no message. */
const OBJECT_BYTES_MAX = 4_000_000;
const KEY = Buffer.from('"messages"');
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The file is not what it is said to be; Russian. */
export class ExportUnreadable extends Error {
  override name = 'ExportUnreadable';
}

/**
 * Objects of every array «messages» of a JSON document, one after another, without the document in memory: what is held is one chunk
 * and one unfinished object. Inside a string a quotation mark is escaped, so the key cannot be met within somebody's text.
 *
 * @throws ExportUnreadable
 */
export async function* messagesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<unknown[]> {
  let rest: Buffer = Buffer.alloc(0);
  let inArray = false;
  let met = false;
  for await (const chunk of stream) {
    const buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const found: unknown[] = [];
    let at = 0;
    for (;;) {
      if (!inArray) {
        const start = arrayAfter(buffer, at);
        if (start === null) {
          // The key may stand across the border.
          at = Math.max(at, buffer.length - KEY.length - 64);
          break;
        }
        at = start;
        inArray = true;
        met = true;
      }
      while (at < buffer.length && isBetween(buffer[at]!)) at += 1;
      if (at === buffer.length) break;
      if (buffer[at] === 0x5d) {
        inArray = false;
        continue;
      }
      if (buffer[at] !== 0x7b)
        throw new ExportUnreadable('В списке messages стоит не сообщение: файл повреждён.');
      const end = endOfObject(buffer, at);
      if (end === null) break;
      found.push(parse(buffer.subarray(at, end)));
      at = end;
    }
    rest = buffer.subarray(at);
    if (rest.length > OBJECT_BYTES_MAX)
      throw new ExportUnreadable('В файле сообщение длиннее 4 МБ: это не выгрузка Telegram.');
    if (found.length > 0) yield found;
  }
  if (inArray) throw new ExportUnreadable('Файл обрывается: выгрузите канал ещё раз.');
  if (!met) throw new ExportUnreadable('В файле нет списка messages: нужен result.json из Telegram Desktop.');
}

/** Place after «"messages": [», or null. */
function arrayAfter(buffer: Buffer, from: number): number | null {
  for (let at = buffer.indexOf(KEY, from); at >= 0; at = buffer.indexOf(KEY, at + 1)) {
    let next = at + KEY.length;
    while (next < buffer.length && buffer[next]! <= 0x20) next += 1;
    if (buffer[next] !== 0x3a) continue;
    next += 1;
    while (next < buffer.length && buffer[next]! <= 0x20) next += 1;
    if (buffer[next] === 0x5b) return next + 1;
  }
  return null;
}

const isBetween = (byte: number) => byte <= 0x20 || byte === 0x2c;

/** Place after the object that begins here, or null while its end has not come. */
function endOfObject(buffer: Buffer, from: number): number | null {
  let depth = 0;
  for (let at = from; at < buffer.length; at += 1) {
    const byte = buffer[at]!;
    if (byte === QUOTE) {
      at = endOfString(buffer, at + 1);
      if (at < 0) return null;
    } else if (byte === 0x7b) depth += 1;
    else if (byte === 0x7d) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return null;
}

/** Place of the closing quotation mark: the first with an even number of backslashes before it; −1 while it has not come. */
function endOfString(buffer: Buffer, from: number): number {
  for (let at = buffer.indexOf(QUOTE, from); at >= 0; at = buffer.indexOf(QUOTE, at + 1)) {
    let slashes = 0;
    while (at - 1 - slashes >= from && buffer[at - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    throw new ExportUnreadable('Сообщение в файле не читается: файл повреждён.');
  }
}
