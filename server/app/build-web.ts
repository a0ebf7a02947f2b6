import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_FOLDER } from './settings.ts';

const STAMP = '.built';

/** Builds the web app when it was never built or a source is newer; takes about ten seconds. */
export async function buildWebIfStale(folder: string, say: (line: string) => void): Promise<void> {
  const stamp = join(folder, STAMP);
  const sources = ['web', 'contract'].map((name) => join(PROJECT_FOLDER, name));
  if (existsSync(stamp) && newest(sources) <= statSync(stamp).mtimeMs) return;
  say('Собираю страницы…');
  const { build } = await import('vite');
  await build({ configFile: join(PROJECT_FOLDER, 'web/vite.config.ts'), logLevel: 'error' });
  writeFileSync(stamp, '');
}

function newest(folders: readonly string[]): number {
  let latest = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile())
        latest = Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
    }
  }
  return latest;
}
