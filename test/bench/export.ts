import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PROJECT_FOLDER } from '../../server/app/settings.ts';
import { monotonicMs } from '../../server/platform/clock.ts';
import type { Database } from '../../server/platform/database/index.ts';
import { readTable } from '../../server/platform/tabular/read-table.ts';
import { openStore } from '../running-server.ts';
import type { BenchOptions } from './bench-options.ts';
import { prepareManyAppeals } from './many-appeals.ts';
import type { Figure, Result } from './report.ts';

const FORMATS = ['csv', 'jsonl', 'xlsx'] as const;

/** What a list shows of a case and a file must bring: by row, as text. */
const LIST = `select a.number, a.channel, a.status, to_char(a.filed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as filed_at, a.text
  from appeal a where a.region_id = '54'`;
/** Everything an export promises to bring back, as one fingerprint. */
const FINGERPRINT = `select count(*)::int as rows, md5(string_agg(md5(row(a.channel, a.external_id, a.regime, a.kind, a.status, a.outcome,
    a.filed_at, a.closed_at, a.rating, a.topic, a.municipality, a.organisation, a.text, a.source_name)::text), '' order by a.channel, a.external_id)) as print
  from appeal a where a.region_id = '54'`;

/** A list of a hundred thousand invented cases as files of our own, by the command people use; each file is then taken into an empty region. */
export async function benchExport({ keep, rows }: BenchOptions): Promise<Result> {
  const wanted = Number(rows ?? 100_000);
  const dataFolder = keep ?? mkdtempSync(join(tmpdir(), 'otklik-bench-export-'));
  const files = mkdtempSync(join(tmpdir(), 'otklik-bench-files-'));
  const figures: Figure[] = [];
  const inStore = async <T>(work: (store: Database) => Promise<T>): Promise<T> => {
    const store = await openStore(dataFolder);
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  };
  const fingerprint = async (store: Database) => (await store.pool.query(FINGERPRINT)).rows[0];
  try {
    const { store } = await prepareManyAppeals(dataFolder, wanted, (line) => console.error(line));
    await store.close();
    const before = await inStore(fingerprint);
    for (const format of FORMATS) {
      const path = join(files, `all.${format}`);
      const written = await command(dataFolder, ['export', '--as', 'otklik', '--out', path, '--json']);
      const same = await inStore((opened) => equalsList(opened, path));
      figures.push(
        { name: `${format}: cases a second`, value: wanted / written.seconds, unit: '' },
        {
          name: `${format}: memory of the command at its highest`,
          value: written.peakMb,
          unit: 'MB',
          goal: { atMost: 300 },
        },
        { name: `${format}: size`, value: statSync(path).size / 1e6, unit: 'MB' },
        {
          name: `${format}: cases equal to the list`,
          value: same,
          unit: `of ${wanted}`,
          goal: { atLeast: wanted },
        },
      );
    }
    for (const format of FORMATS) {
      await inStore((opened) =>
        opened.pool.query('truncate appeal, message, answer, appeal_search, applicant'),
      );
      const read = await command(dataFolder, [
        'import',
        join(files, `all.${format}`),
        '--as',
        'otklik',
        '--json',
      ]);
      const after = await inStore(fingerprint);
      figures.push(
        { name: `${format}: import, cases a second`, value: wanted / read.seconds, unit: '' },
        {
          name: `${format}: restored as it was`,
          value: after.print === before.print ? after.rows : 0,
          unit: `of ${before.rows}`,
          goal: { atLeast: before.rows },
        },
      );
    }
    return {
      bench: 'export',
      notes: [
        `${wanted} synthetic cases written by SQL; the commands «otklik export» and «otklik import» as processes of their own, PostgreSQL beside them.`,
        'Equal to the list: number, channel, status, moment and text of every row, and nothing besides.',
        'Restored: fourteen fields of every case by one fingerprint, after all cases were erased.',
      ],
      figures,
    };
  } finally {
    rmSync(files, { recursive: true, force: true });
    if (!keep) rmSync(dataFolder, { recursive: true, force: true });
  }
}

async function equalsList({ pool }: Database, path: string): Promise<number> {
  const known = new Map<string, string>();
  const keyOf = (row: Record<string, unknown>) =>
    [row.channel, row.status, row.filed_at, row.text].map(String).join('\n');
  for (const row of (await pool.query(LIST)).rows) known.set(row.number, keyOf(row));
  let equal = 0;
  for await (const { values } of readTable(path)) {
    const number = String(values.number);
    if (known.get(number) !== keyOf(values)) return equal;
    known.delete(number);
    equal += 1;
  }
  return known.size === 0 ? equal : 0;
}

/** Runs `otklik …` and watches the most memory its process ever had (Linux keeps it). */
async function command(dataFolder: string, args: string[]): Promise<{ seconds: number; peakMb: number }> {
  const begin = monotonicMs();
  const child = spawn(process.execPath, [join(PROJECT_FOLDER, 'bin/otklik.mjs'), ...args], {
    env: { ...process.env, OTKLIK_DATA: dataFolder },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  let peakMb = 0;
  let code: number | null | undefined;
  child.once('exit', (status) => {
    code = status;
  });
  while (code === undefined) {
    peakMb = Math.max(peakMb, highestMb(child.pid!));
    await sleep(50);
  }
  if (code !== 0) throw new Error(`otklik ${args[0]} ended with ${code}`);
  return { seconds: (monotonicMs() - begin) / 1000, peakMb };
}

function highestMb(pid: number): number {
  try {
    const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Number(found?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
