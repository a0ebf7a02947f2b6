import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { insertBareRegion } from '../../test/support/messages.ts';
import { withDatabase } from '../../test/support/with-database.ts';
import { setState } from '../channels/outgoing/queries.ts';
import { askCode, eraseCodes } from '../identities/index.ts';
import { transaction } from '../platform/database/index.ts';

const database = withDatabase();
const now = new Date('2026-11-20T05:00:00Z');
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const appealId = randomUUID();

beforeAll(async () => {
  await insertBareRegion(database);
  await database.pool.query(
    `insert into appeal (region_id, appeal_id, number, channel, external_id, filed_at, registered_at, text, kind, status,
       organisation, regime, triage, urgency, suggestions, route_why, deadline_steps, due_at)
     values ('54', $1, '54-26-000001', 'telegram', 'x', $2, $2, 'Яма', 'complaint', 'routed', 'centre', 'social', 'auto', 2, '[]', '', '[]', $2)`,
    [appealId, now],
  );
  await database.pool.query(
    `insert into thread (region_id, channel, account, thread_key, appeal_id, scope, recipient, last_at)
     values ('54', 'telegram', 'main', '101', $1, 'dialog', '101', $2)`,
    [appealId, now],
  );
});

const ask = (key: string) =>
  transaction(database.pool, (client) =>
    askCode(client, '54', {
      asker: { key, appealId: null },
      number: '54-26-000001',
      secret: 'secret',
      now,
    }),
  );
const letters = async () =>
  (
    await database.pool.query(
      'select outgoing_id as "outgoingId", message_id as "messageId", state, text from outgoing_message order by 1',
    )
  ).rows;

test('a code stands in the outbox no longer than it is needed: not after it was sent, not after it expired', async () => {
  await ask('one');
  const [letter] = await letters();
  expect(letter.text).toMatch(/Код подтверждения: \d{6}/);
  await setState(database.pool, '54', letter, { state: 'sent', now });
  expect(await letters()).toMatchObject([{ state: 'sent', text: '' }]);

  await ask('two');
  const [, unsent] = await letters();
  await setState(database.pool, '54', unsent, { state: 'dead', now });
  await eraseCodes(database.pool, '54', after(9));
  expect(await letters()).toHaveLength(2);
  // Whoever sends dead letters again finds nothing to send.
  await eraseCodes(database.pool, '54', after(11));
  expect(await letters()).toEqual([]);
  expect((await database.pool.query('select 1 from identity_code')).rowCount).toBe(2);
  await eraseCodes(database.pool, '54', after(25 * 60));
  expect((await database.pool.query('select 1 from identity_code')).rowCount).toBe(0);
});
