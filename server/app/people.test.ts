import { beforeAll, expect, test } from 'vitest';
import type { Client } from '../../test/support/client.ts';
import { TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';

const clock: Clock = { now: () => new Date('2026-11-23T03:00:00Z') };
const server = withServer({ clock });
let administrator: Client;
let approver: Client;
let under: string;

beforeAll(async () => {
  administrator = await server.as('administrator');
  approver = await server.as('mintrans-approver');
  const { organisations } = await administrator.call('registry');
  under = organisations.find((body) => body.parent === 'mintrans')!.code;
  const person = { role: 'executor', password: TEST_PASSWORD } as const;
  const { pool } = server.database;
  await addAccount(pool, '54', {
    ...person,
    login: 'under',
    name: 'Подведомственный Олег',
    organisation: under,
  });
  await addAccount(pool, '54', { ...person, login: 'foreign', name: 'Чужой Олег', organisation: 'minzhkh' });
  await addAccount(pool, '54', { ...person, login: 'gone', name: 'Бывший Олег', organisation: 'mintrans' });
  await pool.query(`update account set disabled = true where login = 'gone'`);
});

const namesFor = async (login: string, q = '') =>
  (await (await server.as(login)).call('colleagueNames', { query: { q } })).rows.map((row) => row.login);

test('one calls upon the own line of bodies and the centre, by the beginning of any word', async () => {
  expect(await namesFor('mintrans-executor', 'оле')).toEqual(['under']);
  expect(await namesFor('under', 'mintrans')).toContain('mintrans-approver');
  expect(await namesFor('mintrans-executor', 'operator')).toContain('operator');
  expect(await namesFor('operator', 'олег')).toEqual(['under', 'foreign']);
  // Neither the middle of a word nor the signs of a pattern find anybody.
  expect(await namesFor('operator', 'лег')).toEqual([]);
  expect(await namesFor('operator', '.*')).toEqual([]);
  // The limit of an account of the centre is also a limit of whom it knows.
  expect(await namesFor('only-mintrans', 'олег')).toEqual(['under']);
  const analyst = await (await server.as('analyst')).ask('colleagueNames', { query: {} });
  expect(analyst.status).toBe(403);
});

test('a body sees and gives away its own voice alone', async () => {
  const give = (by: Client, organisation: string) =>
    by.ask('delegate', { body: { login: 'operator', organisation, from: '2026-11-23', to: null } });
  expect((await give(approver, 'minzhkh')).status).toBe(422);
  expect((await give(approver, under)).status).toBe(201);
  expect((await give(administrator, 'minzhkh')).status).toBe(201);
  const own = await approver.call('delegations');
  expect(own.delegations).toMatchObject([{ login: 'operator', organisation: under }]);
  expect(own.organisations).toContain(under);
  expect(own.organisations).not.toContain('minzhkh');
  expect(own.candidates.map((each) => each.login)).not.toContain('foreign');
  const all = await administrator.call('delegations');
  expect(all.organisations).toBeNull();
  expect(all.delegations).toHaveLength(2);
  expect((await (await server.as('executor')).ask('delegations')).status).toBe(403);
});
