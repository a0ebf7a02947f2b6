import { afterAll, beforeAll } from 'vitest';
import type { Role } from '../../contract/access.ts';
import { type App, type AppSettings, startApp } from '../../server/app/index.ts';
import type { Clock } from '../../server/platform/clock.ts';
import { type Client, createClient } from './client.ts';
import { TEST_PASSWORD } from './test-accounts.ts';
import { type TestDatabase, takeDatabase } from './with-database.ts';

export interface TestServer {
  app: App;
  url: string;
  database: TestDatabase;
  /** Nobody in particular: what a resident or a passing program can do. */
  anybody: Client;
  /** A person of a role, or one of `SCOPED_LOGINS`; signed in once a file. */
  as(login: Role | (string & {})): Promise<Client>;
  /** Resolves when the replica and the search have taken in everything written so far. */
  settled(): Promise<void>;
}

export interface ServerOptions {
  clock?: Clock;
  /** Serves the built web app too (built when stale). */
  webFolder?: string | null;
  /** Secrets of the channels, and how soon a failed sending is tried again. */
  channels?: AppSettings['channels'];
  /** Where the virus scanner listens; none unless named. */
  scanner?: string;
}

const NO_LIMIT = 1_000_000;
const SETTLED_WITHIN_MS = 15_000;

/**
 * The whole application on a port of its own over a fresh database with region 54, for this file or describe block.
 *
 * @returns an object that is filled before the first test
 */
export function withServer(options: ServerOptions = {}): TestServer {
  const server = {} as TestServer;
  beforeAll(async () => {
    Object.assign(server, await startTestServer(options));
  });
  afterAll(async () => {
    await server.app?.stop();
    await server.database?.close();
  });
  return server;
}

async function startTestServer({
  clock,
  webFolder = null,
  channels,
  scanner,
}: ServerOptions): Promise<TestServer> {
  const database = await takeDatabase('region');
  const app = await startApp({
    databaseUrl: database.url,
    dataFolder: database.folder,
    port: 0,
    host: '127.0.0.1',
    logLevel: process.env.LOG_LEVEL ?? 'silent',
    trustProxy: false,
    secureCookies: false,
    limits: { fileAppeal: NO_LIMIT, uploadPhoto: NO_LIMIT, signIn: NO_LIMIT, actAsResident: NO_LIMIT },
    webFolder,
    demoLogins: [],
    clock,
    channels: { env: {}, ...channels },
    scanner,
  });
  const url = app.url.replace('localhost', '127.0.0.1');
  const people = new Map<string, Promise<Client>>();
  const enter = async (login: string) => {
    const client = createClient(url);
    await client.call('signIn', { body: { login, password: TEST_PASSWORD } });
    return client;
  };
  return {
    app,
    url,
    database,
    anybody: createClient(url),
    as(login) {
      let person = people.get(login);
      if (!person) people.set(login, (person = enter(login)));
      return person;
    },
    settled: () => untilSettled(app),
  };
}

async function untilSettled({ context }: App): Promise<void> {
  const { pool } = context;
  for (let waited = 0; waited < SETTLED_WITHIN_MS; waited += 50) {
    context.signal.wake();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const found = await pool.query(
      `select e.region_id, max(transaction_id)::text as last,
              coalesce(max(transaction_id) <= (select c.transaction_id from event_cursor c
                 where c.region_id = e.region_id and c.follower = 'search'), false) as searchable
         from event e group by e.region_id`,
    );
    const done = found.rows.every(
      ({ region_id, last, searchable }) =>
        searchable && context.region(region_id).replica.position().transactionId >= BigInt(last),
    );
    if (done) return;
  }
  throw new Error('The replica or the search did not take in what was written.');
}
