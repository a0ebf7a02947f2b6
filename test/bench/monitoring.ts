import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureRegion } from '../../server/app/ensure-region.ts';
import { loadKnowledge } from '../../server/app/load-knowledge.ts';
import { judgesOf } from '../../server/app/open-region-monitoring.ts';
import { MIGRATIONS } from '../../server/app/start-app.ts';
import { createInventedPosts } from '../../server/demo/invented-posts.ts';
import { createPostTaker, readExport, writeSource } from '../../server/monitoring/index.ts';
import { monotonicMs, systemClock } from '../../server/platform/clock.ts';
import { migrate, openDatabase } from '../../server/platform/database/index.ts';
import { loadRegion } from '../../server/registry/store/index.ts';
import { loadComplaintModel, type PhraseGrammar } from '../../server/triage/complaint/index.ts';
import type { BenchOptions } from './bench-options.ts';
import type { Result } from './report.ts';

const POSTS = 1_000_000;
const COMPLAINTS = 0.02;
const SEED = 4;
const SOURCE = '01900000-0000-7000-8000-000000000054';
const HELD_OUT = new URL('../support/posts/held-out-posts.json', import.meta.url);
const REGION_FILE = new URL('../../server/registry/regions/54.json', import.meta.url).pathname;

/**
 * A Telegram export of a million invented posts, read from disk through the real reader, judgement and store into candidates in
 * PostgreSQL, in one process. Writing the file is not in the time; everything after it is.
 */
export async function benchMonitoring(options: BenchOptions): Promise<Result> {
  const posts = options.rows ? Number(options.rows) : POSTS;
  const folder = mkdtempSync(join(tmpdir(), 'otklik-monitoring-'));
  const database = await openDatabase({ databaseUrl: undefined, dataFolder: folder, own: true });
  try {
    await migrate(database.pool, MIGRATIONS);
    await ensureRegion(database.pool, systemClock, REGION_FILE);
    const { pool } = database;
    const log = { info() {}, error: console.error };
    const knowledge = await loadKnowledge(pool, await loadRegion(pool, '54'), log);
    const judges = judgesOf(await loadComplaintModel(), knowledge);
    const file = join(folder, 'result.json');
    const complaints = await writeExport(file, posts);
    const source = {
      kind: 'channel',
      network: 'telegram',
      name: 'Выдуманный канал',
      address: 'https://t.me/invented',
    } as const;
    const rest = {
      organisation: null,
      municipality: null,
      audience: null,
      reading: 'export',
      queries: [],
      enabled: true,
    } as const;
    await writeSource(pool, '54', SOURCE, { ...source, ...rest, queries: [] }, true);
    const context = {
      pool,
      regionId: '54',
      clock: systemClock,
      judges: async () => judges,
    };

    const used = process.cpuUsage();
    const started = monotonicMs();
    const stream = createReadStream(file, { highWaterMark: 1 << 20 });
    const taken = (await readExport(context, createPostTaker(context), SOURCE, stream))!;
    const seconds = (monotonicMs() - started) / 1000;
    const { user, system } = process.cpuUsage(used);
    const found = await pool.query('select external_id, copies from candidate');
    const names = found.rows.map((row) =>
      [row.external_id, ...row.copies].map((name: string) => Number(name.split('/')[1])),
    );
    const right = names.filter(([own]) => complaints.has(own!)).length;
    const heard = new Set(names.flat().filter((id) => complaints.has(id))).size;
    return {
      bench: 'monitoring',
      notes: [
        `${posts} posts, ${complaints.size} complaints, all invented; everyday posts of templates the model has not seen`,
        `file ${(statSync(file).size / 1e6).toFixed(0)} MB, read through reader, judgement and store; load average ${loadavg()[0]!.toFixed(1)}`,
        `candidates ${taken.candidates}, near copies joined to them ${taken.copies}`,
      ],
      figures: [
        {
          name: 'posts from file to stored candidates',
          value: posts / seconds,
          unit: 'a second',
          goal: { atLeast: 5000 },
        },
        { name: 'processor time of a post (without PostgreSQL)', value: (user + system) / posts, unit: 'µs' },
        { name: 'precision of candidates', value: right / Math.max(1, names.length), unit: '' },
        {
          name: 'precision over posts, copies counted (100 a candidate at most)',
          value: heard / Math.max(1, new Set(names.flat()).size),
          unit: '',
        },
        {
          name: 'recall of complaints (as candidates or copies)',
          value: heard / Math.max(1, complaints.size),
          unit: '',
        },
        { name: 'memory of the process', value: process.memoryUsage().rss / 1e6, unit: 'MB' },
      ],
    };
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @returns which messages are complaints */
async function writeExport(path: string, posts: number): Promise<Set<number>> {
  const next = createInventedPosts(
    SEED,
    COMPLAINTS,
    JSON.parse(readFileSync(HELD_OUT, 'utf8')) as PhraseGrammar,
  );
  const complaints = new Set<number>();
  const file = createWriteStream(path);
  const seconds = Math.floor(systemClock.now().getTime() / 1000) - 86_400;
  file.write('{\n "name": "Выдуманный канал",\n "type": "public_channel",\n "id": 54,\n "messages": [\n');
  for (let id = 1; id <= posts; id += 1) {
    const { text, complaint } = next();
    if (complaint) complaints.add(id);
    const message = {
      id,
      type: 'message',
      date_unixtime: String(seconds),
      from_id: `user${id % 5000}`,
      text,
    };
    const line = `${JSON.stringify(message)}${id < posts ? ',\n' : '\n'}`;
    if (!file.write(line)) await once(file, 'drain');
  }
  file.end(' ]\n}\n');
  await once(file, 'finish');
  return complaints;
}
