import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { HeatMapQuery } from '../../contract/heat-map.ts';
import { type Random, seededRandom } from '../../server/demo/random.ts';
import { feedReplica, openReplica, type Replica } from '../../server/insight/facts/index.ts';
import { countByCell, type HeatContext } from '../../server/insight/heat-map/index.ts';
import { monotonicMs, systemClock } from '../../server/platform/clock.ts';
import { createEventSignal } from '../../server/platform/event-log/index.ts';
import { chosenTopics } from '../../server/registry/chosen-topics.ts';
import { loadRegion } from '../../server/registry/store/index.ts';
import { freePort, openStore, startServer } from '../running-server.ts';
import { addReader, signIn } from '../torture/check-replica.ts';
import { prepareFullStore } from './full-store.ts';
import { type Figure, quantile, type Result } from './report.ts';

const QUESTIONS = 300;
const POSTGRES_QUESTIONS = 30;
const HISTORY_DAYS = 840;
const DAY_MS = 86_400_000;
const NOBODY_LIMITED = { organisations: null, topics: null, municipalities: null };

/** A question as the page asks it: every value a string. */
type Asked = Record<string, string>;

/** Counts by topic group and municipality over a million appeals under four filters: in the server, over HTTP, and in PostgreSQL. */
export async function benchHeatMap({ keep }: { keep?: string }): Promise<Result> {
  const dataFolder = keep ?? mkdtempSync(join(tmpdir(), 'otklik-bench-full-'));
  await prepareFullStore(dataFolder, (line) => console.error(line));
  const replicaFile = join(dataFolder, 'facts/54.duckdb');
  for (const file of [replicaFile, `${replicaFile}.wal`]) rmSync(file, { force: true });
  const store = await openStore(dataFolder);
  await addReader(store.pool, '54');
  const registry = await loadRegion(store.pool, '54');
  const { file, taxonomy, sectorByTopic } = registry;
  const { replica, rebuildSeconds } = await rebuild(store.pool, replicaFile, file.timeZone);
  const now = systemClock.now();
  const context: HeatContext = {
    replica,
    taxonomy,
    sectorByTopic,
    scope: NOBODY_LIMITED,
    timeZone: file.timeZone,
    now,
  };
  const groups = taxonomy.topics.filter(({ parent }) => parent === null).map(({ code }) => code);
  const random = seededRandom(25);
  const occurring = async (column: 'channel' | 'status') =>
    (await store.pool.query(`select distinct ${column} as value from appeal order by 1`)).rows.map(
      ({ value }) => value,
    );
  const values = { groups, channels: await occurring('channel'), statuses: await occurring('status') };
  const asked = Array.from({ length: QUESTIONS }, () => question(random, values, now));
  const everything: Asked = { from: dayText(now, HISTORY_DAYS), to: dayText(now, 0) };
  const month: Asked = {};

  const inServer = (query: Asked) => countByCell(HeatMapQuery.parse(query), context);
  for (const query of asked.slice(0, 20)) await inServer(query);
  const filtered = await timeEach(asked, inServer);
  const unfiltered = await timeEach(Array(20).fill(everything), inServer);
  const recent = await timeEach(Array(50).fill(month), inServer);
  const inPostgres = (query: Asked) => countInPostgres(store.pool, query, context);
  const postgres = await timeEach(asked.slice(0, POSTGRES_QUESTIONS), inPostgres);
  const postgresAll = await timeEach(Array(3).fill(everything), inPostgres);
  const count = await replica.count();
  replica.close();
  await store.close();

  const server = await startServer({ dataFolder, port: await freePort() });
  try {
    const cookie = await signIn(server.url);
    const overHttp = await timeEach(asked, async (query) => {
      const answer = await fetch(`${server.url}/api/heat-map?${new URLSearchParams(query)}`, {
        headers: { cookie },
      });
      await answer.json();
    });
    const ms = (name: string, times: number[], share: number, goal?: Figure['goal']): Figure => ({
      name: `${name}, p${share * 100}`,
      value: quantile(times, share),
      unit: 'ms',
      goal,
    });
    return {
      bench: 'heat-map',
      notes: [
        `${count} invented appeals of ${HISTORY_DAYS} days (50 000 registered by the server, the rest copies with new keys and days).`,
        `${QUESTIONS} questions from a seed: a year, 1–3 channels, 1–2 statuses (of those that occur), a topic group; counts, usual levels and authors.`,
        'PostgreSQL counts the same cells of the same period (no usual levels, no authors) with the indexes the product has.',
      ],
      figures: [
        ms('four filters, in the server', filtered, 0.5),
        ms('four filters, in the server', filtered, 0.95, { atMost: 25 }),
        ms('four filters, over HTTP', overHttp, 0.5),
        ms('four filters, over HTTP', overHttp, 0.95),
        ms('four filters, PostgreSQL', postgres, 0.5),
        ms('four filters, PostgreSQL', postgres, 0.95),
        ms('whole history without filters, in the server', unfiltered, 0.5),
        ms('whole history without filters, PostgreSQL', postgresAll, 0.5),
        ms('last 30 days with usual levels, in the server', recent, 0.5),
        ms('last 30 days with usual levels, in the server', recent, 0.95),
        { name: 'rebuild of the replica', value: count / rebuildSeconds, unit: 'appeals a second' },
        { name: 'file of the replica', value: statSync(replicaFile).size / 1e6, unit: 'MB' },
      ],
    };
  } finally {
    await server.stop();
    if (!keep) rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function rebuild(
  pool: pg.Pool,
  path: string,
  timeZone: string,
): Promise<{ replica: Replica; rebuildSeconds: number }> {
  const replica = await openReplica(path);
  const signal = await createEventSignal(
    { pool, where: '', connection: {}, close: async () => {} },
    { listen: false },
  );
  const begin = monotonicMs();
  const feed = await feedReplica(replica, {
    pool,
    regionId: '54',
    timeZone,
    signal,
    onError: (error) => console.error(error),
  });
  const rebuildSeconds = (monotonicMs() - begin) / 1000;
  await feed.stop();
  await signal.close();
  return { replica, rebuildSeconds };
}

interface Values {
  groups: readonly string[];
  channels: readonly string[];
  statuses: readonly string[];
}

function question(random: Random, { groups, channels, statuses }: Values, now: Date): Asked {
  const endsDaysAgo = random.whole(0, HISTORY_DAYS - 366);
  return {
    from: dayText(now, endsDaysAgo + 364),
    to: dayText(now, endsDaysAgo),
    channel: some(random, channels, 3),
    status: some(random, statuses, 2),
    topic: random.pick(groups),
    rows: random.pick(['group', 'topic']),
  };
}

function some(random: Random, values: readonly string[], most: number): string {
  const chosen = new Set(Array.from({ length: random.whole(1, most) }, () => random.pick(values)));
  return [...chosen].join(',');
}

const dayText = (now: Date, daysAgo: number) =>
  new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);

async function countInPostgres(pool: pg.Pool, asked: Asked, context: HeatContext): Promise<void> {
  const query = HeatMapQuery.parse(asked);
  const topics = chosenTopics(query, context);
  await pool.query(
    `select topic, municipality, count(*) from appeal
      where region_id = '54' and filed_at >= $1::date::timestamp at time zone $6
        and filed_at < ($2::date + 1)::timestamp at time zone $6
        and ($3::text[] is null or channel = any($3)) and ($4::text[] is null or status = any($4))
        and ($5::text[] is null or topic = any($5))
      group by 1, 2`,
    [query.from, query.to, query.channel, query.status, topics, context.timeZone],
  );
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
