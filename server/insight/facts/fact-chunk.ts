import {
  type DuckDBAppender,
  DuckDBDataChunk,
  type DuckDBType,
  FLOAT,
  INTEGER,
  SMALLINT,
  UBIGINT,
  UTINYINT,
  UUID,
} from '@duckdb/node-api';
import { latLngToCell } from 'h3-js';
import type { CodeBook } from './code-book.ts';
import type { FactRow } from './fact-row.ts';

/** Resolution in which hexagons are kept; every coarser one follows from it by bits. */
export const HEX_RESOLUTION = 9;

/** Columns of `fact`, in the order of its table. */
export const FACT_COLUMNS = `id uuid, filed integer, day integer, channel smallint, kind smallint, topic smallint,
  municipality smallint, organisation smallint, status smallint, triage smallint, urgency utinyint, due integer, closed integer,
  rating utinyint, author ubigint, lat float, lon float, hex ubigint`;
const TYPES: DuckDBType[] = [
  UUID,
  INTEGER,
  INTEGER,
  SMALLINT,
  SMALLINT,
  SMALLINT,
  SMALLINT,
  SMALLINT,
  SMALLINT,
  SMALLINT,
  UTINYINT,
  INTEGER,
  INTEGER,
  UTINYINT,
  UBIGINT,
  FLOAT,
  FLOAT,
  UBIGINT,
];
/** DuckDB's own size of a vector. */
const ROWS = 2048;

/** A vector's own memory. node-api keeps it private, but a BigInt for every identifier took longer than all else together. */
interface Column {
  items: Uint32Array;
  setItem(at: number, value: number | null): void;
  validity: { setItemValid(at: number, valid: boolean): void };
  flush(): void;
}

/** Puts rows into an appender of `fact` a vector at a time: a call for every value took several times as long. */
export class FactWriter {
  private readonly chunk = DuckDBDataChunk.create(TYPES);
  private columns: Column[] = [];
  private ids: Uint8Array = new Uint8Array();
  private authors: Uint32Array = new Uint32Array();
  private hexes: Uint32Array = new Uint32Array();
  private at = 0;
  private readonly appender: DuckDBAppender;
  private readonly codes: CodeBook;

  constructor(appender: DuckDBAppender, codes: CodeBook) {
    this.appender = appender;
    this.codes = codes;
  }

  /** @param id sixteen bytes of the identifier where they are at hand; else `row.id` is read */
  add(row: FactRow, id: Uint8Array = Buffer.from(row.id.replaceAll('-', ''), 'hex')): void {
    if (this.at === 0) this.open();
    const { codes, columns, at } = this;
    this.setId(id);
    columns[1]!.setItem(at, Math.floor(row.filed));
    columns[2]!.setItem(at, row.day);
    columns[3]!.setItem(at, codes.idFor('channel', row.channel));
    columns[4]!.setItem(at, codes.idFor('kind', row.kind));
    columns[5]!.setItem(at, codes.idFor('topic', row.topic));
    columns[6]!.setItem(at, codes.idFor('municipality', row.municipality));
    columns[7]!.setItem(at, codes.idFor('organisation', row.organisation));
    columns[8]!.setItem(at, codes.idFor('status', row.status));
    columns[9]!.setItem(at, codes.idFor('triage', row.triage));
    columns[10]!.setItem(at, row.urgency);
    columns[11]!.setItem(at, row.due === null ? null : Math.floor(row.due));
    columns[12]!.setItem(at, row.closed === null ? null : Math.floor(row.closed));
    columns[13]!.setItem(at, row.rating);
    columns[14]!.validity.setItemValid(at, row.author !== null);
    if (row.author !== null) setAuthor(this.authors, at, row.author);
    columns[15]!.setItem(at, row.lat);
    columns[16]!.setItem(at, row.lon);
    const known = row.lat !== null && row.lon !== null;
    columns[17]!.validity.setItemValid(at, known);
    if (known) setHex(this.hexes, at, row.lat!, row.lon!);
    this.at += 1;
    if (this.at === ROWS) this.flush();
  }

  /** DuckDB keeps an identifier as a signed number, least byte first, its sign turned so that order stays. */
  private setId(id: Uint8Array): void {
    const start = this.at * 16;
    for (let byte = 0; byte < 16; byte += 1) this.ids[start + 15 - byte] = id[byte]!;
    this.ids[start + 15]! ^= 0x80;
  }

  private open(): void {
    this.chunk.reset();
    this.chunk.rowCount = ROWS;
    this.columns = TYPES.map((_, index) => this.chunk.getColumnVector(index) as unknown as Column);
    const { dataView } = this.columns[0] as unknown as { dataView: DataView };
    this.ids = new Uint8Array(dataView.buffer, dataView.byteOffset, dataView.byteLength);
    this.authors = halves(this.columns[14]!);
    this.hexes = halves(this.columns[17]!);
  }

  private flush(): void {
    if (this.at === 0) return;
    for (const column of this.columns) column.flush();
    this.chunk.rowCount = this.at;
    this.appender.appendDataChunk(this.chunk);
    this.at = 0;
  }

  close(): void {
    this.flush();
    this.appender.closeSync();
  }
}

/** Numbers of 64 bits as pairs of 32, the lower first. */
function halves({ items }: Column): Uint32Array {
  return new Uint32Array(items.buffer, items.byteOffset, items.byteLength / 4);
}

/** cyrb53's two lanes, all 64 bits: only equality matters, and two of a million authors meet by chance once in 10⁷ regions. */
function setAuthor(authors: Uint32Array, at: number, author: string): void {
  let low = 0xdeadbeef;
  let high = 0x41c6ce57;
  for (let index = 0; index < author.length; index += 1) {
    const code = author.charCodeAt(index);
    low = Math.imul(low ^ code, 2654435761);
    high = Math.imul(high ^ code, 1597334677);
  }
  authors[2 * at] = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  authors[2 * at + 1] =
    Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
}

/** The same number for a question about an author. */
export function authorNumber(author: string): bigint {
  const pair = new Uint32Array(2);
  setAuthor(pair, 0, author);
  return (BigInt(pair[1]!) << 32n) | BigInt(pair[0]!);
}

function setHex(hexes: Uint32Array, at: number, lat: number, lon: number): void {
  const hex = latLngToCell(lat, lon, HEX_RESOLUTION);
  hexes[2 * at + 1] = Number.parseInt(hex.slice(0, -8), 16);
  hexes[2 * at] = Number.parseInt(hex.slice(-8), 16);
}
