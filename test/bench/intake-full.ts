import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres/index.ts';
import { freePort, openStore, startServer } from '../running-server.ts';
import { cpuMs } from './cpu-time.ts';
import { prepareFullStore } from './full-store.ts';
import { CONNECTIONS } from './intake.ts';
import { type LoadResult, startLoad } from './load/load-process.ts';
import { median, type Result } from './report.ts';
import { untilIndexed } from './until-indexed.ts';

const ROUNDS = 5;
const ROUND_SECONDS = 5;
const WARM_UP_SECONDS = 4;
const TEXTS = 60_000;

/** The same intake over HTTP into a store of a million appeals and into an empty one, both servers running, in turns. */
export async function benchIntakeFull({ keep }: { keep?: string }): Promise<Result> {
  const full = keep ?? mkdtempSync(join(tmpdir(), 'otklik-bench-full-'));
  const empty = mkdtempSync(join(tmpdir(), 'otklik-bench-empty-'));
  await prepareFullStore(full, (line) => console.error(line));
  await (await openStore(empty)).close();
  const intoEmpty = await startIntake(empty, 31);
  const intoFull = await startIntake(full, 32);
  try {
    for (const intake of [intoEmpty, intoFull]) await intake.round(WARM_UP_SECONDS);
    const stored = Number((await intoFull.pool.query('select count(*) from appeal')).rows[0].count);
    const rounds = { empty: [] as Round[], full: [] as Round[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.empty.push(await intoEmpty.round(ROUND_SECONDS));
      rounds.full.push(await intoFull.round(ROUND_SECONDS));
    }
    const rate = (results: Round[]) => median(results.map(({ done, seconds }) => done / seconds));
    const cost = (results: Round[]) => median(results.map(({ done, cpu }) => cpu / done));
    return {
      bench: 'intake-full',
      notes: [
        `${stored} appeals stored before the rounds (invented; 50 000 registered by the server, the rest copies with new keys and days).`,
        `${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_SECONDS} s in turns, medians; after a round the text index catches up.`,
      ],
      figures: [
        {
          name: 'at a million ÷ into an empty store',
          value: rate(rounds.full) / rate(rounds.empty),
          unit: '',
          goal: { atLeast: 0.9 },
        },
        { name: 'at a million', value: rate(rounds.full), unit: 'a second' },
        { name: 'into an empty store', value: rate(rounds.empty), unit: 'a second' },
        { name: 'processor time a filing at a million', value: cost(rounds.full), unit: 'ms' },
        { name: 'processor time a filing, empty store', value: cost(rounds.empty), unit: 'ms' },
        { name: 'p99 at a million', value: median(rounds.full.map(({ p99Ms }) => p99Ms)), unit: 'ms' },
      ],
    };
  } finally {
    await intoEmpty.end();
    await intoFull.end();
    rmSync(empty, { recursive: true, force: true });
    if (!keep) rmSync(full, { recursive: true, force: true });
  }
}

type Round = LoadResult & { cpu: number };

async function startIntake(dataFolder: string, seed: number) {
  const port = await freePort();
  const server = await startServer({ dataFolder, port });
  const { connection, pid } = await startEmbeddedPostgres(dataFolder); // Joins the server's own.
  const pool = new pg.Pool({ ...connection, max: 1 });
  const http = await startLoad('http-filings.ts', { port, seed, connections: CONNECTIONS, texts: TEXTS });
  const cpu = () => (cpuMs(server.child.pid!) ?? Number.NaN) + (cpuMs(pid) ?? Number.NaN);
  return {
    pool,
    async round(seconds: number): Promise<Round> {
      const before = cpu();
      const result = await http.run(seconds);
      await untilIndexed(pool);
      return { ...result, cpu: cpu() - before };
    },
    async end() {
      http.end();
      await pool.end();
      await server.stop();
    },
  };
}
