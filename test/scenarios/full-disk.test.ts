import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

/**
 * A disk that fills up in the middle of an import, for real: the embedded store on a small tmpfs. Needs root and Linux; elsewhere,
 * and where DATABASE_URL points at a server whose disk is not ours to fill, it says so and is skipped.
 */
const possible = process.platform === 'linux' && process.getuid?.() === 0 && !process.env.DATABASE_URL;
const folder = mkdtempSync(join(tmpdir(), 'otklik-full-'));
const disk = join(folder, 'disk');
const file = join(folder, 'appeals.jsonl');
const ROWS = 3000;
/** Less than the rows take, in the tables and in the journal of writing. */
const LEFT_BYTES = 20_000_000;
let mounted = false;

beforeAll(() => {
  if (!possible) return;
  mkdirSync(disk);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=120m', 'tmpfs', disk], { stdio: 'ignore' });
    mounted = true;
  } catch {
    return;
  }
  // Texts that do not compress, so that they take the room they seem to.
  const noise = (n: number) =>
    createHash('shake256', { outputLength: 4000 }).update(String(n)).digest('base64');
  const rows = Array.from({ length: ROWS }, (_, n) =>
    JSON.stringify({ id: `row-${n}`, filed_at: '2026-03-02T10:15', text: `Не горит фонарь ${noise(n)}` }),
  );
  writeFileSync(file, rows.join('\n'));
});

afterAll(() => {
  if (mounted) execFileSync('umount', ['-l', disk]);
  rmSync(folder, { recursive: true, force: true });
});

async function otklik(...args: string[]): Promise<{ code: number; said: string }> {
  const env = { ...process.env, OTKLIK_DATA: join(disk, 'data') };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['bin/otklik.mjs', ...args], { env });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, said: stdout + stderr };
  }
}

test('an import that fills the disk says what to do, and the same command finishes it', {
  timeout: 180_000,
}, async ({ skip }) => {
  if (!mounted) skip('a tmpfs cannot be mounted here: run as root on Linux without DATABASE_URL');
  expect((await otklik('region', 'load', 'server/registry/regions/54.json')).code).toBe(0);

  const { bavail, bsize } = statfsSync(disk);
  expect(bavail * bsize).toBeGreaterThan(LEFT_BYTES);
  writeFileSync(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - LEFT_BYTES));

  const full = await otklik('import', file, '--as', 'otklik');
  expect(full.code).toBe(1);
  expect(full.said).toMatch(
    /На диске кончилось место\. Принято и записано строк: \d+, ничего не испорчено\. Освободите место/,
  );
  const written = Number(/записано строк: (\d+)/.exec(full.said)![1]);
  expect(written).toBeLessThan(ROWS);

  execFileSync('mount', ['-o', 'remount,size=600m', disk]);
  const again = await otklik('import', file, '--as', 'otklik', '--json');
  expect(again.code).toBe(0);
  const result = JSON.parse(again.said) as {
    rows: number;
    added: number;
    alreadyThere: number;
    rejected: number;
  };
  expect(result.rows).toBe(ROWS);
  expect(result.rejected).toBe(0);
  expect(result.added + result.alreadyThere).toBe(ROWS);
  // A batch may have committed before its acknowledgement was lost: never fewer there than were said to be written.
  expect(result.alreadyThere).toBeGreaterThanOrEqual(written);
});
