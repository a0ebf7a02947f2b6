import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { insertBareRegion } from '../../../test/support/messages.ts';
import { withDatabase } from '../../../test/support/with-database.ts';
import { transaction } from '../database/index.ts';
import { enqueueOutgoing } from './index.ts';

const database = withDatabase();
const now = new Date('2026-11-20T05:00:00Z');
const appealId = randomUUID();

beforeAll(async () => {
  await insertBareRegion(database);
  await database.pool.query(
    `insert into thread (region_id, channel, account, thread_key, appeal_id, scope, recipient, reply_to, last_at)
     values ('54', 'vk', 'main', 'wall-1_2_3', $1, 'comments', 'wall-1_2', '7', $2)`,
    [appealId, now],
  );
});

const enqueue = (dedupeKey: string, part = {}) =>
  transaction(database.pool, (client) =>
    enqueueOutgoing(client, { regionId: '54', appealId, text: 'Яму засыпали', dedupeKey, now, ...part }),
  );
const rows = async (dedupeKey: string) =>
  (await database.pool.query('select * from outgoing_message where dedupe_key = $1', [dedupeKey])).rows;

test('an answer goes to the thread of its appeal, is in its conversation, and leaves once for one key', async () => {
  const first = await enqueue('answer:1');
  expect(first.state).toBe('queued');
  expect(await enqueue('answer:1')).toEqual({ ...first, state: 'repeated' });
  expect(await rows('answer:1')).toMatchObject([
    {
      channel: 'vk',
      account: 'main',
      thread_key: 'wall-1_2_3',
      recipient: 'wall-1_2',
      reply_to: '7',
      state: 'queued',
    },
  ]);
  const said = await database.pool.query(`select * from conversation_message where direction = 'out'`);
  expect(said.rows).toMatchObject([{ message_id: first.messageId, author: 'body', state: 'queued' }]);
});

test('what is rolled back leaves nothing', async () => {
  const failed = transaction(database.pool, async (client) => {
    await enqueueOutgoing(client, { regionId: '54', appealId, text: 'Нет', dedupeKey: 'answer:2', now });
    throw new Error('the change failed');
  });
  await expect(failed).rejects.toThrow('the change failed');
  expect(await rows('answer:2')).toEqual([]);
});

test('an appeal without a thread has no channel; with an address and a mailbox it is answered by mail', async () => {
  const other = randomUUID();
  await database.pool.query(
    `insert into applicant (region_id, appeal_id, email) values ('54', $1, 'resident@example.ru')`,
    [other],
  );
  expect(await enqueue('answer:3', { appealId: other })).toMatchObject({ state: 'no_channel' });
  await database.pool.query(
    `insert into channel_account (region_id, channel, account, name) values ('54', 'email', 'main', 'Почта')`,
  );
  await enqueue('answer:3', { appealId: other });
  expect(await rows('answer:3')).toMatchObject([{ channel: 'email', recipient: 'resident@example.ru' }]);
});

test('in a pilot region everything is held', async () => {
  await database.pool.query(`insert into setting (region_id, name, value) values ('54', 'pilot', 'true')`);
  expect(await enqueue('answer:4')).toMatchObject({ state: 'held' });
  expect(await rows('answer:4')).toMatchObject([{ state: 'held' }]);
});
