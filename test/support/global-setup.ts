import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildWebIfStale } from '../../server/app/build-web.ts';
import { PROJECT_FOLDER } from '../../server/app/settings.ts';
import { startTestPostgres, type Template, type TestPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for databases of their own. */
    databaseDesk: string;
    /** The built pages of this run; there once the desk has answered `POST /web`. */
    webFolder: string;
  }
}

/**
 * A desk that hands out databases over loopback HTTP: `POST /schema`, `POST /region`, `DELETE /name`; and built pages: `POST /web`.
 * PostgreSQL starts and the pages are built with the first question, so a run of pure tests does not wait for them.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Promise<TestPostgres> | undefined;
  let pages: Promise<void> | undefined;
  const webFolder = mkdtempSync(join(process.env.OTKLIK_TEST_FOLDER ?? tmpdir(), 'otklik-web-'));
  const desk = createServer((request, response) => {
    const name = (request.url ?? '/').slice(1);
    if (name === 'web') {
      pages ??= copyPages(webFolder);
      pages.then(
        () => response.end(),
        (error: Error) => response.writeHead(500).end(error.message),
      );
      return;
    }
    postgres ??= startTestPostgres();
    const answer = async (server: TestPostgres) =>
      request.method === 'DELETE'
        ? void (await server.dropDatabase(name))
        : await server.createDatabase(name as Template);
    postgres.then(answer).then(
      (made) => response.end(JSON.stringify(made ?? {})),
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
  // A file's tests may take longer than the usual five seconds between taking its database and giving it back.
  desk.keepAliveTimeout = 900_000;
  await new Promise<void>((resolve) => desk.listen(0, '127.0.0.1', resolve));
  project.provide('databaseDesk', `http://127.0.0.1:${(desk.address() as AddressInfo).port}`);
  project.provide('webFolder', webFolder);
  return async () => {
    rmSync(webFolder, { recursive: true, force: true });
    desk.closeAllConnections();
    desk.close();
    await (await postgres?.catch(() => undefined))?.stop();
  };
}

/** Builds the pages when a source is newer, once a run, and copies them: a build by somebody else would take their scripts away. */
async function copyPages(folder: string): Promise<void> {
  const built = join(PROJECT_FOLDER, 'dist/web');
  await buildWebIfStale(built, () => {});
  cpSync(built, folder, { recursive: true });
}
