import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { formatPosition, type Position, parsePosition, START } from '../../platform/event-log/index.ts';
import { CodeBook, type CodeEntry, type CodeOrder, type Dimension } from './code-book.ts';
import { FACT_COLUMNS, FactWriter } from './fact-chunk.ts';
import type { FactRow } from './fact-row.ts';
import { createLookups, type Lookup } from './lookup.ts';

export type { Dimension } from './code-book.ts';

/** Grows when the columns change: a replica of another version is thrown away and rebuilt. */
const LAYOUT = '3';

/** One writer of many rows; nothing it adds counts as known until `finish`. */
export interface BulkLoad {
  /** @param id sixteen bytes of the identifier where they are at hand */
  add(row: FactRow, id?: Uint8Array): void;
  /** Saves the rows and says up to where the log is included. */
  finish(position: Position): Promise<void>;
}

export interface Replica {
  position(): Position;
  /** Number of a code in its dimension; 0 stands for «unknown», null for a code never met. */
  idOf(dimension: Dimension, code: string | null): number | null;
  codeOf(dimension: Dimension, id: number): string;
  /** Largest number given in a dimension: they run from 0 («unknown») to it. */
  lastId(dimension: Dimension): number;
  /** Puts the present state of these appeals in, and moves the position, in one transaction. */
  apply(rows: readonly FactRow[], position: Position): Promise<void>;
  /**
   * Forgets every row and the position, and takes all of them anew: a rebuild.
   *
   * @param order codes that are numbered first, in this order: neighbours are found together
   */
  load(order?: CodeOrder): Promise<BulkLoad>;
  /** Forgets every row and the position. */
  clear(): Promise<void>;
  /** Runs a query; rows as arrays of values. */
  read(sql: string): Promise<unknown[][]>;
  /** Runs a query whose columns are numbers without nulls; column by column, without an object a value. */
  readNumbers(sql: string): Promise<number[][]>;
  /** Name of a small table of whole numbers to join with, made when it is asked for the first time. */
  lookup(table: Lookup): Promise<string>;
  /** Day from which appeals are known, a few strays from long before left out; null while empty. */
  firstDay(): Promise<number | null>;
  count(): Promise<number>;
  close(): void;
}

/** One appeal of a thousand dated long before the rest must not make the years between look known and empty. */
const STRAY_SHARE = 0.001;
/** A stretch of rows as DuckDB keeps them; a question about days passes over stretches of other days. */
const STRETCH_ROWS = 122_880;
/** Stretches that hold more days than this make such a question read everything: then the rows are put in order once. */
const STRETCH_DAYS_MAX = 120;
/** Buffers of DuckDB alone; with the process around it the replica stays within 1.5 GB. */
const MEMORY = '900MB';
const THREADS = '2';
/** Groups up to 2ⁿ are counted in an array instead of a hash table: three times as fast for topics × municipalities. */
const ARRAY_GROUPS_BITS = 20;

const SCHEMA = `
create table if not exists fact (${FACT_COLUMNS});
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
  const instance = await DuckDBInstance.create(path, { threads: THREADS, memory_limit: MEMORY });
  const writer = await instance.connect();
  const reader = await instance.connect();
  await reader.run(`set perfect_ht_threshold = ${ARRAY_GROUPS_BITS}`);
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
  let newest = '';
  let firstDay: number | null = null;
  const lookups = createLookups((sql) => reader.run(sql));

  const readAll = async (sql: string) => (await reader.runAndReadAll(sql)).getRowsJS() as unknown[][];
  const readNewest = async () => {
    newest = String((await readAll('select max(id)::varchar from fact'))[0]?.[0] ?? '');
  };
  await readNewest();

  const save = async (to: Position) => {
    for (const [dimension, id, code] of codes.unsaved())
      await writer.run('insert into code values ($1, $2, $3)', [dimension, id, code]);
    await writer.run('delete from place');
    await writer.run("insert into place values ('layout', $1), ('position', $2)", [
      LAYOUT,
      formatPosition(to),
    ]);
  };
  const clear = async () => {
    await writer.run('drop table fact');
    await writer.run(SCHEMA);
    await save(START);
    codes.markSaved();
    position = START;
    newest = '';
    firstDay = null;
  };

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
        if (rows.length > 0) {
          const facts = new FactWriter(await writer.createAppender('fact'), codes);
          for (const row of rows) facts.add(row);
          facts.close();
        }
        await save(to);
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
    async load(order = {}) {
      await clear();
      codes.numberInOrder(order);
      const facts = new FactWriter(await writer.createAppender('fact'), codes);
      return {
        add: (row, id) => facts.add(row, id),
        async finish(to) {
          facts.close();
          await orderByDay((sql) => writer.run(sql), readAll);
          await save(to);
          await writer.run('checkpoint');
          codes.markSaved();
          position = to;
          await readNewest();
        },
      };
    },
    clear,
    read: readAll,
    async readNumbers(sql) {
      const result = await reader.run(sql);
      const columns: number[][] = Array.from({ length: result.columnCount }, () => []);
      for (const chunk of await result.fetchAllChunks()) {
        // Each look at it is a call into the library.
        const { rowCount } = chunk;
        for (const [index, column] of columns.entries()) {
          const vector = chunk.getColumnVector(index);
          for (let at = 0; at < rowCount; at += 1) column.push(Number(vector.getItem(at)));
        }
      }
      return columns;
    },
    lookup: lookups,
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

/** Appeals come in about the order of their days; after an import of history they may not. */
async function orderByDay(
  run: (sql: string) => Promise<unknown>,
  readAll: (sql: string) => Promise<unknown[][]>,
): Promise<void> {
  const [found] = await readAll(
    `select count(*) filter (days > ${STRETCH_DAYS_MAX}) > count(*) * 0.2 and count(*) > 4 from
       (select max(day) - min(day) as days from fact group by rowid // ${STRETCH_ROWS})`,
  );
  if (!found?.[0]) return;
  await run('create table ordered as select * from fact order by day');
  await run('drop table fact');
  await run('alter table ordered rename to fact');
}
