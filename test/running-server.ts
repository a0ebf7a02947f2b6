import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureRegion } from '../server/app/ensure-region.ts';
import { PROJECT_FOLDER } from '../server/app/settings.ts';
import { MIGRATIONS } from '../server/app/start-app.ts';
import { monotonicMs, systemClock } from '../server/platform/clock.ts';
import { type Database, migrate, openDatabase } from '../server/platform/database/index.ts';

export const REGION_FILE = join(PROJECT_FOLDER, 'server/registry/regions/54.json');

/** A server as people run it: a process of its own, started by the command `otklik start`. */
export interface RunningServer {
  url: string;
  port: number;
  child: ChildProcess;
  /** Everything it has printed. */
  output(): string;
  /** Asks it to stop and waits. @returns exit code, null when it had to be killed after the bound */
  stop(waitMs?: number): Promise<number | null>;
}

export interface ServerPlace {
  dataFolder: string;
  port: number;
  /** Arguments of node itself, say `--cpu-prof`. */
  nodeArguments?: string[];
}

const NO_LIMIT = '1000000000';

/** Starts the process and returns at once; `untilHealthy` waits for it. */
export function launchServer({ dataFolder, port, nodeArguments = [] }: ServerPlace): RunningServer {
  mkdirSync(dataFolder, { recursive: true });
  const child = spawn(process.execPath, [...nodeArguments, join(PROJECT_FOLDER, 'bin/otklik.mjs'), 'start'], {
    env: {
      ...process.env,
      OTKLIK_DATA: dataFolder,
      PORT: String(port),
      OTKLIK_BUILD_WEB: '0',
      OTKLIK_FILINGS_PER_MINUTE: NO_LIMIT,
      OTKLIK_SIGN_INS_PER_MINUTE: NO_LIMIT,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream!.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-50_000);
    });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    child,
    output: () => output,
    async stop(waitMs = 30_000) {
      if (!hasEnded(child)) {
        child.kill('SIGTERM');
        const until = monotonicMs() + waitMs;
        while (!hasEnded(child) && monotonicMs() < until) await sleep(20);
        if (!hasEnded(child)) child.kill('SIGKILL');
      }
      return child.exitCode;
    },
  };
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** @throws Error with the server's own words when it ends or is not healthy within the bound */
export async function untilHealthy(server: RunningServer, waitMs = 60_000): Promise<void> {
  const until = monotonicMs() + waitMs;
  while (monotonicMs() < until) {
    if (hasEnded(server.child)) throw new Error(`The server ended at start:\n${server.output()}`);
    try {
      const answer = await fetch(`${server.url}/health`, { signal: AbortSignal.timeout(2000) });
      if (answer.ok) return;
    } catch {
      // Not listening yet.
    }
    await sleep(20);
  }
  throw new Error(`The server is not healthy within ${waitMs} ms:\n${server.output()}`);
}

export async function startServer(place: ServerPlace): Promise<RunningServer> {
  const server = launchServer(place);
  await untilHealthy(server);
  return server;
}

/** Opens the store of a data folder (migrated, region 54 loaded) in this process. */
export async function openStore(dataFolder: string): Promise<Database> {
  const database = await openDatabase({ databaseUrl: process.env.DATABASE_URL, dataFolder });
  await migrate(database.pool, MIGRATIONS);
  const found = await database.pool.query('select 1 from region');
  if (found.rowCount === 0) await ensureRegion(database.pool, systemClock, REGION_FILE);
  return database;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
