import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** Any constant: two processes that start at once take turns. */
const MIGRATION_LOCK = 7_041_900_001;

/**
 * Applies the plain SQL files of a folder that this database has not seen, in the order of their names, each in a
 * transaction of its own.
 *
 * @returns names of what was applied
 */
export async function migrate(pool: pg.Pool, folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const client = await pool.connect();
  const applied: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query('create table if not exists schema_migration (name text primary key)');
    const seen = await client.query<{ name: string }>('select name from schema_migration');
    const known = new Set(seen.rows.map((row) => row.name));
    for (const name of files) {
      if (known.has(name)) continue;
      await client.query('begin');
      await client.query(await readFile(join(folder, name), 'utf8'));
      await client.query('insert into schema_migration (name) values ($1)', [name]);
      await client.query('commit');
      applied.push(name);
    }
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    client.release();
  }
  return applied;
}
