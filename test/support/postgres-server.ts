import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { ensureRegion } from '../../server/app/ensure-region.ts';
import { MIGRATIONS } from '../../server/app/start-app.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { migrate } from '../../server/platform/database/index.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres/index.ts';
import { addTestAccounts } from './test-accounts.ts';

/** What a test file's database is copied from: the migrated schema alone, or also the region with a person of each role. */
export type Template = 'schema' | 'region';

export interface TestPostgres {
  /** A fresh copy of a template. */
  createDatabase(template: Template): Promise<{ name: string; url: string }>;
  dropDatabase(name: string): Promise<void>;
  /** Drops everything made here and stops the server if it is ours. */
  stop(): Promise<void>;
}

const REGION_FILE = new URL('../../server/registry/regions/54.json', import.meta.url).pathname;

/** One PostgreSQL for a run: of `DATABASE_URL`, or the embedded one in a temporary folder. Everything in it is ours to drop. */
export async function startTestPostgres(): Promise<TestPostgres> {
  const server = await openServer();
  const admin = new pg.Pool({ connectionString: server.urlOf(server.adminDatabase), max: 2 });
  admin.on('error', () => {});
  const run = randomBytes(4).toString('hex');
  const made = new Set<string>();
  const templates = new Map<Template, Promise<string>>();
  let last = 0;

  const create = async (name: string, source?: string): Promise<string> => {
    await admin.query(
      `create database ${name} ${source ? `template ${source}` : `template template0 encoding 'UTF8'`}`,
    );
    made.add(name);
    return server.urlOf(name);
  };
  const drop = async (name: string): Promise<void> => {
    await admin.query(`drop database if exists ${name} with (force)`);
    made.delete(name);
  };
  const makeTemplate = async (template: Template): Promise<string> => {
    const name = `otklik_test_${template}_${run}`;
    const source = template === 'schema' ? undefined : await templateNamed('schema');
    const pool = new pg.Pool({ connectionString: await create(name, source), max: 2 });
    try {
      if (template === 'schema') await migrate(pool, MIGRATIONS);
      else await addTestAccounts(pool, await ensureRegion(pool, systemClock, REGION_FILE));
    } finally {
      await pool.end();
    }
    return name;
  };
  const templateNamed = (template: Template): Promise<string> => {
    let found = templates.get(template);
    if (!found) templates.set(template, (found = makeTemplate(template)));
    return found;
  };
  // Copies of one template are made one after another: PostgreSQL refuses to copy a database that is being connected to.
  let turn: Promise<unknown> = Promise.resolve();

  return {
    createDatabase(template) {
      const name = `otklik_test_${run}_${(last += 1)}`;
      const created = turn.then(async () => ({
        name,
        url: await create(name, await templateNamed(template)),
      }));
      turn = created.catch(() => {});
      return created;
    },
    dropDatabase: drop,
    async stop() {
      await turn;
      // An embedded cluster goes as a whole.
      if (!server.embedded) for (const name of [...made]) await drop(name).catch(() => {});
      await admin.end();
      await server.stop();
    },
  };
}

interface Server {
  embedded: boolean;
  adminDatabase: string;
  urlOf(database: string): string;
  stop(): Promise<void>;
}

async function openServer(): Promise<Server> {
  const given = process.env.DATABASE_URL;
  if (given) {
    const urlOf = (database: string) => Object.assign(new URL(given), { pathname: `/${database}` }).href;
    return {
      embedded: false,
      adminDatabase: decodeURIComponent(new URL(given).pathname.slice(1)) || 'postgres',
      urlOf,
      stop: async () => {},
    };
  }
  // The runner looks into this folder after the run, so that not even a killed run leaves a postmaster behind.
  const folder = mkdtempSync(join(process.env.OTKLIK_TEST_FOLDER ?? tmpdir(), 'otklik-postgres-'));
  const embedded = await startEmbeddedPostgres(folder);
  const { host, port, user, database } = embedded.connection;
  const urlOf = (name: string) =>
    `postgres://${user}@localhost:${port}/${name}?host=${encodeURIComponent(host)}`;
  await relaxDurability(urlOf('postgres'));
  return {
    embedded: true,
    adminDatabase: database,
    urlOf,
    async stop() {
      await embedded.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The data of a test need not outlive the machine; what must outlive it is tested apart, by killing real servers. */
async function relaxDurability(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit'])
    await client.query(`alter system set ${name} = off`);
  await client.query('select pg_reload_conf()');
  await client.end();
}
