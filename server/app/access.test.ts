import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../contract/access.ts';
import { type Endpoint, type EndpointName, endpoints } from '../../contract/endpoints.ts';
import { type Client, createClient } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount } from '../access/index.ts';

const server = withServer();
let appealId = '';

beforeAll(async () => {
  appealId = (await fill(server, [{}]))[0]!.appealId;
});

const PAGE = readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8');

/** «GET /api/appeals» → who may, as the published page says. */
const published = new Map<string, Set<string>>();
{
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
  for (const row of rest.slice(1)) {
    const allowed = heading!.filter((_, index) => row[index] === 'yes');
    published.set(row[0]!.replaceAll('`', ''), new Set(allowed));
  }
}

/** A request that is right in everything but the person. */
function request(name: EndpointName): { path: string; init: RequestInit } {
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

async function knock(client: Client, name: EndpointName): Promise<number> {
  const { path, init } = request(name);
  const abort = new AbortController();
  const answer = await client.fetch(path, { ...init, signal: abort.signal });
  if (name !== 'events') await answer.arrayBuffer();
  abort.abort();
  return answer.status;
}

/** Signing out ends a session, so it gets one of its own. */
async function enter(role: Role | null): Promise<Client> {
  const client = createClient(server.url);
  if (role) await client.call('signIn', { body: { login: role, password: TEST_PASSWORD } });
  return client;
}

describe('every endpoint answers every role as the published table says', () => {
  test('the table has a row for each endpoint', () => {
    expect([...published.keys()].sort()).toEqual(
      Object.values(endpoints as Record<string, Endpoint>)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test.each([null, ...ROLES])('%s', async (role) => {
    const person = await enter(role);
    const answers: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      const { method, path }: Endpoint = endpoints[name];
      const client = name === 'signOut' || name === 'signIn' ? await enter(role) : person;
      const status = await knock(client, name);
      answers[name] = status === 401 || status === 403 ? String(status) : 'passed';
      const allowed = published.get(`${method} ${path}`)!.has(role ?? 'nobody');
      expected[name] = allowed ? 'passed' : role ? '403' : '401';
    }
    expect(answers).toEqual(expected);
  });
});

describe('a session that is not one', () => {
  const status = async (cookie: string) => {
    const answer = await createClient(server.url).fetch('/api/session', { headers: { cookie } });
    await answer.arrayBuffer();
    return answer.status;
  };

  test.each([
    'otklik_session=',
    'otklik_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    `otklik_session=' or '1'='1`,
    'otklik_session=%00',
    'otklik_session=%E0%A4%A',
    `otklik_session=${'x'.repeat(5000)}`,
    'session=operator',
  ])('%s', async (cookie) => {
    expect(await status(cookie)).toBe(401);
  });

  test('a right token with a character changed, and a right one', async () => {
    const cookie = (await enter('operator')).cookie();
    const changed = cookie.slice(0, -2) + (cookie.at(-2) === 'A' ? 'B' : 'A') + cookie.at(-1);
    expect([await status(changed), await status(cookie)]).toEqual([401, 200]);
  });

  test('the hash that the store keeps opens nothing', async () => {
    const found = await server.database.pool.query('select token_hash from session limit 1');
    for (const form of ['hex', 'base64url'] as const) {
      expect(await status(`otklik_session=${found.rows[0].token_hash.toString(form)}`)).toBe(401);
    }
  });

  test('one that was signed out, one that expired, one of an account switched off', async () => {
    const [gone, old, off] = [await enter('analyst'), await enter('head'), createClient(server.url)];
    await gone.call('signOut');
    const { pool } = server.database;
    await pool.query(`update session set expires_at = now() - interval '1 second' where login = 'head'`);
    await addAccount(pool, '54', {
      login: 'leaving',
      name: 'Проверка',
      password: TEST_PASSWORD,
      role: 'operator',
    });
    await off.call('signIn', { body: { login: 'leaving', password: TEST_PASSWORD } });
    await pool.query(`update account set disabled = true where login = 'leaving'`);
    for (const client of [gone, old, off]) expect((await client.ask('session')).status).toBe(401);
    const again = off.call('signIn', { body: { login: 'leaving', password: TEST_PASSWORD } });
    await expect(again).rejects.toMatchObject({ status: 401 });
  });

  test('the cookie is closed to scripts and to other sites; a page of another site is refused', async () => {
    const answer = await createClient(server.url).ask('signIn', {
      body: { login: 'operator', password: TEST_PASSWORD },
    });
    expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly/i);
    expect(answer.headers.get('set-cookie')).toMatch(/SameSite=Lax/i);
    const person = await enter('operator');
    const foreign = await person.ask('signOut', { headers: { origin: 'https://evil.example' } });
    expect(foreign.status).toBe(403);
    expect((await person.ask('session')).status).toBe(200);
  });

  test.each([
    ['wrong password', { login: 'operator', password: 'нет' }],
    ['unknown login', { login: 'nobody', password: TEST_PASSWORD }],
    ['login with NUL', { login: 'oper\u0000ator', password: TEST_PASSWORD }],
    ['lone surrogate', { login: 'operator\ud800', password: TEST_PASSWORD }],
  ])('%s is answered alike', async (_name, body) => {
    await expect(server.anybody.call('signIn', { body })).rejects.toMatchObject({
      status: 401,
      problem: { title: 'Логин или пароль не подходят' },
    });
  });
});
