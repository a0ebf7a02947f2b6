import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { monotonicMs } from '../clock.ts';
import { findBinaries } from './binaries.ts';
import { isAlive, livePostmaster, stopPostmaster } from './postmaster.ts';
import { chooseRunAs, type RunAs } from './run-as.ts';
import { superviseProcess } from './supervise-process.ts';

export interface EmbeddedPostgres {
  /** For `new pg.Pool(…)`. */
  connection: { host: string; port: number; user: string; database: string };
  /** Whether this call started the server (false: it was already running, e.g. the web server's own). */
  started: boolean;
  pid: number;
  /** Starts PostgreSQL again whenever it is found dead (killed, out of memory); connections come back by themselves. */
  keepAlive(onDeath: () => void): void;
  stop(): Promise<void>;
}

const PORT = 5432; // Only names the socket file; no network port is opened.
const READY_WITHIN_MS = 120_000; // Recovery of a big cluster after a kill may take a while.
const AGAIN_WITHIN_MS = 15_000;
const LOG_BYTES_MAX = 20_000_000;

const SETTINGS: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '80',
  shared_buffers: '256MB',
  effective_cache_size: '2GB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  checkpoint_completion_target: '0.9',
  // Compilation of a plan costs more than the short queries of this system take.
  jit: 'off',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and their parameters hold personal data: they stay out of the log.
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  password_encryption: 'scram-sha-256',
};

/**
 * Starts (or joins) the PostgreSQL of a data folder and waits until it answers.
 *
 * @param dataFolder holds `postgres/` (the cluster) and `postgres.log`; made when absent
 * @throws Error in Russian naming the log when it does not come up
 */
export async function startEmbeddedPostgres(dataFolder: string): Promise<EmbeddedPostgres> {
  const folder = resolve(dataFolder);
  mkdirSync(folder, { recursive: true });
  const cluster = join(folder, 'postgres');
  const socketFolder = makeSocketFolder(folder);
  const binaries = await findBinaries();
  const runAs = chooseRunAs(folder, binaries.postgres);
  if (runAs.identity.uid !== undefined) chownSync(socketFolder, runAs.identity.uid, runAs.identity.gid!);
  const connection = { host: socketFolder, port: PORT, user: 'otklik', database: 'otklik' };
  const logFile = join(folder, 'postgres.log');

  const startOnce = async () => {
    const running = livePostmaster(cluster);
    if (!running && !existsSync(join(cluster, 'PG_VERSION')))
      await initialise(binaries.initdb, cluster, runAs);
    const pid = running?.pid ?? launch(binaries.postgres, { cluster, socketFolder, logFile, runAs });
    await untilReady(connection, pid, logFile);
    return { pid, started: !running };
  };
  const first = await persist(startOnce);
  const supervisor = superviseProcess(first.pid, async () => (await persist(startOnce)).pid);
  return {
    connection,
    ...first,
    keepAlive: (onDeath) => supervisor.watch(onDeath),
    async stop() {
      await stopPostmaster(await supervisor.end(), 30_000);
    },
  };
}

/**
 * A postmaster that was killed leaves processes which hold its shared memory for a moment more, and one that is being stopped still
 * answers: both make a start fail that succeeds a little later.
 */
async function persist<T>(attempt: () => Promise<T>): Promise<T> {
  const until = monotonicMs() + AGAIN_WITHIN_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof PostmasterEnded) || monotonicMs() > until) throw error;
    }
    await sleep(100);
  }
}

class PostmasterEnded extends Error {}

/** A socket path may have about 100 bytes; a deep data folder gets its socket under the temporary folder instead. */
function makeSocketFolder(folder: string): string {
  const near = join(folder, 'run');
  const short = join(tmpdir(), `otklik-${createHash('sha256').update(folder).digest('hex').slice(0, 16)}`);
  const chosen = Buffer.byteLength(near) <= 80 ? near : short;
  mkdirSync(chosen, { recursive: true, mode: 0o700 });
  chmodSync(chosen, 0o700);
  return chosen;
}

/** Made beside and renamed, so that a kill in the middle leaves nothing that looks like a cluster. */
async function initialise(initdb: string, cluster: string, runAs: RunAs): Promise<void> {
  const fresh = `${cluster}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  if (runAs.identity.uid !== undefined) chownSync(fresh, runAs.identity.uid, runAs.identity.gid!);
  const options = ['-D', fresh, '-U', 'otklik', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'];
  const russian = ['--locale-provider=icu', '--icu-locale=ru-RU'];
  await run(runAs, initdb, [...options, ...russian]);
  renameSync(fresh, cluster);
}

async function run(runAs: RunAs, program: string, args: string[]): Promise<void> {
  const [command, ...rest] = [...runAs.prefix, program, ...args];
  await promisify(execFile)(command!, rest, { ...runAs.identity, env: { ...process.env, TZ: 'UTC' } });
}

interface LaunchPlace {
  cluster: string;
  socketFolder: string;
  logFile: string;
  runAs: RunAs;
}

function launch(postgres: string, { cluster, socketFolder, logFile, runAs }: LaunchPlace): number {
  if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES_MAX) truncateSync(logFile);
  const log = openSync(logFile, 'a');
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: socketFolder });
  const args = [
    '-D',
    cluster,
    '-p',
    String(PORT),
    ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const [command, ...rest] = [...runAs.prefix, postgres, ...args];
  // A process group of its own: Ctrl‑C reaches us first, and we stop it after the last transaction.
  const child = spawn(command!, rest, { ...runAs.identity, detached: true, stdio: ['ignore', log, log] });
  child.unref();
  if (!child.pid) throw new Error(`PostgreSQL не запустился. Подробности в ${logFile}.`);
  return child.pid;
}

async function untilReady(
  connection: EmbeddedPostgres['connection'],
  pid: number,
  log: string,
): Promise<void> {
  const until = monotonicMs() + READY_WITHIN_MS;
  let last = '';
  while (monotonicMs() < until) {
    const client = new pg.Client({ ...connection, database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      const found = await client.query('select 1 from pg_database where datname = $1', [connection.database]);
      if (found.rowCount === 0) await client.query(`create database ${connection.database}`);
      await client.end();
      return;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
      await client.end().catch(() => {});
    }
    if (!isAlive(pid)) throw new PostmasterEnded(`PostgreSQL остановился при запуске. Подробности в ${log}.`);
    await sleep(25);
  }
  throw new Error(`PostgreSQL не отвечает (${last}). Подробности в ${log}.`);
}
