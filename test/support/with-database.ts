import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Database } from '../../server/platform/database/index.ts';
import type { Template } from './postgres-server.ts';

export interface TestDatabase extends Database {
  url: string;
  /** A temporary folder that goes with the database. */
  folder: string;
}

/** Asks for a database of one's own. Prefer `withDatabase`, which also gives it back. */
export async function takeDatabase(template: Template): Promise<TestDatabase> {
  const desk = inject('databaseDesk');
  const answer = await fetch(`${desk}/${template}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`No test database: ${await answer.text()}`);
  const { name, url } = (await answer.json()) as { name: string; url: string };
  const folder = mkdtempSync(join(process.env.OTKLIK_TEST_FOLDER ?? tmpdir(), 'otklik-test-'));
  const connection = { connectionString: url };
  const pool = new pg.Pool({ ...connection, max: 10 });
  pool.on('error', () => {});
  return {
    pool,
    connection,
    url,
    where: name,
    folder,
    async close() {
      await pool.end();
      await fetch(`${desk}/${name}`, { method: 'DELETE' });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * A fresh migrated database for this file (or describe block), dropped after it.
 *
 * @param template `schema` — empty tables; `region` — region 54, the seed model and a person of each role
 * @returns an object that is filled before the first test
 */
export function withDatabase(template: Template = 'schema'): TestDatabase {
  const database = {} as TestDatabase;
  beforeAll(async () => {
    Object.assign(database, await takeDatabase(template));
  });
  afterAll(() => database.close?.());
  return database;
}
