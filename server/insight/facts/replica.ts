import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBUUIDValue,
} from '@duckdb/node-api';
import { formatPosition, type Position, parsePosition, START } from '../../platform/event-log/index.ts';
import type { FactRow } from './fact-row.ts';

/** Grows when the columns change: a replica of another version is thrown away and rebuilt. */
const LAYOUT = '1';

/** Names of places, topics and bodies are kept as small numbers: grouping by them is several times faster than by text. */
export type Dimension = 'channel' | 'kind' | 'topic' | 'municipality' | 'organisation' | 'status' | 'triage';

export interface Replica {
  position(): Position;
  /** Number of a code in its dimension; 0 stands for «unknown», null for a code never met. */
  idOf(dimension: Dimension, code: string | null): number | null;
  codeOf(dimension: Dimension, id: number): string;
  /** Largest number given in a dimension: they run from 0 («unknown») to it. */
  lastId(dimension: Dimension): number;
  /** Puts the present state of these appeals in, and moves the position, in one transaction. */
  apply(rows: readonly FactRow[], position: Position): Promise<void>;
  /** Forgets every row and the position: the beginning of a rebuild. */
  clear(): Promise<void>;
  /** Runs a query; rows as arrays of values. */
  read(sql: string): Promise<unknown[][]>;
  /** Runs a query whose columns are whole numbers without nulls; column by column, without an object a value. */
  readNumbers(sql: string): Promise<number[][]>;
  /** Day from which appeals are known, a few strays from long before left out; null while empty. */
  firstDay(): Promise<number | null>;
  count(): Promise<number>;
  close(): void;
}

/** One appeal of a thousand dated long before the rest must not make the years between look known and empty. */
const STRAY_SHARE = 0.001;

const SCHEMA = `
create table if not exists fact (
  id uuid, filed integer, day integer, channel smallint, kind smallint, topic smallint, municipality smallint,
  organisation smallint, status smallint, triage smallint, urgency utinyint, due integer, closed integer, rating utinyint,
  author ubigint, lat float, lon float
);
create table if not exists code (dimension varchar, id smallint, code varchar);
create table if not exists place (name varchar, value varchar);
`;

/**
 * Opens the replica of a region, or a new empty one where there is none or it cannot be read.
 *
 * @param path file; its folder is made
 */
export async function openReplica(path: string): Promise<Replica> {
  await mkdir(dirname(path), { recursive: true });
  try {
    return await open(path);
  } catch {
    // Derived data: a damaged file is cheaper to rebuild than to mend.
    await rm(path, { force: true });
    await rm(`${path}.wal`, { force: true });
    return open(path);
  }
}

async function open(path: string): Promise<Replica> {
  const instance = await DuckDBInstance.create(path, { threads: '2', memory_limit: '1500MB' });
  const writer = await instance.connect();
  const reader = await instance.connect();
  await writer.run(SCHEMA);
  const saved = new Map<string, string>(
    (await writer.runAndReadAll('select name, value from place')).getRowsJS() as [string, string][],
  );
  if (saved.size > 0 && saved.get('layout') !== LAYOUT) {
    instance.closeSync();
    throw new Error('another layout');
  }
  const codes = new CodeBook(
    (await writer.runAndReadAll('select dimension, id, code from code')).getRowsJS() as CodeEntry[],
  );
  let position = parsePosition(saved.get('position') ?? '') ?? START;
  let newest = String(
    (await writer.runAndReadAll('select max(id)::varchar from fact')).getRowsJS()[0]?.[0] ?? '',
  );

  let firstDay: number | null = null;
  const readAll = async (sql: string) => (await reader.runAndReadAll(sql)).getRowsJS() as unknown[][];

  return {
    position: () => position,
    idOf: (dimension, code) => codes.find(dimension, code),
    codeOf: (dimension, id) => codes.codeOf(dimension, id),
    lastId: (dimension) => codes.lastId(dimension),
    async apply(rows, to) {
      await writer.run('begin');
      try {
        // Identifiers grow with time: what lies above the newest known cannot be there yet and needs no deletion.
        const old = rows.filter((row) => row.id <= newest).map((row) => `'${row.id}'`);
        if (old.length > 0) {
          await writer.run(`delete from fact where id in (select unnest([${old.join(',')}]::uuid[]))`);
        }
        if (rows.length > 0) await append(writer, rows, codes);
        await saveCodes(writer, codes);
        await savePlace(writer, to);
        await writer.run('commit');
      } catch (error) {
        await writer.run('rollback').catch(() => {});
        throw error;
      }
      codes.markSaved();
      position = to;
      for (const row of rows) {
        if (row.id > newest) newest = row.id;
        if (firstDay !== null && row.day < firstDay) firstDay = null;
      }
    },
    async clear() {
      await writer.run('delete from fact');
      await savePlace(writer, START);
      position = START;
      newest = '';
      firstDay = null;
    },
    read: readAll,
    async readNumbers(sql) {
      const result = await reader.run(sql);
      const columns: number[][] = Array.from({ length: result.columnCount }, () => []);
      for (const chunk of await result.fetchAllChunks()) {
        for (const [index, column] of columns.entries()) {
          const vector = chunk.getColumnVector(index);
          for (let at = 0; at < chunk.rowCount; at += 1) column.push(Number(vector.getItem(at)));
        }
      }
      return columns;
    },
    async firstDay() {
      if (firstDay === null) {
        const [row] = await readAll(`select quantile_disc(day, ${STRAY_SHARE}) from fact`);
        firstDay = (row?.[0] as number | null) ?? null;
      }
      return firstDay;
    },
    async count() {
      return Number((await reader.runAndReadAll('select count(*) from fact')).getRowsJS()[0]![0]);
    },
    close() {
      reader.closeSync();
      writer.closeSync();
      instance.closeSync();
    },
  };
}

async function append(writer: DuckDBConnection, rows: readonly FactRow[], codes: CodeBook): Promise<void> {
  const appender = await writer.createAppender('fact');
  for (const row of rows) {
    appender.appendUUID(DuckDBUUIDValue.fromUint128(BigInt(`0x${row.id.replaceAll('-', '')}`)));
    appender.appendInteger(Math.floor(row.filed));
    appender.appendInteger(row.day);
    appender.appendSmallInt(codes.idFor('channel', row.channel));
    appender.appendSmallInt(codes.idFor('kind', row.kind));
    appender.appendSmallInt(codes.idFor('topic', row.topic));
    appender.appendSmallInt(codes.idFor('municipality', row.municipality));
    appender.appendSmallInt(codes.idFor('organisation', row.organisation));
    appender.appendSmallInt(codes.idFor('status', row.status));
    appender.appendSmallInt(codes.idFor('triage', row.triage));
    appender.appendUTinyInt(row.urgency);
    optionalInteger(appender, row.due);
    optionalInteger(appender, row.closed);
    if (row.rating === null) appender.appendNull();
    else appender.appendUTinyInt(row.rating);
    if (row.author === null) appender.appendNull();
    else appender.appendUBigInt(createHash('md5').update(row.author).digest().readBigUInt64LE());
    if (row.lat === null) appender.appendNull();
    else appender.appendFloat(row.lat);
    if (row.lon === null) appender.appendNull();
    else appender.appendFloat(row.lon);
    appender.endRow();
  }
  appender.closeSync();
}

function optionalInteger(appender: DuckDBAppender, value: number | null): void {
  if (value === null) appender.appendNull();
  else appender.appendInteger(Math.floor(value));
}

async function saveCodes(writer: DuckDBConnection, codes: CodeBook): Promise<void> {
  for (const [dimension, id, code] of codes.unsaved()) {
    await writer.run('insert into code values ($1, $2, $3)', [dimension, id, code]);
  }
}

async function savePlace(writer: DuckDBConnection, position: Position): Promise<void> {
  await writer.run('delete from place');
  await writer.run("insert into place values ('layout', $1), ('position', $2)", [
    LAYOUT,
    formatPosition(position),
  ]);
}

type CodeEntry = [dimension: Dimension, id: number, code: string];

class CodeBook {
  private readonly ids = new Map<string, number>();
  private readonly codes = new Map<string, string>();
  private readonly sizes = new Map<Dimension, number>();
  private fresh: CodeEntry[] = [];

  constructor(entries: readonly CodeEntry[]) {
    for (const entry of entries) this.put(entry);
  }

  private put([dimension, id, code]: CodeEntry): void {
    this.ids.set(`${dimension} ${code}`, id);
    this.codes.set(`${dimension} ${id}`, code);
    this.sizes.set(dimension, Math.max(this.sizes.get(dimension) ?? 0, id));
  }

  find(dimension: Dimension, code: string | null): number | null {
    return code === null || code === '' ? 0 : (this.ids.get(`${dimension} ${code}`) ?? null);
  }

  idFor(dimension: Dimension, code: string | null): number {
    const known = this.find(dimension, code);
    if (known !== null) return known;
    const entry: CodeEntry = [dimension, (this.sizes.get(dimension) ?? 0) + 1, code!];
    this.put(entry);
    this.fresh.push(entry);
    return entry[1];
  }

  codeOf(dimension: Dimension, id: number): string {
    return this.codes.get(`${dimension} ${id}`) ?? '';
  }

  lastId(dimension: Dimension): number {
    return this.sizes.get(dimension) ?? 0;
  }

  unsaved(): readonly CodeEntry[] {
    return this.fresh;
  }

  markSaved(): void {
    this.fresh = [];
  }
}
