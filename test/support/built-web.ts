import { beforeAll, inject } from 'vitest';

/**
 * The built pages of this run, shared by all files and only read.
 *
 * @returns their folder, filled before the first test
 */
export function builtWeb(): string {
  beforeAll(async () => {
    const answer = await fetch(`${inject('databaseDesk')}/web`, { method: 'POST' });
    if (!answer.ok) throw new Error(`The pages were not built: ${await answer.text()}`);
  }, 180_000);
  return inject('webFolder');
}
