import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runTorture } from './run-torture.ts';

it('loses and doubles nothing under kill −9', { timeout: 120_000 }, async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'otklik-torture-'));
  const report = await runTorture({ dataFolder, kills: 3, seed: 7, clients: 8 });
  expect(report.violations).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(0);
  rmSync(dataFolder, { recursive: true, force: true });
});
