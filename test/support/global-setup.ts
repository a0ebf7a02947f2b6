import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { startTestPostgres, type Template, type TestPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for databases of their own. */
    databaseDesk: string;
  }
}

/**
 * A desk that hands out databases over loopback HTTP: `POST /schema`, `POST /region`, `DELETE /name`. PostgreSQL starts with the
 * first question, so a run of pure tests does not wait for it.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let postgres: Promise<TestPostgres> | undefined;
  const desk = createServer((request, response) => {
    postgres ??= startTestPostgres();
    const name = (request.url ?? '/').slice(1);
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
  return async () => {
    desk.closeAllConnections();
    desk.close();
    await (await postgres?.catch(() => undefined))?.stop();
  };
}
