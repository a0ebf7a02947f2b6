import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { withDatabase } from '../../../test/support/with-database.ts';
import { MIGRATIONS } from '../../app/start-app.ts';
import { migrate } from './migrate.ts';

const database = withDatabase('schema');
const folder = mkdtempSync(join(tmpdir(), 'otklik-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, sql: string) => writeFileSync(join(folder, name), sql);

test('a migrated database has nothing more to do', async () => {
  expect(await migrate(database.pool, MIGRATIONS)).toEqual([]);
});

test('two processes that start at once apply each file once', async () => {
  put('9001-first.sql', 'create table first_of_two (id integer);');
  put('9002-second.sql', 'insert into first_of_two values (1);');
  const applied = await Promise.all([1, 2, 3].map(() => migrate(database.pool, folder)));
  expect(applied.flat().sort()).toEqual(['9001-first.sql', '9002-second.sql']);
  const rows = await database.pool.query('select * from first_of_two');
  expect(rows.rowCount).toBe(1);
});

test('a file that fails leaves nothing of itself, and the mended file is applied', async () => {
  put('9003-third.sql', 'create table third (id integer); select 1 / 0;');
  await expect(migrate(database.pool, folder)).rejects.toThrow('division by zero');
  const found = await database.pool.query(`select to_regclass('third') as third`);
  expect(found.rows[0].third).toBeNull();
  put('9003-third.sql', 'create table third (id integer);');
  expect(await migrate(database.pool, folder)).toEqual(['9003-third.sql']);
});
