import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { weeklyScores } from '../../server/insight/spikes/index.ts';
import { simulatedSeries, type WeeklySeries } from './simulated-weeks.ts';

/**
 * Weekly series with years behind them against R's `surveillance`: simulations in the scenarios of Noufaily et al. (2013)
 * and the labelled series. Every method is set to the same share of quiet weeks with an alarm; seconds are processor time.
 * Run: `npx tsx test/quality/spikes-weekly.ts [--replicates 3] [--seed 1]`; R's part needs r-cran-surveillance.
 */
const LABELLED = new URL('../../../shared/data/surveillance/', import.meta.url);
const FALSE_SHARES = [0.005, 0.01, 0.025];

export function qualityWeekly(replicates = 3, seed = 1): void {
  compare('simulated, 28 scenarios', simulatedSeries(replicates, seed));
  if (!existsSync(LABELLED)) console.log('  labelled series: skipped, ../shared/data/surveillance is absent');
  else compare('labelled: k1 m1 m2 q1_nrwh s1 h1_nrwrp', labelledSeries());
}

function labelledSeries(): WeeklySeries[] {
  return ['k1', 'm1', 'm2', 'q1_nrwh', 's1', 'h1_nrwrp'].map((name) => {
    const { observed, state } = JSON.parse(readFileSync(new URL(`${name}.json`, LABELLED), 'utf8')) as {
      observed: number[];
      state: number[];
    };
    return {
      name,
      counts: observed,
      wave: state.map(Boolean),
      from: 2 * 52 + 8,
      to: observed.length - 1,
      years: 2,
    };
  });
}

/** Level → alarms: week numbers of each series. */
type Alarms = Map<number, Map<string, Set<number>>>;

function compare(title: string, all: WeeklySeries[]): void {
  const begin = process.cpuUsage();
  const scores = new Map(
    all.map(({ name, counts, from }) => [name, weeklyScores(counts, { period: 52, from }).score]),
  );
  const used = process.cpuUsage(begin);
  const ownSeconds = (used.user + used.system) / 1e6;
  const own: Alarms = new Map();
  for (let level = -2; level < 16; level += 0.1) {
    own.set(level, new Map(all.map(({ name }) => [name, above(scores.get(name)!, level)])));
  }
  const methods = new Map<string, { alarms: Alarms; seconds: number }>();
  methods.set('otklik', { alarms: own, seconds: ownSeconds });
  for (const [name, result] of runR(all)) methods.set(name, result);
  console.log(
    `${title}: ${all.length} series; found at a false share of ${FALSE_SHARES.join(', ')} of quiet weeks`,
  );
  for (const [name, { alarms, seconds }] of methods) {
    const curve = [...alarms.values()].map((one) => rates(all, one)).sort((a, b) => a.quiet - b.quiet);
    const found = FALSE_SHARES.map((share) => foundAt(curve, share));
    const cells = found.map((value) => (Number.isNaN(value) ? '   –  ' : value.toFixed(3).padStart(6)));
    console.log(
      `  ${name.padEnd(20)} ${cells.join(' ')}   ${seconds.toFixed(2)} s (${(seconds / ownSeconds).toFixed(1)} ×)`,
    );
  }
}

const above = (score: Float64Array, level: number): Set<number> => {
  const weeks = new Set<number>();
  score.forEach((value, week) => {
    if (value >= level) weeks.add(week);
  });
  return weeks;
};

/** Share of quiet weeks with an alarm and share of waves with one, over the tested weeks. */
function rates(all: readonly WeeklySeries[], alarms: ReadonlyMap<string, ReadonlySet<number>>) {
  let quiet = 0;
  let quietWeeks = 0;
  let found = 0;
  let waves = 0;
  for (const { name, wave, from, to, countFrom } of all) {
    const weeks = alarms.get(name) ?? new Set<number>();
    let hit = false;
    for (let week = from; week <= to; week += 1) {
      const alarm = weeks.has(week);
      if (!wave[week]) {
        quietWeeks += 1;
        if (alarm) quiet += 1;
        continue;
      }
      if (week === from || !wave[week - 1]) hit = false;
      hit ||= alarm;
      const ends = week === to || !wave[week + 1];
      if (!ends || week < (countFrom ?? 0)) continue;
      waves += 1;
      if (hit) found += 1;
    }
  }
  return { quiet: quiet / quietWeeks, found: found / waves };
}

/** Share found at a false share, between the two settings around it; not a number where no setting reaches it. */
function foundAt(curve: { quiet: number; found: number }[], share: number): number {
  const next = curve.findIndex(({ quiet }) => quiet > share);
  if (next <= 0) return Number.NaN;
  const [a, b] = [curve[next - 1]!, curve[next]!];
  return a.found + ((b.found - a.found) * (share - a.quiet)) / (b.quiet - a.quiet);
}

function runR(all: readonly WeeklySeries[]): Map<string, { alarms: Alarms; seconds: number }> {
  const methods = new Map<string, { alarms: Alarms; seconds: number }>();
  const folder = mkdtempSync(join(tmpdir(), 'otklik-weekly-'));
  try {
    const rows = all.flatMap(({ name, counts }) => counts.map((count, week) => `${name},${week},${count}`));
    writeFileSync(join(folder, 'series.csv'), `series,week,count\n${rows.join('\n')}\n`);
    const tests = all.map(({ name, from, to, years }) => `${name},${from},${to},${years}`);
    writeFileSync(join(folder, 'tests.csv'), `series,from,to,years\n${tests.join('\n')}\n`);
    const script = fileURLToPath(new URL('./spikes-weekly.R', import.meta.url));
    execFileSync('Rscript', [script, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
    for (const [method, seconds] of csv(join(folder, 'seconds.csv'))) {
      methods.set(method!, { alarms: new Map(), seconds: Number(seconds) });
    }
    for (const [method, level, series, week] of csv(join(folder, 'alarms.csv'))) {
      const { alarms } = methods.get(method!)!;
      const at = alarms.get(Number(level)) ?? new Map<string, Set<number>>();
      alarms.set(Number(level), at);
      if (!at.has(series!)) at.set(series!, new Set());
      at.get(series!)!.add(Number(week));
    }
  } catch (error) {
    console.log(
      `  R's part is left out (apt-get install r-cran-surveillance): ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return methods;
}

const csv = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const option = (name: string, usual: number): number => {
    const at = process.argv.indexOf(name);
    return at === -1 ? usual : Number(process.argv[at + 1]);
  };
  qualityWeekly(option('--replicates', 3), option('--seed', 1));
}
