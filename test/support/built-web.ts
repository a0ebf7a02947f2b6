import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildWebIfStale } from '../../server/app/build-web.ts';
import { PROJECT_FOLDER } from '../../server/app/settings.ts';

/**
 * A copy of the built pages for this file, built when stale: a build by somebody else meanwhile would take their scripts away.
 *
 * @returns its folder, filled before the first test
 */
export function builtWeb(): string {
  const folder = mkdtempSync(join(process.env.OTKLIK_TEST_FOLDER ?? tmpdir(), 'otklik-web-'));
  beforeAll(async () => {
    const built = join(PROJECT_FOLDER, 'dist/web');
    await buildWebIfStale(built, () => {});
    cpSync(built, folder, { recursive: true });
  }, 180_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
