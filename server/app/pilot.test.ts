import { beforeAll, expect, test } from 'vitest';
import type { CaseActionInput } from '../../contract/casework.ts';
import { boardFilter } from '../../contract/control.ts';
import type { Client } from '../../test/support/client.ts';
import { eventually } from '../../test/support/eventually.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';
import { transaction } from '../platform/database/index.ts';
import { enqueueOutgoing } from '../platform/outbox/index.ts';

const clock: Clock = { now: () => new Date('2025-11-24T03:00:00Z') };
const server = withServer({ clock });
let administrator: Client;
let head: Client;
let approver: Client;

beforeAll(async () => {
  [administrator, head, approver] = (await Promise.all(
    ['administrator', 'head', 'mintrans-approver'].map((login) => server.as(login)),
  )) as [Client, Client, Client];
});

const decision = {
  topic: 'roads.potholes',
  municipality: '50708000',
  organisation: 'mintrans',
  state: 'auto',
} as const;
const today = '2025-11-24';

test('what is registered while a region tries the system out is marked on every way in, counts apart and says nothing outside', async () => {
  const { pool } = server.database;
  await administrator.call('setPilot', { body: { pilot: true } });
  const [came] = await fill(server, [{ message: { channel: 'vk', filedAt: clock.now() }, decision }]);
  const filed = await server.anybody.call('fileAppeal', {
    body: { text: 'На улице Лесной яма посреди дороги, машины объезжают по встречной.' },
  });
  const marked = await pool.query('select pilot from appeal where appeal_id = any($1)', [
    [came!.appealId, filed.id],
  ]);
  expect(marked.rows).toEqual([{ pilot: true }, { pilot: true }]);

  // A real answer: kept for the resident's page, held for the network.
  const id = came!.appealId;
  await pool.query(
    `insert into thread (region_id, channel, account, thread_key, appeal_id, scope, recipient, last_at)
     values ('54', 'max', 'main', 'dialog 1', $1, 'dialog', 'user:1', now())`,
    [id],
  );
  const act = async (body: CaseActionInput) => {
    const { version } = await approver.call('appeal', { params: { id } });
    return approver.call('actOnCase', { params: { id }, body, headers: { 'if-match': `"${version}"` } });
  };
  await act({ action: 'take' });
  const draft = await approver.call('saveDraft', {
    params: { id },
    body: {
      understood: 'Здравствуйте! Вы пишете о яме.',
      cause: 'Размыло основание.',
      plan: 'Яму засыпали вчера.',
      outcome: 'solved',
    },
  });
  await act({ action: 'submit', draft: draft.id });
  const said = await pool.query('select kind from answer where appeal_id = $1', [id]);
  expect(said.rows).toEqual([{ kind: 'final' }]);
  const outgoing = await pool.query('select state, text from outgoing_message where appeal_id = $1', [id]);
  expect(outgoing.rows).toEqual([{ state: 'held', text: expect.stringContaining('Яму засыпали вчера.') }]);
  const before = new Date('2025-11-21T03:00:00Z');
  // One that was on its way when the trial began meets the sender, and stays too.
  await transaction(pool, async (client) => {
    await client.query(`update setting set value = 'false' where name = 'pilot'`);
    const late = { regionId: '54', appealId: id, text: 'Вдогонку', dedupeKey: 'late', now: before };
    expect(await enqueueOutgoing(client, late)).toMatchObject({ state: 'queued' });
    await client.query(`update setting set value = 'true' where name = 'pilot'`);
  });
  await eventually(
    async () => (await pool.query('select state from outgoing_message')).rows,
    (rows) => rows.length > 1 && rows.every(({ state }) => state === 'held'),
    () => server.app.context.signal.wake(),
  );

  await administrator.call('setPilot', { body: { pilot: false } });
  const [after] = await fill(server, [{ message: { filedAt: clock.now() }, decision }]);
  const board = await administrator.call('channels');
  expect(board).toMatchObject({
    pilot: false,
    trial: { since: clock.now().toISOString(), inServiceSince: clock.now().toISOString(), cases: 2 },
  });

  const ids = async (query: Record<string, string>) =>
    (await head.call('appeals', { query })).rows.map((row) => row.id).sort();
  expect(await ids({})).toEqual([came!.appealId, filed.id, after!.appealId].sort());
  expect(await ids({ pilot: 'without' })).toEqual([after!.appealId]);
  expect(await ids({ pilot: 'only' })).toEqual([came!.appealId, filed.id].sort());

  const control = await head.call('board', { query: {} });
  expect(control).toMatchObject({ pilot: 2, sums: { owed: 1 } });
  expect(await ids({ pilot: 'without', ...boardFilter('owed') })).toHaveLength(1);
  expect((await head.call('board', { query: { pilot: 'with' } })).sums.owed).toBe(
    (await ids({ ...boardFilter('owed') })).length,
  );
  const accepted = async (query: Record<string, string>) => {
    const report = await head.call('kpi', { query: { from: today, to: today, ...query } });
    return [report.rows.find((row) => row.id === 'accepted')!.figure.value, report.pilot];
  };
  expect(await accepted({})).toEqual([1, 2]);
  expect(await accepted({ pilot: 'with' })).toEqual([3, 2]);
  expect(await accepted({ pilot: 'only' })).toEqual([2, 2]);
});
