import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Random, seededRandom } from '../../server/demo/random.ts';
import { monotonicMs } from '../../server/platform/clock.ts';
import { untilIndexed } from '../bench/until-indexed.ts';
import {
  freePort,
  hasEnded,
  launchServer,
  openStore,
  type RunningServer,
  untilHealthy,
} from '../running-server.ts';
import { addReader, checkReplica, signIn } from './check-replica.ts';
import { checkStore } from './check-store.ts';
import { type Clients, startClients } from './clients.ts';
import { killNow, killPostgres } from './kill.ts';

export interface TortureOptions {
  dataFolder: string;
  kills: number;
  seed: number;
  clients: number;
  onProgress?(line: { kills: number; acknowledged: number; lastRecoveryMs: number; target: Target }): void;
}

/** `database`: the postmaster alone or with all its processes, under a server that lives on. `start`: in the middle of a start. */
export type Target = 'server' | 'database' | 'both' | 'start';

export interface TortureReport {
  kills: Record<Target, number>;
  acknowledged: number;
  requests: number;
  /** Answers 503, connections broken, repeats recognised. */
  unavailable: number;
  broken: number;
  repeated: number;
  /** From the start of the server (or the kill of the database) to healthy and a filing acknowledged. */
  recoveryMs: { target: Target; ms: number }[];
  stopMs: number;
  /** Slower than promised; on a busy machine no proof of a fault, so kept apart from violations. */
  late: string[];
  violations: string[];
}

export const RECOVERY_MS_MAX = 5000;
const STOP_MS_MAX = 5000;
const UNHARMED_MS_MIN = 150;
const UNHARMED_MS_MAX = 1500;
const START_MS_MAX = 2500;

/** Files under fire, kills, restarts, and at the end compares what was promised with what is stored. */
export async function runTorture(options: TortureOptions): Promise<TortureReport> {
  const { dataFolder, seed } = options;
  const store = await openStore(dataFolder);
  await addReader(store.pool, '54');
  await store.close();
  const random = seededRandom(seed);
  const port = await freePort();
  let server = launchServer({ dataFolder, port });
  await untilHealthy(server);
  const clients = startClients(server.url, options.clients, seed);
  const report: TortureReport = {
    kills: { server: 0, database: 0, both: 0, start: 0 },
    acknowledged: 0,
    requests: 0,
    unavailable: 0,
    broken: 0,
    repeated: 0,
    recoveryMs: [],
    stopMs: 0,
    late: [],
    violations: [],
  };

  for (let kill = 0; kill < options.kills; kill += 1) {
    await sleep(between(random, UNHARMED_MS_MIN, UNHARMED_MS_MAX));
    if (hasEnded(server.child)) {
      report.violations.push(`the server ended by itself:\n${server.output()}`);
      server = launchServer({ dataFolder, port });
      await untilHealthy(server);
    }
    const target = chooseTarget(random);
    report.kills[target] += 1;
    server = await harm(target, server, { dataFolder, port }, random);
    const since = monotonicMs();
    await untilServing(server, clients);
    const ms = monotonicMs() - since;
    report.recoveryMs.push({ target, ms });
    if (ms > RECOVERY_MS_MAX)
      report.late.push(`after a kill of «${target}»: ${Math.round(ms)} ms to the next filing`);
    const { length: acknowledged } = clients.acknowledged;
    options.onProgress?.({ kills: kill + 1, acknowledged, lastRecoveryMs: ms, target });
  }

  await clients.finish();
  report.violations.push(...tally(clients.complaints));
  await checkEnd(server, dataFolder, clients, report);
  return Object.assign(report, clients.counts, { acknowledged: clients.acknowledged.length });
}

function chooseTarget(random: Random): Target {
  const u = random.next();
  if (process.env.DATABASE_URL) return u < 0.7 ? 'server' : 'start';
  return u < 0.35 ? 'server' : u < 0.65 ? 'database' : u < 0.85 ? 'both' : 'start';
}

/** @returns the server that is to come back: the same one where only the database was killed */
async function harm(
  target: Target,
  server: RunningServer,
  place: { dataFolder: string; port: number },
  random: Random,
): Promise<RunningServer> {
  if (target === 'database') {
    killPostgres(place.dataFolder, random.chance(0.5));
    return server;
  }
  if (target === 'both') killPostgres(place.dataFolder, random.chance(0.5));
  await killServer(server);
  if (target === 'start') {
    const halfway = launchServer(place);
    await sleep(between(random, 50, START_MS_MAX));
    if (random.chance(0.3)) killPostgres(place.dataFolder, true);
    await killServer(halfway);
  }
  return launchServer(place);
}

async function killServer(server: RunningServer): Promise<void> {
  killNow(server.child.pid!);
  while (!hasEnded(server.child)) await sleep(2);
}

async function untilServing(server: RunningServer, clients: Clients): Promise<void> {
  await untilHealthy(server);
  await clients.fileOne();
}

/** The store, the replica behind the map, and a stop with a page left open. */
async function checkEnd(
  server: RunningServer,
  dataFolder: string,
  clients: Clients,
  report: TortureReport,
): Promise<void> {
  const store = await openStore(dataFolder); // Joins the database of the running server.
  try {
    const cookie = await signIn(server.url);
    report.violations.push(...(await checkReplica(server.url, cookie, store.pool)));
    await untilIndexed(store.pool);
    report.violations.push(...(await checkStore(store.pool, clients.acknowledged, clients.sent)));
    if (!(await listensAgain(store.pool)))
      report.violations.push('the server does not listen for events of other processes');
    const page = await fetch(`${server.url}/api/events`, { headers: { cookie } });
    await page.body!.getReader().read();
  } finally {
    await store.pool.end();
  }
  const begin = monotonicMs();
  const code = await server.stop(STOP_MS_MAX);
  report.stopMs = monotonicMs() - begin;
  if (code !== 0)
    report.violations.push(`stop with an open page: code ${code} after ${Math.round(report.stopMs)} ms`);
  if (/unhandled|uncaught/i.test(server.output()))
    report.violations.push(`unhandled error:\n${server.output()}`);
}

function tally(complaints: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const complaint of complaints) counts.set(complaint, (counts.get(complaint) ?? 0) + 1);
  return [...counts].map(([complaint, count]) => `${complaint} (${count} times)`);
}

function between(random: Random, from: number, to: number): number {
  return from + (to - from) * random.next();
}

/** The listening connection is made anew a second after it broke; five are given. */
async function listensAgain(pool: pg.Pool): Promise<boolean> {
  for (let step = 0; step < 50; step += 1) {
    const found = await pool.query(`select 1 from pg_stat_activity where application_name = 'otklik-listen'`);
    if (found.rowCount) return true;
    await sleep(100);
  }
  return false;
}
