import { beforeAll, expect, test } from 'vitest';
import { type Endpoint, type EndpointName, endpoints } from '../../contract/endpoints.ts';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount, type NewAccount } from '../access/index.ts';
import type { Clock } from '../platform/clock.ts';

/**
 * Every door of the table against people of every kind of limit: no answer may carry the identifier, the number or a word of a case
 * that is not theirs, and no door may act upon one. A new endpoint is in it by being in the table.
 */
const clock: Clock = { now: () => new Date('2026-11-23T03:00:00Z') };
const server = withServer({ clock });

interface Case {
  id: string;
  number: string;
  word: string;
  topic: string | null;
  municipality: string;
  organisation: string;
}
type Judge = (item: Case) => boolean;

let roads: string;
let housing: string;
const cases: Case[] = [];
const people: { login: string; judge: Judge }[] = [];

beforeAll(async () => {
  const { topics, organisations } = await (await server.as('administrator')).call('registry');
  const leaves = topics.filter((topic) => topic.leaf);
  roads = leaves.find((topic) => topic.sector === 'roads')!.code;
  housing = leaves.find((topic) => topic.sector === 'housing')!.code;
  const parent = new Map(organisations.map((body) => [body.code, body.parent]));
  const within = (code: string, root: string) => {
    for (let at: string | null = code; at; at = parent.get(at) ?? null) if (at === root) return true;
    return false;
  };
  const child = organisations.find((body) => body.parent === 'mintrans')?.code ?? 'mintrans';
  const parts = [roads, housing].flatMap((topic) =>
    ['50708000', '50701000'].flatMap((municipality) =>
      ['mintrans', child, 'minzhkh'].map((organisation) => ({ topic, municipality, organisation })),
    ),
  );
  const filed = await fill(
    server,
    parts.map((decision, n) => ({
      message: { text: `Барабашка${n}приметная стучит в трубу`, filedAt: new Date('2026-11-20T05:00:00Z') },
      decision: { ...decision, state: n % 2 ? 'auto' : 'queue' },
    })),
  );
  for (const [n, part] of parts.entries())
    cases.push({ ...part, id: filed[n]!.appealId, number: filed[n]!.number, word: `Барабашка${n}приметная` });

  const person = async (login: string, account: Partial<NewAccount>, judge: Judge) => {
    await addAccount(server.database.pool, '54', {
      login,
      name: 'Проверка',
      role: 'coordinator',
      password: TEST_PASSWORD,
      ...account,
    });
    people.push({ login, judge });
  };
  const roles = ['coordinator', 'executor', 'approver', 'curator', 'head', 'operator'] as const;
  for (const role of roles) {
    await person(`${role}-of-body`, { role, organisation: 'mintrans' }, (item) =>
      within(item.organisation, 'mintrans'),
    );
    await person(
      `${role}-of-town`,
      { role, scopeMunicipalities: ['50708000'] },
      (item) => item.municipality === '50708000',
    );
    await person(`${role}-of-block`, { role, scopeSectors: ['roads'] }, (item) => item.topic === roads);
    await person(`${role}-of-nothing`, { role, scopeOrganisations: [] }, () => false);
  }
  // Lent to the block of housing: sees the block and how the home ministry executes.
  const seconded: Judge = (item) => item.topic === housing || within(item.organisation, 'mintrans');
  await person('seconded', { role: 'curator', organisation: 'mintrans' }, seconded);
  await lend('seconded', '2026-11-01', null);
  // The secondment ended yesterday: the home ministry again, and no more.
  await person('came-back', { role: 'curator', organisation: 'mintrans' }, (item) =>
    within(item.organisation, 'mintrans'),
  );
  await lend('came-back', '2026-10-01', '2026-11-22');
  await person('not-yet', { role: 'curator', organisation: 'mintrans' }, (item) =>
    within(item.organisation, 'mintrans'),
  );
  await lend('not-yet', '2026-11-24', null);
  // May answer for the ministry, but sees by the own limit only.
  await person(
    'delegated',
    { role: 'operator', scopeMunicipalities: ['50708000'] },
    (item) => item.municipality === '50708000',
  );
  await server.database.pool.query(
    `insert into delegation values ('54', gen_random_uuid(), 'delegated', 'mintrans', '2026-11-01', null, 'administrator')`,
  );
}, 60_000);

function lend(login: string, from: string, to: string | null) {
  return server.database.pool.query(
    `insert into secondment values ('54', gen_random_uuid(), $1, 'mintrans', 'housing', $2, $3)`,
    [login, from, to],
  );
}

const SKIPPED = new Set<EndpointName>(['signIn', 'signOut', 'events', 'fileAppeal', 'uploadPhoto']);
/** Plausible values for what a question may ask for; a door that needs more answers 422, which tells nothing. */
const QUERY = {
  from: '2026-11-01',
  to: '2026-11-23',
  q: 'барабашка',
  limit: '200',
  topic: '',
  municipality: '',
  bbox: '60,50,100,60',
  resolution: '6',
  zoom: '12',
};

function addresses(endpoint: Endpoint, asked: readonly Case[]): { path: string; target: Case | null }[] {
  const shape =
    endpoint.query && 'shape' in endpoint.query ? Object.keys(endpoint.query.shape as object) : [];
  const query = new URLSearchParams(
    Object.entries(QUERY).filter(([name, value]) => shape.includes(name) && value !== ''),
  );
  if (shape.includes('topic') && !shape.includes('sector')) query.set('topic', roads);
  const tail = query.size > 0 ? `?${query}` : '';
  if (!endpoint.path.includes(':id'))
    return [{ path: endpoint.path.replace(/:\w+/g, 'x') + tail, target: null }];
  return asked.map((item) => ({
    path: endpoint.path.replace(':id', item.id).replace(/:\w+/g, 'x') + tail,
    target: item,
  }));
}

/** So many cases of others, and of one's own, are asked of each door, the next ones of the next door: all of them come to all kinds. */
const FOREIGN_ASKED = 4;
const OWN_ASKED = 2;

function inTurn(all: readonly Case[], door: number, count: number): Case[] {
  return Array.from({ length: Math.min(count, all.length) }, (_, n) => all[(door * count + n) % all.length]!);
}

test('no door gives anybody a case that is not theirs, and none acts upon one', async () => {
  const { pool } = server.database;
  const before = await pool.query('select appeal_id, version, status from appeal order by appeal_id');
  let cells = 0;
  const leaks: string[] = [];
  for (const { login, judge } of people) {
    const person: Client = await server.as(login);
    const foreign = cases.filter((item) => !judge(item));
    const own = cases.filter(judge);
    for (const [door, name] of (Object.keys(endpoints) as EndpointName[]).entries()) {
      if (SKIPPED.has(name)) continue;
      const endpoint: Endpoint = endpoints[name];
      const asked = [...inTurn(foreign, door, FOREIGN_ASKED), ...inTurn(own, door, OWN_ASKED)];
      for (const { path, target } of addresses(endpoint, asked)) {
        // Acting upon one's own is the work of other tests; here only upon what is not one's own.
        if (endpoint.method !== 'GET' && (!target || judge(target))) continue;
        const answer = await person.fetch(path, {
          method: endpoint.method,
          ...(endpoint.method === 'GET' || endpoint.method === 'DELETE'
            ? {}
            : { body: JSON.stringify({ action: 'take', topic: roads }) }),
          headers: { 'content-type': 'application/json', 'if-match': '"1"' },
        });
        const text = await answer.text();
        cells += 1;
        const shown = foreign.filter(
          (item) =>
            text.includes(item.number) ||
            text.includes(item.word) ||
            (item !== target && text.includes(item.id)),
        );
        for (const item of shown) leaks.push(`${login} ${endpoint.method} ${path} shows ${item.number}`);
        if (target && !judge(target) && answer.status < 300)
          leaks.push(`${login} ${endpoint.method} ${path} answered ${answer.status}`);
      }
    }
  }
  const after = await pool.query('select appeal_id, version, status from appeal order by appeal_id');
  expect(leaks).toEqual([]);
  expect(after.rows).toEqual(before.rows);
  console.log(`${cells} cells of access knocked at by ${people.length} people, 0 leaks`);
}, 300_000);

test('the knocking would notice: somebody without limits is shown every case', async () => {
  const list = await (await server.as('operator')).fetch('/api/appeals?limit=200');
  const text = await list.text();
  for (const item of cases) expect(text).toContain(item.number);
});
