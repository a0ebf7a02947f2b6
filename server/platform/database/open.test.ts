import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, isUnavailable, openDatabase } from './index.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'otklik-open-'));
let database: Database;

beforeAll(async () => {
  database = await openDatabase({ databaseUrl: undefined, dataFolder, own: true });
});
afterAll(async () => {
  await database.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

it('outlives a killed PostgreSQL: a transaction under way fails as unavailable, the next ones work again', async () => {
  await database.pool.query('create table kept (value int)');
  await database.pool.query('insert into kept values (1)');
  const client = await database.pool.connect();
  await client.query('begin');
  const pid = Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');

  // Backends notice that the postmaster is gone; until then this connection may still answer.
  let failure: unknown;
  for (let step = 0; step < 200 && !failure; step += 1) {
    failure = await client.query('select 1').then(
      () => undefined,
      (error: Error) => error,
    );
    await sleep(50);
  }
  expect(isUnavailable(failure)).toBe(true);
  client.release(true);

  let kept: unknown[] = [];
  for (let step = 0; step < 300 && kept.length === 0; step += 1) {
    kept = await database.pool.query('select value from kept').then(
      ({ rows }) => rows,
      () => [],
    );
    await sleep(50);
  }
  expect(kept).toEqual([{ value: 1 }]);
});

it('tells an unreachable database from a wrong query and from a missing file', async () => {
  const wrong = await database.pool.query('select nothing from nowhere').catch((error: Error) => error);
  expect(isUnavailable(wrong)).toBe(false);
  expect(isUnavailable(Object.assign(new Error('no file'), { code: 'ENOENT', syscall: 'open' }))).toBe(false);
  expect(isUnavailable(Object.assign(new Error('no socket'), { code: 'ENOENT', syscall: 'connect' }))).toBe(
    true,
  );
  expect(isUnavailable(Object.assign(new Error('starting up'), { code: '57P03' }))).toBe(true);
});
