import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { monotonicMs } from '../../server/platform/clock.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres/index.ts';
import { freePort, openStore, startServer } from '../running-server.ts';
import { cpuMs } from './cpu-time.ts';
import { type LoadResult, startLoad } from './load/load-process.ts';
import { median, type Result } from './report.ts';
import { untilIndexed } from './until-indexed.ts';

export const CONNECTIONS = 16;
const ROUNDS = 5;
const ROUND_SECONDS = 6;
const WARM_UP_SECONDS = 4;
const TEXTS = 160_000;

/**
 * Intake over HTTP (register + classify + route + event, acknowledged after commit) beside bare single-row inserts of the same full
 * appeal row into the same PostgreSQL, in turns.
 */
export async function benchIntake(): Promise<Result> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'otklik-bench-'));
  await (await openStore(dataFolder)).close();
  const port = await freePort();
  const server = await startServer({ dataFolder, port });
  const { connection, pid } = await startEmbeddedPostgres(dataFolder); // Joins the server's own.
  const cpu = () => ({ server: cpuMs(server.child.pid!) ?? Number.NaN, postgres: cpuMs(pid) ?? Number.NaN });
  const pool = new pg.Pool({ ...connection, max: 2 });
  const http = await startLoad('http-filings.ts', { port, seed: 1, connections: CONNECTIONS, texts: TEXTS });
  try {
    await http.run(WARM_UP_SECONDS);
    await untilIndexed(pool);
    await pool.query('create schema bench; create table bench.appeal (like public.appeal including all)');
    const bare = await startLoad('bare-inserts.ts', {
      connection,
      table: 'bench.appeal',
      connections: CONNECTIONS,
      from: 'select * from public.appeal limit 2000',
    });
    await bare.run(2);
    const filed: LoadResult[] = [];
    const inserted: LoadResult[] = [];
    const behindMs: number[] = [];
    const cost = { serverMs: 0, postgresMs: 0, indexMs: 0, bareMs: 0 };
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = cpu();
      filed.push(await http.run(ROUND_SECONDS));
      const after = cpu();
      const begin = monotonicMs();
      await untilIndexed(pool);
      behindMs.push(monotonicMs() - begin);
      const between = cpu();
      const rounds = await bare.run(ROUND_SECONDS);
      if (rounds.failed > 0)
        throw new Error(`${rounds.failed} bare inserts failed: the ratio would flatter.`);
      inserted.push(rounds);
      cost.serverMs += between.server - before.server;
      cost.postgresMs += after.postgres - before.postgres;
      cost.indexMs += between.postgres - after.postgres;
      cost.bareMs += cpu().postgres - between.postgres;
    }
    bare.end();
    const rate = (results: LoadResult[]) => median(results.map(({ done, seconds }) => done / seconds));
    const filings = filed.reduce((sum, { done }) => sum + done, 0);
    const inserts = inserted.reduce((sum, { done }) => sum + done, 0);
    const [{ rows: chars }] = [await pool.query('select avg(length(text))::float8 as mean from appeal')];
    return {
      bench: 'intake',
      notes: [
        `${CONNECTIONS} keep-alive connections on loopback, ${ROUNDS} rounds of ${ROUND_SECONDS} s in turns, medians.`,
        `Invented texts of the demo, all different, ${Math.round(chars[0].mean)} characters on average.`,
        'Bare: prepared single-row inserts of the same columns into a table with the same indexes, no foreign key,',
        'each row its own commit. Load comes from a process of its own on the same two cores.',
        'The replica is fed while the server files; the text index gives way (at most 10 s) and does its work after the round.',
        'Each bare round waits until it caught up; «filed and in the text index» counts that time in, with no filing during it.',
      ],
      figures: [
        {
          name: 'filed over HTTP ÷ bare inserts',
          value: rate(filed) / rate(inserted),
          unit: '',
          goal: { atLeast: 0.5 },
        },
        { name: 'filed over HTTP', value: rate(filed), unit: 'a second' },
        {
          name: 'filed and in the text index',
          value: median(filed.map(({ done, seconds }, round) => done / (seconds + behindMs[round]! / 1000))),
          unit: 'a second',
        },
        { name: 'bare inserts', value: rate(inserted), unit: 'a second' },
        { name: 'filing, p50', value: median(filed.map(({ p50Ms }) => p50Ms)), unit: 'ms' },
        { name: 'filing, p99', value: median(filed.map(({ p99Ms }) => p99Ms)), unit: 'ms' },
        { name: 'failed', value: filed.reduce((sum, { failed }) => sum + failed, 0), unit: 'filings' },
        { name: 'processor time of the server a filing', value: cost.serverMs / filings, unit: 'ms' },
        { name: 'processor time of PostgreSQL a filing', value: cost.postgresMs / filings, unit: 'ms' },
        {
          name: 'processor time of PostgreSQL after the round, a filing',
          value: cost.indexMs / filings,
          unit: 'ms',
        },
        { name: 'processor time of PostgreSQL a bare insert', value: cost.bareMs / inserts, unit: 'ms' },
        { name: 'text index behind after a round', value: median(behindMs) / 1000, unit: 's' },
      ],
    };
  } finally {
    http.end();
    await pool.end();
    await server.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
