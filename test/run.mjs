// `npm test`: everything in one go. Brings a browser where there is none, runs vitest (which starts one PostgreSQL for the run),
// leaves no process and no file behind, and ends with one line: N passed, N failed, N skipped. Arguments go to vitest.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register();
const { CHROMIUM_REMEDY, findChromium, installChromium } = await import('./support/chromium.ts');
const { livePostmaster, stopPostmaster } = await import('../server/platform/embedded-postgres/postmaster.ts');

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const asked = process.argv.slice(2);

const wholeRun =
  asked.every((argument) => argument.startsWith('-')) ||
  asked.some((argument) => /scenario|screens/.test(argument));
if (wholeRun && process.env.OTKLIK_SKIP_BROWSER !== '1' && !findChromium() && !installChromium(console.log)) {
  console.log(CHROMIUM_REMEDY);
}

const folder = mkdtempSync(join(tmpdir(), 'otklik-run-'));
const results = join(folder, 'results.json');
const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
const child = spawn(
  process.execPath,
  [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...asked],
  { cwd: root, stdio: 'inherit', env: { ...process.env, OTKLIK_TEST_FOLDER: folder } },
);
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => child.kill(name));

const code = await new Promise((resolve) =>
  child.on('exit', (status, signal) => resolve(signal ? 1 : (status ?? 1))),
);
const counts = countResults(results);
// A worker that died, or an error outside every test: vitest fails without a failed test, and the line must say so.
if (code !== 0 && counts.failed === 0) counts.failed = 1;
await stopLeftovers(folder);
rmSync(folder, { recursive: true, force: true });
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = code;

/** A file that broke before its first test counts as one failure: it must not look like nothing. */
function countResults(path) {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  const report = JSON.parse(readFileSync(path, 'utf8'));
  const broken = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** After a run that was killed in the middle. */
async function stopLeftovers(parent) {
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith('otklik-'))) {
    const postmaster = livePostmaster(join(parent, name, 'postgres'));
    if (postmaster) await stopPostmaster(postmaster.pid, 5000);
  }
}
