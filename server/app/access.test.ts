import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES } from '../../contract/access.ts';
import { type Endpoint, type EndpointName, endpoints } from '../../contract/endpoints.ts';
import { enterAs, knock, publishedDoors } from '../../test/support/doors.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';

const server = withServer();
const doors = publishedDoors();
let appealId = '';

beforeAll(async () => {
  appealId = (await fill(server, [{}]))[0]!.appealId;
});

describe('every endpoint answers every role as the published table says', () => {
  test('the table has a row for each endpoint', () => {
    expect([...doors.keys()].sort()).toEqual(
      Object.values(endpoints as Record<string, Endpoint>)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test.each([null, ...ROLES])('%s', async (role) => {
    const person = await enterAs(server.url, role);
    const answers: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      const { method, path }: Endpoint = endpoints[name];
      const client = name === 'signOut' || name === 'signIn' ? await enterAs(server.url, role) : person;
      const status = await knock(client, name, appealId);
      answers[name] = status === 401 || status === 403 ? String(status) : 'passed';
      const allowed = doors.get(`${method} ${path}`)!.has(role ?? 'nobody');
      expected[name] = allowed ? 'passed' : role ? '403' : '401';
    }
    expect(answers).toEqual(expected);
  });
});
