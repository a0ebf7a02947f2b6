import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { monotonicMs } from '../../server/platform/clock.ts';
import { runTorture, type TortureReport } from './run-torture.ts';

const program = new Command('torture')
  .description(
    'kill −9 the server and its PostgreSQL at random instants while clients file, then check that nothing is lost',
  )
  .option('--kills <number>', 'how many kills', Number, 50)
  .option('--clients <number>', 'how many clients file at once', Number, 16)
  .option('--seed <number>', 'the same seed kills the same things in the same order', Number, 1)
  .option('--keep', 'leave the data folder for a look')
  .option('--json', 'report as JSON on standard output')
  .parse();
const options = program.opts<{
  kills: number;
  clients: number;
  seed: number;
  keep?: boolean;
  json?: boolean;
}>();

const dataFolder = mkdtempSync(join(tmpdir(), 'otklik-torture-'));
const started = monotonicMs();
const report = await runTorture({
  ...options,
  dataFolder,
  onProgress({ kills, acknowledged, lastRecoveryMs, target }) {
    const left = (((monotonicMs() - started) / kills) * (options.kills - kills)) / 1000;
    const line = `kill ${kills}/${options.kills} (${target}, back in ${seconds(lastRecoveryMs)} s) · ${acknowledged} acknowledged · about ${Math.ceil(left)} s left`;
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${line}`);
    else console.error(line);
  },
});
if (process.stderr.isTTY) process.stderr.write('\n');
if (options.json) console.log(JSON.stringify(report, null, 2));
else print(report);
const failed = report.violations.length > 0;
if (options.keep || failed) console.error(`Data folder: ${dataFolder}`);
else rmSync(dataFolder, { recursive: true, force: true });
process.exit(failed ? 1 : 0);

function print({ kills, recoveryMs, late, violations, ...counts }: TortureReport): void {
  const total = Object.values(kills).reduce((sum, count) => sum + count, 0);
  const each = Object.entries(kills).map(([target, count]) => `${target} ${count}`);
  console.log(`${total} kills (${each.join(', ')}), seed ${options.seed}, ${options.clients} clients`);
  console.log(
    `${counts.acknowledged} appeals acknowledged in ${counts.requests} requests: ${counts.broken} connections broken, ${counts.unavailable} answers 503, ${counts.repeated} repeats recognised`,
  );
  const sorted = recoveryMs.map(({ ms }) => ms).sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1] ?? 0;
  console.log(
    `next filing after a kill: median ${seconds(median)} s, longest ${seconds(sorted.at(-1) ?? 0)} s`,
  );
  console.log(`stop with a page left open: ${seconds(counts.stopMs)} s`);
  for (const line of late) console.log(`LATE ${line} (goal 5 s)`);
  if (violations.length === 0) console.log('Nothing lost, nothing doubled, every count equal.');
  for (const violation of violations) console.log(`VIOLATION ${violation}`);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
