import { beforeAll, expect, test } from 'vitest';
import { insertBareRegion } from '../../../test/support/messages.ts';
import { withDatabase } from '../../../test/support/with-database.ts';
import { eraseBodies } from './erase-bodies.ts';

const database = withDatabase();
const NOW = new Date('2026-11-22T05:00:00Z');

beforeAll(() => insertBareRegion(database));

test('bytes past their term go; what is fresh, unread or dead stays', async () => {
  const deliver = (id: string, until: string, state: string) =>
    database.pool.query(
      `insert into incoming_delivery (region_id, channel, account, event_id, delivery_id, received_at, body, body_until, state, next_at)
       values ('54', 'vk', 'main', $1, gen_random_uuid(), $2, 'bytes', $3, $4, $2)`,
      [id, NOW, until, state],
    );
  await deliver('old', '2026-11-21', 'done');
  await deliver('fresh', '2026-11-22', 'done');
  await deliver('unread', '2026-11-01', 'pending');
  await deliver('dead', '2026-11-01', 'dead');
  expect(await eraseBodies(database.pool, '54', NOW)).toBe(1);
  const left = await database.pool.query(
    'select event_id from incoming_delivery where body is not null order by event_id',
  );
  expect(left.rows.map((row) => row.event_id)).toEqual(['dead', 'fresh', 'unread']);
});
