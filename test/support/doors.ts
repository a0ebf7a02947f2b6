import { readFileSync } from 'node:fs';
import type { Role } from '../../contract/access.ts';
import { type Endpoint, type EndpointName, endpoints } from '../../contract/endpoints.ts';
import { type Client, createClient } from './client.ts';
import { TEST_PASSWORD } from './test-accounts.ts';

const PAGE = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8');

/** «GET /api/appeals» → which roles may, as the published page says; `nobody` is whoever did not sign in. */
export function publishedDoors(): Map<string, Set<string>> {
  const rows = PAGE.split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [heading, ...rest] = rows.slice(
    0,
    rows.findIndex((row) => row[0] === 'Role'),
  );
  return new Map(
    rest
      .slice(1)
      .map((row) => [
        row[0]!.replaceAll('`', ''),
        new Set(heading!.filter((_, index) => row[index] === 'yes')),
      ]),
  );
}

/** A request that is right in everything but the person. */
function requestTo(name: EndpointName, appealId: string): { path: string; init: RequestInit } {
  const endpoint: Endpoint = endpoints[name];
  const { method } = endpoint;
  const path = endpoint.path.replace(':id', appealId).replace(':token', 'nothing');
  const json = (body: unknown, headers: Record<string, string> = {}) => ({
    path,
    init: { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } },
  });
  switch (name) {
    case 'signIn':
      return json({ login: 'operator', password: TEST_PASSWORD });
    case 'fileAppeal':
      return json({ text: 'Яма на дороге' });
    case 'decideTriage':
      return json({ topic: 'no-such-topic' }, { 'if-match': '"1"' });
    case 'previewRoute':
      return { path: `${path}?topic=roads`, init: { method } };
    default:
      return { path, init: { method } };
  }
}

/** Knocks at a door; its status alone, a stream is left at once. */
export async function knock(client: Client, name: EndpointName, appealId: string): Promise<number> {
  const { path, init } = requestTo(name, appealId);
  const abort = new AbortController();
  const answer = await client.fetch(path, { ...init, signal: abort.signal });
  if (name !== 'events') await answer.arrayBuffer();
  abort.abort();
  return answer.status;
}

/** A session of its own, for what ends one; `null` does not sign in. */
export async function enterAs(url: string, role: Role | null): Promise<Client> {
  const client = createClient(url);
  if (role) await client.call('signIn', { body: { login: role, password: TEST_PASSWORD } });
  return client;
}
