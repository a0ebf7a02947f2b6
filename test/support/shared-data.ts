import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * A file of real data that lies beside the checkout (`../shared/data`) and never in it.
 *
 * @returns its path, or the reason to give to `context.skip` where it is absent
 */
export function sharedData(path: string): { path: string; absent: string | null } {
  const full = fileURLToPath(new URL(`../../../shared/data/${path}`, import.meta.url));
  return { path: full, absent: existsSync(full) ? null : `real data are absent (../shared/data/${path})` };
}
