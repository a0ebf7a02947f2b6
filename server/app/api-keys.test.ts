import { beforeAll, describe, expect, test } from 'vitest';
import { may, type Permission, type Role } from '../../contract/access.ts';
import { type Endpoint, type EndpointName, endpoints, permissionsOf } from '../../contract/endpoints.ts';
import { TOKEN_SCOPES } from '../../contract/tokens.ts';
import { type Client, createClient } from '../../test/support/client.ts';
import { enterAs, knock, publishedDoors } from '../../test/support/doors.ts';
import { fill } from '../../test/support/fill.ts';
import { TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount } from '../access/index.ts';

const server = withServer();
const doors = publishedDoors();
let appealId = '';

beforeAll(async () => {
  appealId = (await fill(server, [{}]))[0]!.appealId;
});

describe('an API key', () => {
  const issue = async (owner: string, scopes: readonly Permission[], part: { perMinute?: number } = {}) => {
    const administrator = await server.as('administrator');
    return administrator.call('createToken', {
      body: { name: `Проверка ${owner}`, owner, scopes: [...scopes] as never, perMinute: 6000, ...part },
    });
  };
  /** A program: a key in its header, no cookie. */
  const program = (token: string): Client => {
    const bare = createClient(server.url);
    const fetch: Client['fetch'] = (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return bare.fetch(path, { ...init, headers });
    };
    return { ...bare, fetch };
  };
  const status = async (token: string, path = '/api/session') => {
    const answer = await program(token).fetch(path);
    await answer.arrayBuffer();
    return answer.status;
  };

  test.each([
    ['administrator', ['appeals.read']],
    ['administrator', ['people.manage', 'metrics.read']],
    ['operator', ['insight.read', 'triage.decide', 'appeals.register_on_behalf']],
    ['federal_curator', ['insight.read']],
    ['head', TOKEN_SCOPES.filter((scope) => may({ role: 'head', scopes: null }, scope))],
  ] as [Role, Permission[]][])('of %s with %j passes where both let it', async (role, scopes) => {
    const { token } = await issue(role, scopes);
    const client = program(token);
    const answers: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const name of Object.keys(endpoints) as EndpointName[]) {
      const endpoint: Endpoint = endpoints[name];
      const { method, path } = endpoint;
      const code = await knock(client, name, appealId);
      answers[name] = code === 401 || code === 403 ? String(code) : 'passed';
      const free = endpoint.permission === 'public' || endpoint.permission === 'signed_in';
      const allowed =
        doors.get(`${method} ${path}`)!.has(role) &&
        (free || permissionsOf(endpoint).every((each) => scopes.includes(each)));
      expected[name] = allowed ? 'passed' : '403';
    }
    // The door where people come in looks at the password alone.
    expect(answers).toEqual(expected);
  });

  test('is told once; the list and the store know it by its beginning alone', async () => {
    const made = await issue('analyst', ['insight.read']);
    expect(made.token).toMatch(/^otk_[A-Za-z0-9_-]{43}$/);
    const administrator = await server.as('administrator');
    const listed = await (await administrator.ask('tokens')).text();
    expect(listed).toContain(made.prefix);
    expect(listed).not.toContain(made.token.slice(0, 20));
    const { pool } = server.database;
    const kept = await pool.query('select t::text as row from api_token t');
    const told = await pool.query(`select data::text as row from event where type = 'token.created'`);
    for (const { row } of [...kept.rows, ...told.rows]) expect(row).not.toContain(made.token.slice(0, 20));
    expect(told.rows.length).toBeGreaterThan(0);
  });

  test('changed, cut, lengthened, its beginning, its hash, in a cookie: nobody', async () => {
    const { token, prefix } = await issue('analyst', ['insight.read']);
    expect(await status(token)).toBe(200);
    const { rows } = await server.database.pool.query('select token_hash from api_token');
    const forged = [
      prefix,
      token.slice(0, -1),
      `${token}A`,
      token.slice(0, -2) + (token.at(-2) === 'A' ? 'B' : 'A') + token.at(-1),
      `otk_${rows[0].token_hash.toString('base64url')}`,
      `otk_' or '1'='1`,
      `otk_${'x'.repeat(4000)}`,
    ];
    for (const each of forged) expect([each, await status(each)]).toEqual([each, 401]);
    const cookie = await createClient(server.url).fetch('/api/session', {
      headers: { cookie: `otklik_session=${token}` },
    });
    expect(cookie.status).toBe(401);
  });

  test('in the address it is refused everywhere, and does not open anything', async () => {
    const { token } = await issue('analyst', ['insight.read']);
    for (const path of [
      `/api/session?access_token=${token}`,
      `/api/registry?api_key=${token}`,
      `/open311/v2/services.json?api_key=${token}`,
    ])
      expect((await createClient(server.url).fetch(path)).status).toBe(400);
  });

  test('dies at once when it is revoked, expires, or its owner is switched off; a lost role narrows it', async () => {
    const { pool } = server.database;
    const administrator = await server.as('administrator');
    await addAccount(pool, '54', { login: 'robot', name: 'Робот', password: TEST_PASSWORD, role: 'head' });
    const [gone, old, off] = [
      await issue('robot', ['control.read']),
      await issue('robot', ['control.read']),
      await issue('robot', ['control.read', 'insight.read']),
    ];
    await administrator.call('revokeToken', { params: { id: gone.id } });
    await pool.query(`update api_token set expires_at = now() - interval '1 second' where token_id = $1`, [
      old.id,
    ]);
    expect([await status(gone.token), await status(old.token), await status(off.token)]).toEqual([
      401, 401, 200,
    ]);
    expect(await status(off.token, '/api/control')).not.toBe(403);
    await pool.query(`update account set role = 'analyst' where login = 'robot'`);
    const told = (await (await program(off.token).fetch('/api/session')).json()) as { permissions: string[] };
    expect(told.permissions.filter((each) => each.includes('.'))).toEqual(['insight.read']);
    await pool.query(`update account set disabled = true where login = 'robot'`);
    expect(await status(off.token)).toBe(401);
    const { rows } = await administrator.call('tokens');
    const states = new Map(rows.map((row) => [row.id, row.state]));
    expect([gone, old, off].map(({ id }) => states.get(id))).toEqual(['revoked', 'expired', 'owner_off']);
    await expect(administrator.call('revokeToken', { params: { id: gone.id } })).rejects.toMatchObject({
      status: 404,
    });
    const revoked = await pool.query(`select actor, data from event where type = 'token.revoked'`);
    expect(revoked.rows).toMatchObject([
      { actor: 'administrator', data: { token: gone.id, owner: 'robot' } },
    ]);
  });

  test('is never wider than its owner, and makes no keys', async () => {
    await expect(issue('analyst', ['people.manage'])).rejects.toMatchObject({ status: 422 });
    await expect(issue('nobody', ['insight.read'])).rejects.toMatchObject({ status: 422 });
    await expect(issue('administrator', ['tokens.manage'])).rejects.toMatchObject({ status: 422 });
    const { token } = await issue(
      'administrator',
      TOKEN_SCOPES.filter((scope) => may({ role: 'administrator', scopes: null }, scope)),
    );
    expect(await status(token, '/api/tokens')).toBe(403);
  });

  test("sees its owner's territory alone", async () => {
    const { token } = await issue('only-berdsk', ['appeals.read']);
    const own = await (await program(token).fetch('/api/appeals')).json();
    const asPerson = await (await server.as('only-berdsk')).call('appeals', { query: {} });
    expect(own).toEqual(JSON.parse(JSON.stringify(asPerson)));
    expect(await status(token, `/api/appeals/${appealId}`)).toBe(
      (await (await server.as('only-berdsk')).fetch(`/api/appeals/${appealId}`)).status,
    );
  });

  test('given work alone it does not answer in the name of a body', async () => {
    const { token } = await issue('administrator', ['cases.act', 'appeals.read']);
    for (const action of ['approve', 'submit', 'return_draft'])
      expect(
        (
          await program(token).fetch(`/api/appeals/${appealId}/actions`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'if-match': '"1"' },
            body: JSON.stringify({ action, draft: appealId, reason: 'Просто так' }),
          })
        ).status,
      ).toBe(403);
  });

  test('too often is told when to come back; a page of another site cannot borrow the cookie beside it', async () => {
    const { token } = await issue('analyst', ['insight.read'], { perMinute: 3 });
    const codes: number[] = [];
    for (let time = 0; time < 4; time += 1) codes.push(await status(token));
    expect(codes).toEqual([200, 200, 200, 429]);
    const answer = await program(token).fetch('/api/session');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    const person = await enterAs(server.url, 'administrator');
    const narrow = await issue('analyst', ['insight.read']);
    const both = await person.fetch('/api/tokens', {
      headers: { authorization: `Bearer ${narrow.token}` },
    });
    expect(both.status).toBe(403);
    const dead = await person.fetch('/api/tokens', { headers: { authorization: 'Bearer otk_nothing' } });
    expect(dead.status).toBe(401);
  });
});
