import { execFileSync } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createGunzip } from 'node:zlib';
import { type CountGrid, DETECTORS, gridOf } from '../../server/insight/spikes/index.ts';
import { earsBounds } from '../../server/insight/spikes/reference/ears.ts';
import { readTable } from '../../server/platform/tabular/read-table.ts';
import { formatDay, parseDay } from '../../server/registry/calendar/index.ts';

/**
 * Injected waves in real daily counts: how many are found, how late, at how many false alarms a cell-year; and the real
 * wave of 24 December 2020. Scored as `ears.R` beside the injector does. Needs python3 and ../shared.
 * Run: `npx tsx test/quality/spikes.ts [--seeds 1-5]`; weekly series: `npx tsx test/quality/spikes-weekly.ts`.
 */
const shared = (path: string) => fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
const APPEALS = shared('data/spb/appeals-train.jsonl.gz');
const INJECTOR = shared('tools/inject-waves.py');
/** The 70th day, the first one tested. */
const TESTED_FROM = 69;
const RATES = [0.5, 1, 2.5, 5];

interface Injected {
  grid: CountGrid;
  cells: Set<number>;
  waves: { cell: number; from: number; days: number }[];
}
interface Alarm {
  cell: number;
  day: number;
}
interface Score {
  found: number;
  delayDays: number;
  falseAlarms: number;
}

export async function qualitySpikes(seeds: readonly number[]): Promise<void> {
  if (!existsSync(APPEALS) || !existsSync(INJECTOR)) {
    console.log('spikes: skipped, ../shared is absent');
    return;
  }
  const injected: Injected[] = [];
  for (const seed of seeds) injected.push(await inject(seed));
  console.log(
    `spikes: injected waves of seeds ${seeds.join(', ')}; found, mean delay in days, false alarms a cell-year`,
  );
  for (const rate of RATES) {
    for (const { name, detect } of DETECTORS) {
      // Clusters are no cells: the scan is for neighbours, which this table has not.
      if (name === 'scan') continue;
      const scores = injected.map((one) => {
        const places = one.grid.places.length;
        const spikes = detect(one.grid, { rate });
        return scoreOf(
          one,
          spikes.map(({ topic, place, day }) => ({ cell: topic * places + place, day })),
        );
      });
      print(`${name}, --rate ${rate}`, scores);
    }
  }
  for (const method of ['C1', 'C3'] as const) {
    for (const alpha of [1e-12, 1e-6]) {
      print(
        `EARS ${method}, alpha ${alpha}`,
        injected.map((one) => scoreOf(one, earsAlarms(one, method, alpha))),
      );
    }
  }
  await realWave();
}

async function inject(seed: number): Promise<Injected> {
  const folder = mkdtempSync(join(tmpdir(), 'otklik-waves-'));
  try {
    execFileSync('python3', [INJECTOR, APPEALS, folder, String(seed)], { stdio: 'ignore' });
    const rows = [];
    for await (const { values } of readTable(join(folder, 'series.csv'))) {
      const { date, place, topic, count } = values as Record<string, string>;
      rows.push({ date: date!, place: place!, topic: topic!, count: Number(count) });
    }
    const grid = gridOf(rows);
    const at = (place: string, topic: string) =>
      grid.topics.indexOf(topic) * grid.places.length + grid.places.indexOf(place);
    const waves = [];
    for await (const { values } of readTable(join(folder, 'truth.csv'))) {
      const { place, topic, start, days } = values as Record<string, string>;
      const from = parseDay(start!) - grid.firstDay;
      waves.push({ cell: at(place!, topic!), from, days: Number(days) });
    }
    return { grid, cells: new Set(rows.map(({ place, topic }) => at(place, topic))), waves };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A wave is found when an alarm falls inside its days; alarms outside every wave are false. */
function scoreOf({ grid, cells, waves }: Injected, alarms: readonly Alarm[]): Score {
  const tested = alarms.filter(({ day }) => day >= TESTED_FROM);
  const inside = ({ cell, day }: Alarm, wave: Injected['waves'][number]) =>
    cell === wave.cell && day >= wave.from && day < wave.from + wave.days;
  const delays = waves
    .map((wave) =>
      Math.min(...tested.filter((alarm) => inside(alarm, wave)).map(({ day }) => day - wave.from)),
    )
    .filter(Number.isFinite);
  const falseOnes = tested.filter((alarm) => !waves.some((wave) => inside(alarm, wave))).length;
  return {
    found: delays.length / waves.length,
    delayDays: delays.reduce((sum, delay) => sum + delay, 0) / Math.max(1, delays.length),
    falseAlarms: (falseOnes / ((grid.days - TESTED_FROM) * cells.size)) * 365,
  };
}

function earsAlarms({ grid, cells }: Injected, method: 'C1' | 'C3', alpha: number): Alarm[] {
  return [...cells].flatMap((cell) => {
    const counts = grid.counts.subarray(cell * grid.days, (cell + 1) * grid.days);
    const bounds = earsBounds(counts, { method, baseline: 28, alpha });
    return [...counts.keys()].filter((day) => counts[day]! > bounds[day]!).map((day) => ({ cell, day }));
  });
}

function print(name: string, scores: readonly Score[]): void {
  const mean = (pick: (score: Score) => number) =>
    scores.reduce((sum, score) => sum + pick(score), 0) / scores.length;
  const found = scores.map((score) => score.found.toFixed(2)).join(' ');
  console.log(
    `  ${name.padEnd(24)} found ${mean((s) => s.found).toFixed(3)} (${found}), delay ${mean((s) => s.delayDays).toFixed(2)}, false ${mean((s) => s.falseAlarms).toFixed(2)}`,
  );
}

/** Unswept snow in one district, 116 appeals of 14 people in a day. */
async function realWave(): Promise<void> {
  const counts = new Map<
    string,
    { row: { date: string; place: string; topic: string }; authors: string[] }
  >();
  for await (const line of createInterface({ input: createReadStream(APPEALS).pipe(createGunzip()) })) {
    const appeal = JSON.parse(line) as Record<string, string | null>;
    if (!appeal.district) continue;
    const row = { date: appeal.created!.slice(0, 10), place: appeal.district, topic: String(appeal.reason) };
    const key = `${row.date}|${row.place}|${row.topic}`;
    if (!counts.has(key)) counts.set(key, { row, authors: [] });
    counts.get(key)!.authors.push(String(appeal.author));
  }
  const grid = gridOf(
    [...counts.values()].map(({ row, authors }) => ({
      ...row,
      count: authors.length,
      authors: new Set(authors).size,
    })),
  );
  const spikes = DETECTORS[0]!.detect(grid, { rate: 1 });
  const largest = spikes
    .filter(
      ({ day, place }) =>
        formatDay(grid.firstDay + day) === '2020-12-24' && grid.places[place] === 'Калининский',
    )
    .sort((a, b) => b.count - a.count)[0];
  console.log(
    largest
      ? `  24 December 2020: ${largest.count} against ${largest.expected.toFixed(1)} is found on the day, ${largest.kind}`
      : '  24 December 2020: NOT found',
  );
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const at = process.argv.indexOf('--seeds');
  const [first, last] = (at === -1 ? '1-5' : process.argv[at + 1]!).split('-').map(Number);
  await qualitySpikes(Array.from({ length: (last ?? first!) - first! + 1 }, (_, index) => first! + index));
}
