import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { SaveChain } from '../../contract/approval-chains.ts';
import type { CaseActionInput } from '../../contract/casework.ts';
import { actOn, doneOn, FALLEN_TO_BODY } from '../../test/support/act-on.ts';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

// Monday, 10:00 in Novosibirsk.
const clock: Clock = { now: () => new Date('2026-11-23T03:00:00Z') };
const server = withServer({ clock });
let executor: Client;
let approver: Client;
let coordinator: Client;
let curator: Client;
let administrator: Client;
let id: string;

beforeAll(async () => {
  [executor, approver, coordinator, curator, administrator] = (await Promise.all(
    ['mintrans-executor', 'mintrans-approver', 'mintrans-coordinator', 'curator', 'administrator'].map(
      (login) => server.as(login),
    ),
  )) as [Client, Client, Client, Client, Client];
});
beforeEach(async () => {
  await server.database.pool.query('delete from approval_chain');
  const [filed] = await fill(server, [{ decision: FALLEN_TO_BODY }]);
  id = filed!.appealId;
});

const chain = (change: Partial<SaveChain> = {}): SaveChain => ({
  title: 'Дороги: два шага',
  organisation: 'mintrans',
  topic: 'roads',
  outcome: null,
  steps: [
    { role: 'approver', person: null, term: { amount: 4, unit: 'working_hours' } },
    { role: 'curator', person: 'curator', term: { amount: 2, unit: 'working_days' } },
  ],
  minSteps: 2,
  enabled: true,
  ...change,
});
const act = (by: Client, body: CaseActionInput) => actOn(server, by, id, body);
const done = (by: Client, body: CaseActionInput) => doneOn(server, by, id, body);
const submit = async (by: Client) => {
  const draft = await by.call('saveDraft', {
    params: { id },
    body: {
      understood: 'Здравствуйте! Вы пишете о яме на Лесной.',
      cause: 'Размыло основание.',
      plan: 'Яму засыпали и закатали вчера.',
      outcome: 'solved',
    },
  });
  return done(by, { action: 'submit', draft: draft.id });
};
const preview = (by: Client) => by.call('previewChain', { query: { case: id } });
const waits = async (by: Client) => (await by.call('approvals')).answers.some((row) => row.id === id);

test('an answer goes from step to step, each with its own term and its own person, and keeps the steps it began with', async () => {
  const { id: chainId } = await administrator.call('addChain', { body: chain() });
  expect(await preview(executor)).toMatchObject({
    running: false,
    chain: { id: chainId, title: 'Дороги: два шага' },
    steps: [{ role: 'approver' }, { role: 'curator', person: 'curator', personName: 'Проверка: curator' }],
  });
  await done(executor, { action: 'take' });
  // Four working hours from Monday 10:00.
  expect(await submit(executor)).toMatchObject({ status: 'approval' });
  const card = await executor.call('appeal', { params: { id } });
  const step = card.deadlineSteps.filter((each) => each.step === 'approval');
  expect(step).toHaveLength(1);
  expect(Date.parse(step[0]!.dueAt) - clock.now().getTime()).toBeLessThanOrEqual(6 * 3_600_000);
  expect([await waits(approver), await waits(curator)]).toEqual([true, false]);

  // Changed and switched off meanwhile: the running one does not notice.
  await administrator.call('changeChain', {
    params: { id: chainId },
    body: chain({
      steps: [{ role: 'coordinator', person: null, term: { amount: 1, unit: 'working_days' } }],
      minSteps: 1,
      enabled: false,
    }),
  });
  expect(await preview(executor)).toMatchObject({
    running: true,
    steps: [{ role: 'approver' }, { role: 'curator' }],
  });
  expect((await administrator.call('chains')).chains[0]).toMatchObject({ enabled: false, running: 1 });

  expect((await act(curator, { action: 'approve' })).status).toBe(422);
  expect(await done(approver, { action: 'approve' })).toMatchObject({ status: 'approval' });
  expect([await waits(approver), await waits(curator)]).toEqual([false, true]);
  expect(await done(curator, { action: 'approve' })).toMatchObject({ status: 'answered' });
});

test('the most specific chain that is on holds; a step of a person who is away is anybody’s in the role', async () => {
  await administrator.call('addChain', {
    body: chain({
      title: 'Все ответы',
      organisation: null,
      topic: null,
      steps: chain().steps.slice(0, 1),
      minSteps: 1,
    }),
  });
  await administrator.call('addChain', {
    body: chain({ title: 'Только «не решено»', outcome: 'not_solved' }),
  });
  expect((await preview(executor)).chain?.title).toBe('Все ответы');
  const { id: own } = await administrator.call('addChain', {
    body: chain({
      steps: [{ role: 'approver', person: 'mintrans-approver', term: { amount: 1, unit: 'working_days' } }],
      minSteps: 1,
    }),
  });
  expect((await preview(executor)).chain?.id).toBe(own);
  await done(executor, { action: 'take' });
  await submit(executor);
  expect([await waits(approver), await waits(coordinator)]).toEqual([true, false]);
  expect((await act(coordinator, { action: 'approve' })).status).toBe(422);
  await server.database.pool.query(
    `update account set absent_until = '2100-01-01' where login = 'mintrans-approver'`,
  );
  expect([await waits(approver), await waits(coordinator)]).toEqual([true, true]);
  expect(await done(coordinator, { action: 'approve' })).toMatchObject({ status: 'answered' });
  await server.database.pool.query(
    `update account set absent_until = null where login = 'mintrans-approver'`,
  );
});

test('a leader’s own step is left out, but never fewer than the fewest', async () => {
  const { id: chainId } = await administrator.call('addChain', { body: chain({ minSteps: 1 }) });
  expect((await preview(coordinator)).steps.map(({ role }) => role)).toEqual(['curator']);
  await administrator.call('changeChain', { params: { id: chainId }, body: chain({ minSteps: 2 }) });
  expect((await preview(coordinator)).steps).toHaveLength(2);
  await done(coordinator, { action: 'take' });
  await submit(coordinator);
  expect([await waits(coordinator), await waits(curator)]).toEqual([true, false]);
});

test.each<[string, Partial<SaveChain>, string]>([
  [
    'a role that the person does not have',
    { steps: [{ ...chain().steps[1]!, person: 'head' }], minSteps: 1 },
    'не в той роли',
  ],
  ['nobody of that name', { steps: [{ ...chain().steps[1]!, person: 'ghost' }], minSteps: 1 }, 'нет среди'],
  ['an unknown topic', { topic: 'nothing' }, 'темы нет'],
  ['more steps demanded than there are', { minSteps: 5 }, 'больше, чем шагов'],
  ['a second chain for the same answers', { title: 'Другая' }, 'уже есть цепочка'],
])('refuses %s', async (_, change, words) => {
  await administrator.call('addChain', { body: chain() });
  const answer = await administrator.ask('addChain', { body: chain({ title: 'Вторая', ...change }) });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(await answer.text()).toContain(words);
});

test('a press repeated makes no second chain; a chain may be saved over itself', async () => {
  const { id: chainId } = await administrator.call('addChain', { body: chain() });
  expect((await administrator.ask('addChain', { body: chain() })).status).toBe(422);
  const again = await administrator.ask('changeChain', { params: { id: chainId }, body: chain() });
  expect(again.status).toBe(204);
});

test('only those who set chains change them; a case outside one’s scope has no preview', async () => {
  expect((await approver.ask('addChain', { body: chain() })).status).toBe(403);
  expect((await approver.call('chains')).approvers).toEqual([]);
  const stranger = await server.as('only-berdsk');
  expect((await stranger.ask('previewChain', { query: { case: id } })).status).toBe(200);
  await server.database.pool.query(`update appeal set municipality = '50701000' where appeal_id = $1`, [id]);
  expect((await stranger.ask('previewChain', { query: { case: id } })).status).toBe(422);
});
