import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { withDatabase } from '../../test/support/with-database.ts';
import { loadRegion, type RegionRegistry } from '../registry/store/index.ts';
import { sendAlerts } from './send-alerts.ts';

const database = withDatabase('region');
const NOW = new Date('2026-11-23T03:00:00Z');
let registry: RegionRegistry;

beforeAll(async () => {
  registry = await loadRegion(database.pool, '54');
  await database.pool.query(
    `insert into channel_account (region_id, channel, account, name) values ('54', 'email', 'post', 'Почта')`,
  );
  await database.pool.query(
    `update account set notify = '{"email": "curator@example.ru"}' where login = 'curator'`,
  );
});

async function spike(state = 'found'): Promise<string> {
  const id = randomUUID();
  await database.pool.query(
    `insert into spike (region_id, spike_id, series, detector, state, topic, places, first_day, last_day, peak_day, peak_count, count,
       expected, p, score, authors, kind, words, explanation, samples, urgent_share, overdue_share, chart, found_at, updated_at)
     values ('54', $1, 'appeals', 'waves', $2, 'roads.potholes', '{50708000}', '2026-11-22', '2026-11-22', '2026-11-22', 116, 116,
       2.4, 0.0001, 20, 14, 'few_authors', '[]', '[]', '{}', 0, 0, '[]', $3, $3)`,
    [id, state, NOW],
  );
  return id;
}
const tell = (spikeId: string, login: string, channel = 'email', notBefore = NOW) =>
  database.pool.query(
    `insert into alert_delivery (region_id, delivery_id, spike_id, login, channel, state, not_before, created_at)
     values ('54', gen_random_uuid(), $1, $2, $3, 'pending', $4, $5)`,
    [spikeId, login, channel, notBefore, NOW],
  );
const states = async (spikeId: string) =>
  (
    await database.pool.query(
      'select login, channel, state, error from alert_delivery where spike_id = $1 order by login, channel',
      [spikeId],
    )
  ).rows;

test('an alert goes to the outbox once, by whichever process comes; whoever has no address is told on the screen alone', async () => {
  const id = await spike();
  await tell(id, 'curator');
  await tell(id, 'curator', 'bot');
  await tell(id, 'head');
  await tell(id, 'analyst', 'email', new Date(NOW.getTime() + 3_600_000));
  const handed = await Promise.all([
    sendAlerts(database.pool, registry, NOW),
    sendAlerts(database.pool, registry, NOW),
  ]);
  expect(handed[0] + handed[1]).toBe(1);
  expect(await states(id)).toEqual([
    { login: 'analyst', channel: 'email', state: 'pending', error: null },
    { login: 'curator', channel: 'bot', state: 'skipped', error: 'адрес не указан' },
    { login: 'curator', channel: 'email', state: 'sent', error: null },
    { login: 'head', channel: 'email', state: 'skipped', error: 'адрес не указан' },
  ]);
  const sent = await database.pool.query('select recipient, account, text, options from outgoing_message');
  expect(sent.rows).toHaveLength(1);
  expect(sent.rows[0]).toMatchObject({ recipient: 'curator@example.ru', account: 'post' });
  expect(sent.rows[0].text).toContain('116 при обычных 2,4, разных авторов: 14 (немногие)');
  expect(sent.rows[0].text).toContain('Бердск');
});

test('what is over by then is not told any more', async () => {
  const id = await spike('over');
  await tell(id, 'curator');
  await sendAlerts(database.pool, registry, NOW);
  expect(await states(id)).toMatchObject([{ state: 'skipped', error: 'всплеск закончился раньше' }]);
});
