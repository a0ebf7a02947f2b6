import { describe, expect, test } from 'vitest';
import { createClient } from '../../test/support/client.ts';
import { enterAs } from '../../test/support/doors.ts';
import { TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount } from '../access/index.ts';

const server = withServer();

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
    const cookie = (await enterAs(server.url, 'operator')).cookie();
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
    const [gone, old, off] = [
      await enterAs(server.url, 'analyst'),
      await enterAs(server.url, 'head'),
      createClient(server.url),
    ];
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
    const person = await enterAs(server.url, 'operator');
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
