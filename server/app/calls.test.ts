import { beforeAll, expect, test } from 'vitest';
import type { ImportedCalls } from '../../contract/calls.ts';
import type { Client } from '../../test/support/client.ts';
import { SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

let shiftMs = 0;
/** Noon in Novosibirsk. */
const clock: Clock = { now: () => new Date(Date.parse('2026-11-23T05:00:00Z') + shiftMs) };
const server = withServer({ clock });
const MINUTE = 60_000;

const HEADER = 'uniqueid,calldate,src,dst,disposition,duration,billsec,purpose';
const FILE = [
  HEADER,
  '1,2026-11-23 10:00:00,89130000001,88003000000,ANSWERED,70,60,Льготы',
  '2,2026-11-23 10:05:00,89130000001,88003000000,ANSWERED,90,60,',
  '3,2026-11-23 10:10:00,89130000002,88003000000,NO ANSWER,40,0,',
  '4,2026-11-23 10:12:00,8 913 000-00-02,88003000000,BUSY,3,0,',
  '5,2026-11-23 10:20:00,89130000003,88003000000,NO ANSWER,25,0,',
  '6,2026-11-23 10:21:00,89130000004,88003000000,NO ANSWER,25,0,',
  '7,2026-11-23 10:40:00,204,89130000003,ANSWERED,35,30,',
  // Legs of one call: the queue rang two operators.
  '8,2026-11-23 10:50:00,89130000005,88003000000,NO ANSWER,15,0,',
  '8,2026-11-23 10:50:15,89130000005,88003000000,ANSWERED,50,45,жкх',
  // Long ago: counted, nobody calls back.
  '9,2026-10-23 10:00:00,89130000006,88003000000,NO ANSWER,15,0,',
  'x,когда-то,89130000006,88003000000,NO ANSWER,15,0,',
].join('\n');

let operator: Client;
let administrator: Client;
beforeAll(async () => {
  operator = await server.as('operator');
  administrator = await server.as('administrator');
});

async function upload(by: Client, text: string, dry: boolean): Promise<Response> {
  const form = new FormData();
  form.set('file', new Blob([text]), 'calls.csv');
  return by.fetch(`/api/calls/import?dry=${dry}`, { method: 'POST', body: form });
}
const imported = async (text: string, dry = false) =>
  (await (await upload(administrator, text, dry)).json()) as ImportedCalls;
const waiting = async (by = operator) => (await by.call('callBacks', { query: {} })).rows;

test('a journal of calls: looked at first, taken once, a repeat adds nothing', async () => {
  expect((await upload(operator, FILE, true)).status).toBe(403);
  const looked = await imported(FILE, true);
  expect(looked).toMatchObject({ rows: 11, fresh: 9, known: 1, bad: 1, callBacks: 0 });
  expect(looked.reasons).toEqual([
    { why: 'время звонка не читается или не может быть', count: 1, lines: [12] },
  ]);
  expect((await server.database.pool.query('select 1 from call_record')).rowCount).toBe(0);
  expect(await imported(FILE)).toMatchObject({ rows: 11, fresh: 9, known: 1, bad: 1 });
  expect(await imported(FILE)).toMatchObject({ fresh: 0, known: 10, callBacks: 0 });
  const broken = await upload(administrator, '', true);
  expect(broken.status).toBe(422);
  expect(await broken.json()).toMatchObject({ detail: expect.stringContaining('пуст') });
});

test('lost calls wait to be returned: one row a number; whom we have reached is gone', async () => {
  const rows = await waiting();
  expect(rows.map(({ phone, missed, channel }) => [phone, missed, channel])).toEqual([
    ['+79130000002', 2, 'hotline'],
    ['+79130000004', 1, 'hotline'],
  ]);
  expect(rows[0]!.dueAt).toBe('2026-11-23T03:25:00.000Z');
});

test('numbers are hidden from those who may not see contacts, and a body has no calls', async () => {
  const curator = await server.as('curator');
  const text = await (await curator.ask('callBacks', { query: {} })).text();
  expect(text).toContain('00‑02');
  expect(text).not.toMatch(/9130000/);
  await expect((await server.as('executor')).call('callBacks', { query: {} })).rejects.toThrow(/403/);
  expect(await waiting(await server.as('mintrans-coordinator'))).toEqual([]);
  // One territory's operator: whose number it is nobody knows before he is called.
  const limited = await server.as(SCOPED_LOGINS.municipality);
  await server.database.pool.query(`update account set role = 'operator' where login = $1`, [
    SCOPED_LOGINS.municipality,
  ]);
  expect((await waiting(limited)).map((row) => row.masked)).toEqual([true, true]);
  const [first] = await waiting();
  const params = { id: first!.id };
  await expect(limited.call('takeCallBack', { params })).rejects.toThrow(/404/);
  await expect(curator.call('takeCallBack', { params })).rejects.toThrow(/403/);
  await expect(server.anybody.call('takeCallBack', { params })).rejects.toThrow(/401/);
});

test('a key of the API without the right to personal data sees no contacts, though its owner does', async () => {
  const issue = async (
    ...scopes: ('calls.read' | 'cases.answer' | 'identities.link' | 'personal_data.read')[]
  ) =>
    (await administrator.call('createToken', { body: { name: 'Проверка', owner: 'operator', scopes } }))
      .token;
  const ask = (token: string, path: string, init: RequestInit = {}) =>
    server.anybody.fetch(path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });
  const narrow = await issue('calls.read', 'cases.answer', 'identities.link');
  const wide = await issue('calls.read', 'cases.answer', 'identities.link', 'personal_data.read');
  const phones = async (token: string) => (await ask(token, '/api/call-backs')).text();
  expect(await phones(wide)).toMatch(/9130000/);
  expect(await phones(narrow)).not.toMatch(/9130000/);
  const id = crypto.randomUUID();
  const compare = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"other":"54-26-000001"}',
  };
  const doors = async (token: string) => [
    (await ask(token, '/api/post')).status,
    (await ask(token, `/api/post/letters?ids=${id}`)).status,
    (await ask(token, `/api/appeals/${id}/author/compare`, compare)).status,
  ];
  expect(await doors(wide)).toEqual([200, 404, 404]);
  expect(await doors(narrow)).toEqual([403, 403, 403]);
  // A journal that is looked at shows a few of its calls: its numbers are contacts too.
  const loader = (
    await administrator.call('createToken', {
      body: { name: 'Проверка', owner: 'administrator', scopes: ['channels.manage'] },
    })
  ).token;
  const form = new FormData();
  form.set('file', new Blob([FILE]), 'calls.csv');
  const looked = await (
    await ask(loader, '/api/calls/import?dry=true', { method: 'POST', body: form })
  ).text();
  expect(looked).toContain('00‑01');
  expect(looked).not.toMatch(/9130000/);
});

test('an operator takes a number, tries a bounded number of times, and can take it back', async () => {
  const [first] = await waiting();
  const params = { id: first!.id };
  const settle = (result: 'no_answer' | 'talked' | 'reopen' | 'put_back') =>
    operator.call('settleCallBack', { params, body: { result } });
  await expect(settle('talked')).rejects.toThrow(/Сначала возьмите/);
  expect(await operator.call('takeCallBack', { params })).toMatchObject({ takenBy: 'operator' });
  await expect(administrator.call('takeCallBack', { params })).rejects.toThrow(/409.*уже звонит/);
  // Forgotten for half an hour: others may.
  shiftMs += 31 * MINUTE;
  await administrator.call('takeCallBack', { params });
  await administrator.call('settleCallBack', { params, body: { result: 'put_back' } });

  for (const tries of [1, 2, 3]) {
    await operator.call('takeCallBack', { params });
    const after = await settle('no_answer');
    expect(after.tries).toBe(tries);
    expect(after.closedHow).toBe(tries === 3 ? 'no_answer' : null);
    if (tries < 3) expect(Date.parse(after.dueAt) - clock.now().getTime()).toBe(60 * MINUTE);
  }
  expect((await waiting()).map((row) => row.phone)).toEqual(['+79130000004']);
  expect(await settle('reopen')).toMatchObject({ closedAt: null, tries: 2 });
  await operator.call('takeCallBack', { params });
  expect(await settle('talked')).toMatchObject({ closedHow: 'talked' });
  const tries = await server.database.pool.query('select result from call_back_try order by ordinal');
  expect(tries.rows.map((row) => row.result)).toEqual([
    'put_back',
    'no_answer',
    'no_answer',
    'no_answer',
    'reopen',
    'talked',
  ]);
});

test('a later journal closes what it shows to be settled; the number of a closed task is erased', async () => {
  await imported(`${HEADER}\n20,2026-11-23 12:10:00,205,+79130000004,ANSWERED,30,20,\n`);
  expect(await waiting()).toEqual([]);
  const closed = (await operator.call('callBacks', { query: { state: 'closed' } })).rows;
  expect(closed.map((row) => row.closedHow).sort()).toEqual(['seen_in_calls', 'talked']);
  shiftMs += 8 * 24 * 60 * MINUTE;
  await server.database.pool.query(`update session set expires_at = '2100-01-01'`);
  const later = (await operator.call('callBacks', { query: { state: 'closed' } })).rows;
  expect(later.map((row) => row.phone)).toEqual([null, null]);
});

test('figures of the days: quick answers, waits, lost, repeated, purposes', async () => {
  const summary = await operator.call('callSummary', { query: { from: '2026-11-23', to: '2026-11-23' } });
  expect(summary).toMatchObject({
    incoming: 7,
    answered: 3,
    lost: 4,
    outgoing: 2,
    repeated: 2,
    slSeconds: 20,
  });
  // Waits 10, 30 and 5 seconds: two of seven were quick.
  expect(summary.serviceLevel).toBeCloseTo(2 / 7);
  expect(summary.waitSecondsMean).toBeCloseTo(15);
  expect(summary.purposes.map(({ code, count }) => [code, count])).toEqual([
    ['consult', 1],
    ['consult.benefits', 1],
    ['complaint', 1],
    ['complaint.housing', 1],
    ['unknown', 5],
  ]);
  expect(summary.byDay).toEqual([{ day: '2026-11-23', answered: 3, lost: 4 }]);
  await expect(
    operator.call('callSummary', { query: { from: '2026-11-23', to: '2026-11-22' } }),
  ).rejects.toThrow(/422/);
});
