import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import { doneOn } from '../../test/support/act-on.ts';
import type { Client } from '../../test/support/client.ts';
import { eventually } from '../../test/support/eventually.ts';
import { fill } from '../../test/support/fill.ts';
import {
  type BrowserKeys,
  createBrowserKeys,
  decryptPush,
  type PushService,
  startPushService,
} from '../../test/support/peers/push-service.ts';
import { withServer } from '../../test/support/with-server.ts';
import { followTokenOf } from '../casework/index.ts';
import { eraseSubscriptions, saveAccount } from '../channels/index.ts';

const server = withServer({ channels: { retryMs: 20 } });
let service: PushService;
let executor: Client;
let approver: Client;
let key = '';
let id: string;
let number: string;
let token: string;
const PUSH = { channel: 'push', account: 'main', name: 'Уведомления', enabled: true, secrets: {} };
const SECRET_WORDS = 'Иванова Мария, ул. Лесная, дом 7, яма';
const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  service = await startPushService(() => key);
  await saveAccount(server.database.pool, '54', { ...PUSH, settings: { hosts: [service.host] } });
  server.app.context.channels('54').wake();
  executor = await server.as('mintrans-executor');
  approver = await server.as('mintrans-approver');
});
afterAll(() => service.close());
beforeEach(async () => {
  const decision = { topic: 'roads.potholes', municipality: '50708000', organisation: 'mintrans' } as const;
  const [filed] = await fill(server, [
    { message: { text: SECRET_WORDS }, decision: { ...decision, state: 'auto' } },
  ]);
  id = filed!.appealId;
  number = filed!.number;
  token = followTokenOf(server.app.context.region('54').secret, '54', id);
  key = (await server.anybody.call('pushOffer', { params: { token } })).key!;
  service.pushed.length = 0;
});

const sql = async (text: string, values: unknown[] = []) =>
  (await server.database.pool.query(text, values)).rows;
const done = (by: Client, body: CaseActionInput) => doneOn(server, by, id, body);
const subscribe = (path: string, keys: BrowserKeys['keys'], host = `http://${service.host}`) =>
  server.anybody.ask('subscribePush', { params: { token }, body: { endpoint: `${host}${path}`, keys } });
const subscriptions = () => sql('select endpoint from push_subscription where appeal_id = $1', [id]);
const wake = () => server.app.context.signal.wake();
const untilPushed = (count: number) =>
  eventually(
    () => service.pushed,
    (pushed) => pushed.length >= count,
    wake,
  );
const untilForgotten = () => eventually(subscriptions, (rows) => rows.length === 0, wake);
const noted = (browser: BrowserKeys) =>
  service.pushed.map(({ body }) => JSON.parse(decryptPush(body, browser)) as Record<string, unknown>);

test('what a resident is told comes to his browser: readable there alone, signed for its push service, without a word of the matter', async () => {
  const browser = createBrowserKeys();
  expect((await subscribe('/one?a=b', browser.keys)).status).toBe(204);
  await done(executor, { action: 'take' });
  await done(executor, { action: 'ask_resident', text: 'Какой номер квартиры?', until: inAWeek });
  await untilPushed(1);
  await server.anybody.call('replyAsResident', { params: { token }, body: { text: 'Квартира 12' } });
  await done(executor, {
    action: 'give_interim',
    text: 'Подрядчик выходит на будущей неделе.',
    until: inAWeek,
  });
  await untilPushed(2);
  await done(approver, {
    action: 'postpone',
    why: 'season',
    reason: 'Зимой не кладут асфальт',
    until: inAWeek,
  });
  await untilPushed(3);
  await done(executor, { action: 'resume' });
  const blocks = { understood: 'Вы пишете о яме.', cause: 'Размыло основание.', plan: 'Яму засыпали вчера.' };
  const draft = await executor.call('saveDraft', { params: { id }, body: { ...blocks, outcome: 'solved' } });
  await done(executor, { action: 'submit', draft: draft.id });
  // A push service that asks to wait, and one that failed: the message comes all the same, once.
  service.answers.push(429, 500);
  await done(approver, { action: 'approve' });
  await untilPushed(4);
  await done(await server.as('quality_controller'), { action: 'confirm_solution', how: 'centre' });
  await untilPushed(5);
  expect(noted(browser).map(({ news }) => news)).toEqual(['question', 'interim', 'term', 'answer', 'rating']);
  for (const note of noted(browser)) {
    expect(Object.keys(note).sort()).toEqual(['news', 'number', 'text']);
    expect(note.number).toBe(number);
    expect(JSON.stringify(note)).not.toMatch(/Иванов|Лесн|ям[аыу]|квартир|асфальт|follow/i);
  }
  expect(service.pushed[0]).toMatchObject({
    path: '/one?a=b',
    headers: { ttl: '259200', urgency: 'normal', 'content-encoding': 'aes128gcm' },
  });
  // Beside the conversation: the thread of the case shows nothing of it, nor does its history.
  expect(
    await sql('select 1 from conversation_message where appeal_id = $1 and channel = $2', [id, 'push']),
  ).toEqual([]);
  expect(await sql(`select 1 from event where appeal_id = $1 and type = 'message.sent'`, [id])).toEqual([]);
});

test('what he does himself is no news to him', async () => {
  await subscribe('/own', createBrowserKeys().keys);
  const acted = await server.anybody.ask('actAsResident', {
    params: { token },
    body: { action: 'withdraw' },
  });
  expect(acted.status).toBe(200);
  expect(await sql('select 1 from outgoing_message where appeal_id = $1', [id])).toEqual([]);
});

test('a browser that is gone is forgotten with what waits for it, and is no failure to look into', async () => {
  await subscribe('/gone', createBrowserKeys().keys);
  service.answers.push(410);
  await done(executor, { action: 'take' });
  await done(executor, { action: 'ask_resident', text: 'Какой номер квартиры?', until: inAWeek });
  await untilForgotten();
  expect(await sql(`select 1 from outgoing_message where appeal_id = $1 and channel = 'push'`, [id])).toEqual(
    [],
  );
});

test('five browsers a case; one too many makes the oldest go, a known one only renews its keys', async () => {
  for (let n = 0; n < 6; n += 1) await subscribe(`/${n}`, createBrowserKeys().keys);
  await subscribe('/3', createBrowserKeys().keys);
  const kept = (await subscriptions()).map(({ endpoint }) => endpoint.at(-1)).sort();
  expect(kept).toEqual(['1', '2', '3', '4', '5']);
  const endpoint = `http://${service.host}/3`;
  await server.anybody.call('unsubscribePush', { params: { token }, body: { endpoint } });
  expect(await subscriptions()).toHaveLength(4);
});

test('nothing but a known push service is ever called, and only whoever holds the link may ask', async () => {
  const { keys } = createBrowserKeys();
  const hosts = [
    'https://evil.example',
    'http://127.0.0.1:1',
    'https://169.254.169.254',
    `https://a@${service.host}`,
  ];
  for (const host of hosts) expect((await subscribe('/x', keys, host)).status).toBe(422);
  expect((await subscribe('/x', { ...keys, auth: 'AAAA' })).status).toBe(422);
  expect(await subscriptions()).toEqual([]);
  for (const wrong of [
    `${token.slice(0, -6)}${token.at(-6) === 'A' ? 'B' : 'A'}${token.slice(-5)}`,
    '54-x',
    'nobody',
  ]) {
    const params = { token: wrong };
    const body = { endpoint: `http://${service.host}/x`, keys };
    expect((await server.anybody.ask('pushOffer', { params })).status).toBe(404);
    expect((await server.anybody.ask('subscribePush', { params, body })).status).toBe(404);
    expect(
      (await server.anybody.ask('unsubscribePush', { params, body: { endpoint: body.endpoint } })).status,
    ).toBe(404);
  }
  // An address that was allowed once and is no longer: not called, forgotten.
  await subscribe('/later', keys);
  await saveAccount(server.database.pool, '54', { ...PUSH, settings: { hosts: ['push.example'] } });
  server.app.context.channels('54').wake();
  await done(executor, { action: 'take' });
  await done(executor, { action: 'ask_resident', text: 'Какой номер квартиры?', until: inAWeek });
  await untilForgotten();
  expect(service.pushed).toEqual([]);
});

test('a region without configuration makes its key once; switched off, nothing is offered; long closed cases are forgotten', async () => {
  await saveAccount(server.database.pool, '54', { ...PUSH, settings: { hosts: [service.host] } });
  server.app.context.channels('54').wake();
  const [kept] = await sql(`select value from setting where region_id = '54' and name = 'vapid-key'`);
  expect(Buffer.from(kept.value, 'base64url')).toHaveLength(32);
  expect((await server.anybody.call('pushOffer', { params: { token } })).key).toBe(key);
  await subscribe('/old', createBrowserKeys().keys);
  await sql(`update appeal set closed_at = '2026-01-01' where appeal_id = $1`, [id]);
  expect(await eraseSubscriptions(server.database.pool, '54', new Date('2026-02-01'))).toBe(0);
  expect(await eraseSubscriptions(server.database.pool, '54', new Date('2026-04-01'))).toBe(1);

  await saveAccount(server.database.pool, '54', {
    ...PUSH,
    settings: { hosts: [service.host] },
    enabled: false,
  });
  server.app.context.channels('54').wake();
  expect((await server.anybody.call('pushOffer', { params: { token } })).key).toBeNull();
  expect((await subscribe('/off', createBrowserKeys().keys)).status).toBe(409);
});
