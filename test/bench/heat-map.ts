import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { HeatMapQuery } from '../../contract/heat-map.ts';
import { type Random, seededRandom } from '../../server/demo/random.ts';
import { readFactRows } from '../../server/insight/facts/fact-row.ts';
import { feedReplica, openReplica, type Replica, whereFacts } from '../../server/insight/facts/index.ts';
import { countCells, numberRows } from '../../server/insight/heat-map/cell-queries.ts';
import { countByCell, countHexagons, type HeatContext } from '../../server/insight/heat-map/index.ts';
import { periodOf } from '../../server/insight/heat-map/period.ts';
import { monotonicMs, systemClock } from '../../server/platform/clock.ts';
import { createEventSignal } from '../../server/platform/event-log/index.ts';
import { chosenTopics } from '../../server/registry/chosen-topics.ts';
import { loadRegion } from '../../server/registry/store/index.ts';
import type { BenchOptions } from './bench-options.ts';
import { HISTORY_DAYS, prepareManyAppeals } from './many-appeals.ts';
import { type Figure, median, quantile, type Result } from './report.ts';

const QUESTIONS = 200;
const POSTGRES_QUESTIONS = 12;
const LIVE = 20;
const DAY_MS = 86_400_000;
const NOBODY_LIMITED = { organisations: null, topics: null, municipalities: null };

/** A question as the page asks it: every value a string. */
type Asked = Record<string, string>;

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
    signal,
    onError: (error) => console.error(error),
  });
  const rebuildSeconds = (monotonicMs() - begin) / 1000;
  const { user, system } = process.cpuUsage(used);
  await feed.stop();
  await signal.close();
  return { replica, rebuildSeconds, rebuildCpuSeconds: (user + system) / 1e6 };
}

interface Values {
  groups: readonly string[];
  channels: readonly string[];
  statuses: readonly string[];
  organisations: readonly string[];
}

/** What people ask for: any length of time, any number of filters. */
function question(random: Random, values: Values, now: Date): Asked {
  const length = random.pick([7, 30, 91, 365, HISTORY_DAYS]);
  const endsDaysAgo = random.whole(0, Math.max(0, Math.min(200, HISTORY_DAYS - length)));
  const asked: Asked = {
    from: dayText(now, endsDaysAgo + length - 1),
    to: dayText(now, endsDaysAgo),
    rows: random.pick(['group', 'sector', 'topic']),
  };
  if (random.chance(0.5)) asked.channel = some(random, values.channels, 3);
  if (random.chance(0.5)) asked.status = some(random, values.statuses, 2);
  if (random.chance(0.5)) asked.topic = random.pick(values.groups);
  if (random.chance(0.2)) asked.organisation = some(random, values.organisations, 3);
  return asked;
}

function aWeek(random: Random, now: Date): Asked {
  const ago = random.whole(0, 300);
  return { from: dayText(now, ago + 6), to: dayText(now, ago) };
}

function some(random: Random, values: readonly string[], most: number): string {
  const chosen = new Set(Array.from({ length: random.whole(1, most) }, () => random.pick(values)));
  return [...chosen].join(',');
}

const dayText = (now: Date, daysAgo: number) =>
  new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);

async function occurring(pool: pg.Pool, column: 'channel' | 'status' | 'organisation'): Promise<string[]> {
  const found = await pool.query(
    `select distinct ${column} as value from (select ${column} from appeal order by filed_at desc limit 20000) as late order by 1`,
  );
  return found.rows.map(({ value }) => value);
}

/** Counts by topic row and municipality and nothing else. */
async function countAlone(asked: Asked, context: HeatContext): Promise<void> {
  const query = HeatMapQuery.parse(asked);
  const period = periodOf(query, context.timeZone, context.now);
  const rowNumbers = await numberRows(query, context);
  await countCells({
    context,
    where: whereFacts(query, context.scope, context),
    windows: [period],
    rowNumbers,
  });
}

async function countInPostgres(pool: pg.Pool, asked: Asked, context: HeatContext): Promise<void> {
  const query = HeatMapQuery.parse(asked);
  const client = await pool.connect();
  await client.query('set statement_timeout = 0');
  await client.query(
    `select topic, municipality, count(*) from appeal
      where region_id = '54' and filed_at >= $1::date::timestamp at time zone $6
        and filed_at < ($2::date + 1)::timestamp at time zone $6
        and ($3::text[] is null or channel = any($3)) and ($4::text[] is null or status = any($4))
        and ($5::text[] is null or topic = any($5)) and ($7::text[] is null or organisation = any($7))
      group by 1, 2`,
    [
      query.from,
      query.to,
      query.channel,
      query.status,
      chosenTopics(query, context),
      context.timeZone,
      query.organisation,
    ],
  );
  client.release();
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
      id: row.id.replace(/^../, 'ff').slice(0, 34) + String(apply.length).padStart(2, '0'),
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
