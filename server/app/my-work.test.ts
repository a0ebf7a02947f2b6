import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import { doneOn, FALLEN_TO_BODY } from '../../test/support/act-on.ts';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import { followTokenOf } from '../casework/index.ts';
import type { Clock } from '../platform/clock.ts';

let shiftMs = 0;
const clock: Clock = { now: () => new Date(Date.parse('2026-11-23T03:00:00Z') + shiftMs) };
const server = withServer({ clock });

let executor: Client;
let colleague: Client;
let approver: Client;
let id: string;
let token: string;

beforeAll(async () => {
  [executor, colleague, approver] = (await Promise.all(
    ['mintrans-executor', 'mintrans-colleague', 'mintrans-approver'].map((login) => server.as(login)),
  )) as [Client, Client, Client];
});
beforeEach(async () => {
  shiftMs = 0;
  const [filed] = await fill(server, [{ decision: FALLEN_TO_BODY }]);
  id = filed!.appealId;
  token = followTokenOf(server.app.context.region('54').secret, '54', id);
});

const done = (by: Client, body: CaseActionInput) => doneOn(server, by, id, body);
const submit = async (by: Client, plan: string) => {
  const { id: draft } = await by.call('saveDraft', {
    params: { id },
    body: { understood: 'Яма на Лесной.', cause: 'Размыло основание.', plan, outcome: 'solved' },
  });
  await done(by, { action: 'submit', draft });
};
const work = async (by: Client) => {
  const { mine, free } = await by.call('mine');
  return { mine: mine.find((row) => row.id === id), free: free.find((row) => row.id === id) };
};
const waiting = async (by: Client) => (await by.call('approvals')).answers.find((row) => row.id === id);

test('a case goes from the free ones into one pair of hands, to the approver, back with a remark, and after «не решено» not to its author', async () => {
  expect((await work(executor)).free).toMatchObject({ hasDraft: false });
  await done(executor, { action: 'take' });
  expect(await work(executor)).toMatchObject({ mine: { returned: null }, free: undefined });
  expect(await work(colleague)).toEqual({ mine: undefined, free: undefined });

  await submit(executor, 'Засыпали.');
  expect((await work(executor)).mine).toMatchObject({ bucket: 'waiting', hasDraft: true });
  expect(await waiting(approver)).toMatchObject({
    draft: { plan: 'Засыпали.', login: 'mintrans-executor' },
    previous: null,
    step: { at: 1, of: 1 },
  });
  expect((await executor.ask('approvals')).status).toBe(403);
  expect(await waiting(await server.as('curator'))).toBeUndefined();

  await done(approver, { action: 'return_draft', reason: 'Назовите день' });
  expect((await work(executor)).mine).toMatchObject({ returned: 'Назовите день', status: 'in_work' });
  await submit(executor, 'Засыпали 20 ноября.');
  expect((await work(executor)).mine!.returned).toBeNull();
  expect(await waiting(approver)).toMatchObject({
    draft: { plan: 'Засыпали 20 ноября.' },
    previous: { plan: 'Засыпали.' },
    remark: 'Назовите день',
  });
  await done(approver, { action: 'approve' });
  expect((await work(executor)).mine).toBeUndefined();

  shiftMs = 86_400_000;
  await server.anybody.call('actAsResident', {
    params: { token },
    body: { action: 'dispute', reason: 'Яма на месте' },
  });
  await server.database.pool.query(`update session set expires_at = '2100-01-01'`);
  expect((await work(executor)).free).toBeUndefined();
  expect((await work(colleague)).free).toMatchObject({ status: 'reopened' });
});

test('an asked extension waits for whoever may grant it', async () => {
  await done(executor, { action: 'take' });
  await done(executor, { action: 'ask_extension', days: 10, reason: 'Ждём лабораторию' });
  const asked = async (by: Client) => (await by.call('approvals')).extensions.filter((row) => row.id === id);
  expect(await asked(approver)).toMatchObject([{ days: 10, reason: 'Ждём лабораторию' }]);
  expect(await asked(await server.as('curator'))).toHaveLength(1);

  await done(approver, { action: 'grant_extension' });
  expect(await asked(approver)).toEqual([]);
});

test('the resident answers the question by his link: the case goes on and the words stand in its conversation', async () => {
  await done(executor, { action: 'take' });
  await done(executor, {
    action: 'ask_resident',
    text: 'Уточните номер дома, пожалуйста.',
    until: '2026-12-10',
  });
  const before = await server.anybody.call('followAppeal', { params: { token } });
  expect(before).toMatchObject({ asked: true, status: 'postponed', replies: [] });
  const reply = (text: string) =>
    server.anybody.ask('replyAsResident', { params: { token }, body: { text } });
  expect((await reply(' ')).status).toBe(422);
  expect(await (await reply('Дом 12, у второго подъезда')).json()).toEqual({ status: 'in_work' });
  const after = await server.anybody.call('followAppeal', { params: { token } });
  expect(after).toMatchObject({ asked: false, replies: [{ text: 'Дом 12, у второго подъезда' }] });
  const card = await executor.call('appeal', { params: { id } });
  expect(card.life.conversation).toMatchObject([{ direction: 'in', text: 'Дом 12, у второго подъезда' }]);
  // A second word adds to the talk and moves nothing.
  expect(await (await reply('И ещё фонарь не горит')).json()).toEqual({ status: 'in_work' });
  await server.anybody.call('actAsResident', { params: { token }, body: { action: 'withdraw' } });
  expect((await reply('Ещё')).status).toBe(409);
  expect(
    (await server.anybody.ask('replyAsResident', { params: { token: 'x' }, body: { text: 'да' } })).status,
  ).toBe(404);
});

test('without JavaScript the link shows the answer and takes a rating, «не решено» and a refusal in words', async () => {
  const get = async () => (await server.anybody.fetch(`/follow/${token}/plain`)).text();
  const post = (form: string, fields: Record<string, string>) =>
    server.anybody.fetch(`/follow/${token}/plain/${form}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
  const answered = async (by: Client) => {
    await done(by, { action: 'take' });
    await submit(by, 'Засыпали <20> ноября.');
    await done(approver, { action: 'approve' });
  };
  expect((await server.anybody.fetch(`/follow/${token}?plain`)).headers.get('location')).toBe(
    `/follow/${token}/plain`,
  );
  expect(await get()).not.toContain('/plain/rate');
  await answered(executor);
  const page = await get();
  expect(page).toContain('Засыпали &#60;20&#62; ноября.');
  expect(page).not.toContain('<20>');
  const short = await post('dispute', { reason: 'нет' });
  expect(short.status).toBe(422);
  expect(await short.text()).toContain('Напишите причину');
  expect((await post('dispute', { reason: 'Яма на месте' })).status).toBe(303);
  expect(await get()).toContain('Возвращено в работу');
  await answered(colleague);
  expect((await post('rate', { stars: '7' })).status).toBe(422);
  expect((await post('rate', { stars: '4', reason_fast: '1', comment: 'Спасибо' })).status).toBe(303);
  const card = await executor.call('appeal', { params: { id } });
  expect(card.life.ratings).toMatchObject([{ stars: 4, reasons: ['fast'], comment: 'Спасибо' }]);
  expect((await server.anybody.fetch('/follow/x/plain')).status).toBe(404);
});
