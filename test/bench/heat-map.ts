import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { HeatMapQuery } from '../../contract/heat-map.ts';
import { seededRandom } from '../../server/demo/random.ts';
import { readFactRows } from '../../server/insight/facts/fact-row.ts';
import { feedReplica, openReplica, type Replica } from '../../server/insight/facts/index.ts';
import { countByCell, countHexagons, type HeatContext } from '../../server/insight/heat-map/index.ts';
import { monotonicMs, systemClock } from '../../server/platform/clock.ts';
import { createEventSignal } from '../../server/platform/event-log/index.ts';
import { loadRegion } from '../../server/registry/store/index.ts';
import type { BenchOptions } from './bench-options.ts';
import {
  type Asked,
  aWeek,
  countAlone,
  countInPostgres,
  dayText,
  occurring,
  question,
} from './heat-questions.ts';
import { HISTORY_DAYS, prepareManyAppeals } from './many-appeals.ts';
import { type Figure, median, quantile, type Result } from './report.ts';

const QUESTIONS = 200;
const POSTGRES_QUESTIONS = 12;
const LIVE = 20;
const NOBODY_LIMITED = { organisations: null, topics: null, municipalities: null };

/**
 * The heat map over many invented appeals: any filter in the server and in PostgreSQL in turns, hexagons, a live appeal, memory and
 * the cold rebuild.
 */
export async function benchHeatMap({ keep, rows, reuse }: BenchOptions): Promise<Result> {
  const wanted = Number(rows ?? 1_000_000);
  const dataFolder = keep ?? mkdtempSync(join(tmpdir(), 'otklik-bench-many-'));
  const say = (line: string) => console.error(`${line}   memory ${residentMb().toFixed(0)} MB`);
  const { store } = await prepareManyAppeals(dataFolder, wanted, say);
  const replicaFile = join(dataFolder, 'facts/54.duckdb');
  if (!reuse) for (const file of [replicaFile, `${replicaFile}.wal`]) rmSync(file, { force: true });
  try {
    const registry = await loadRegion(store.pool, '54');
    const { file, taxonomy, sectorByTopic } = registry;
    const before = residentMb();
    const { replica, rebuildSeconds, rebuildCpuSeconds } = await rebuild(
      store.pool,
      replicaFile,
      file.timeZone,
      taxonomy.topics.map(({ code }) => code),
    );
    say(`rebuilt in ${rebuildSeconds.toFixed(1)} s, processor ${rebuildCpuSeconds.toFixed(1)} s`);
    const now = systemClock.now();
    const context: HeatContext = {
      replica,
      taxonomy,
      sectorByTopic,
      scope: NOBODY_LIMITED,
      timeZone: file.timeZone,
      now,
    };
    const random = seededRandom(25);
    const values = {
      groups: taxonomy.topics.filter(({ parent }) => parent === null).map(({ code }) => code),
      channels: await occurring(store.pool, 'channel'),
      statuses: await occurring(store.pool, 'status'),
      organisations: (await occurring(store.pool, 'organisation')).slice(0, 40),
    };
    const asked = Array.from({ length: QUESTIONS }, () => question(random, values, now));
    const everything: Asked = { from: dayText(now, HISTORY_DAYS), to: dayText(now, 0) };
    const week: Asked = { from: dayText(now, 6), to: dayText(now, 0) };

    const inServer = (query: Asked) => countByCell(HeatMapQuery.parse(query), context);
    for (const query of asked.slice(0, 20)) await inServer(query);
    const any = await timeEach(asked, inServer);
    const anyProcessor = await processorMs(asked, inServer);
    const weeks = await timeEach(
      Array.from({ length: 60 }, () => aWeek(random, now)),
      inServer,
    );
    const thisWeek = await timeEach(Array(30).fill(week), inServer);
    const weekAlone = await timeEach(Array(60).fill(week), (each) => countAlone(each, context));
    const whole = await timeEach(Array(20).fill(everything), inServer);
    const sideBySide = asked.filter((_, at) => at % Math.floor(QUESTIONS / POSTGRES_QUESTIONS) === 0);
    const postgres: number[] = [];
    const ratios: number[] = [];
    for (const query of sideBySide) {
      const [theirs] = await timeEach([query], (each) => countInPostgres(store.pool, each, context));
      // The same question: counts of the period, without usual levels and authors.
      const ours = await timeEach(Array(5).fill(query), (each) => countAlone(each, context));
      postgres.push(theirs!);
      ratios.push(theirs! / median(ours));
    }
    const [wholePostgres] = await timeEach([everything], (each) =>
      countInPostgres(store.pool, each, context),
    );
    const wholeAlone = await timeEach(Array(9).fill(everything), (each) => countAlone(each, context));
    const hexagonsOf = (query: Asked, resolution: number) =>
      countHexagons({ ...HeatMapQuery.parse(query), resolution, bbox: undefined }, context);
    const hexagonsWeek = await timeEach(Array(20).fill(week), (each) => hexagonsOf(each, 8));
    const hexagonsYear = await timeEach(
      Array(10).fill({ from: dayText(now, 364), to: dayText(now, 0) }),
      (each) => hexagonsOf(each, 8),
    );
    const live = await countLive(store.pool, replica, context, week);
    const peak = residentMb();
    const count = await replica.count();
    replica.close();
    const ms = (name: string, times: number[], share: number, goal?: Figure['goal']): Figure => ({
      name: `${name}, p${share * 100}`,
      value: quantile(times, share),
      unit: 'ms',
      goal,
    });
    return {
      bench: 'heat-map',
      notes: [
        `${count} synthetic appeals of ${HISTORY_DAYS} days: rows of the table written by SQL, not registered one by one.`,
        `${QUESTIONS} questions from a seed: a week, a month, a quarter, a year or all of it, with none to four of channel, status, topic group, body; counts and usual levels by row and municipality, shares and authors where the page shows them.`,
        'PostgreSQL counts the same cells of the same days with the indexes the product has; the server then counts just that, in the same run.',
        'Memory is that of this whole process: replica, buffers, JavaScript.',
      ],
      figures: [
        ms('any filter, in the server', any, 0.5),
        ms('any filter, in the server', any, 0.95, { atMost: 40 }),
        ms('any filter, processor time of both cores', anyProcessor, 0.5),
        ms('any filter, processor time of both cores', anyProcessor, 0.95),
        ms('whole history without filters, in the server', whole, 0.5),
        ms('any week, all topics, with usual levels', weeks, 0.5),
        ms('this week: what the page opens with', thisWeek, 0.5),
        ms('counts of a week alone', weekAlone, 0.5, { atMost: 5 }),
        ms('any filter, PostgreSQL', postgres, 0.5),
        {
          name: 'PostgreSQL ÷ server, any filter, median',
          value: median(ratios),
          unit: '×',
          goal: { atLeast: 30 },
        },
        { name: 'PostgreSQL, whole history', value: wholePostgres!, unit: 'ms' },
        {
          name: 'PostgreSQL ÷ server, whole history',
          value: wholePostgres! / median(wholeAlone),
          unit: '×',
          goal: { atLeast: 30 },
        },
        ms('hexagons of a week', hexagonsWeek, 0.5),
        ms('hexagons of a year', hexagonsYear, 0.5),
        ms('a changed appeal into the replica', live.apply, 0.5),
        {
          name: 'live appeals counted without a rebuild',
          value: live.seen,
          unit: `of ${LIVE}`,
          goal: { atLeast: LIVE },
        },
        ...(reuse
          ? []
          : [
              {
                name: 'rebuild of the replica',
                value: count / rebuildSeconds,
                unit: 'appeals a second',
                goal: { atLeast: 100_000 },
              },
              {
                name: 'rebuild, by processor time of the server',
                value: count / rebuildCpuSeconds,
                unit: 'appeals a processor second',
              },
            ]),
        { name: 'memory of the process', value: peak, unit: 'MB', goal: { atMost: 1500 } },
        { name: 'memory before the replica', value: before, unit: 'MB' },
        { name: 'file of the replica', value: statSync(replicaFile).size / 1e6, unit: 'MB' },
      ],
    };
  } finally {
    await store.close();
    if (!keep) rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function rebuild(
  pool: pg.Pool,
  path: string,
  timeZone: string,
  topics: readonly string[],
): Promise<{ replica: Replica; rebuildSeconds: number; rebuildCpuSeconds: number }> {
  const replica = await openReplica(path);
  const signal = await createEventSignal(
    { pool, where: '', connection: {}, close: async () => {} },
    { listen: false },
  );
  const begin = monotonicMs();
  const used = process.cpuUsage();
  const feed = await feedReplica(replica, {
    pool,
    regionId: '54',
    timeZone,
    order: { topic: topics },
    signal,
    onError: (error) => console.error(error),
  });
  const rebuildSeconds = (monotonicMs() - begin) / 1000;
  const { user, system } = process.cpuUsage(used);
  await feed.stop();
  await signal.close();
  return { replica, rebuildSeconds, rebuildCpuSeconds: (user + system) / 1e6 };
}

/** New and changed appeals go in one by one as the event log brings them; each time the week must count right at once. */
async function countLive(
  pool: pg.Pool,
  replica: Replica,
  context: HeatContext,
  week: Asked,
): Promise<{ apply: number[]; seen: number }> {
  const found = await pool.query(
    `select appeal_id::text as id from appeal order by filed_at desc limit ${LIVE / 2}`,
  );
  const changed = await readFactRows(
    pool,
    '54',
    context.timeZone,
    found.rows.map(({ id }) => id),
  );
  const apply: number[] = [];
  let seen = 0;
  const total = async () => (await countByCell(HeatMapQuery.parse(week), context)).total;
  for (const row of changed) {
    const before = await total();
    const begin = monotonicMs();
    await replica.apply([{ ...row, status: 'answered' }], replica.position());
    apply.push(monotonicMs() - begin);
    if ((await total()) === before) seen += 1;
    const fresh = {
      ...row,
      id: `ff${row.id.slice(2, 24)}${String(await replica.count()).padStart(12, '0')}`,
    };
    await replica.apply([fresh], replica.position());
    if ((await total()) === before + 1) seen += 1;
  }
  return { apply, seen };
}

/** Processor time of all threads for the same questions: it does not shake on a machine shared with others. */
async function processorMs(
  asked: readonly Asked[],
  ask: (query: Asked) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const query of asked) {
    const used = process.cpuUsage();
    await ask(query);
    const { user, system } = process.cpuUsage(used);
    times.push((user + system) / 1000);
  }
  return times;
}

async function timeEach(asked: readonly Asked[], ask: (query: Asked) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const query of asked) {
    const begin = monotonicMs();
    await ask(query);
    times.push(monotonicMs() - begin);
  }
  return times;
}

/** What this process holds in memory, by the operating system's account where it tells. */
function residentMb(): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'));
    if (found) return Number(found[1]) / 1000;
  } catch {
    // No /proc: another system.
  }
  return process.memoryUsage().rss / 1e6;
}
