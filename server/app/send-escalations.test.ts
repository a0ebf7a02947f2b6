import { beforeAll, expect, test } from 'vitest';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';
import { sendEscalations } from './send-escalations.ts';

// Monday, 10:00 in Novosibirsk.
const NOW = new Date('2026-11-23T03:00:00Z');
const HOUR = 3_600_000;
const clock: Clock = { now: () => NOW };
const server = withServer({ clock });
let ids: string[];

beforeAll(async () => {
  const filed = await fill(
    server,
    ['50708000', '50701000'].map((municipality) => ({
      message: { text: 'Тайна жителя: яма на Лесной' },
      decision: { topic: 'roads.potholes', municipality, organisation: 'mintrans', state: 'auto' as const },
    })),
  );
  ids = filed.map(({ appealId }) => appealId);
  await server.database.pool.query(
    `insert into channel_account (region_id, channel, account, name) values ('54', 'email', 'post', 'Почта')`,
  );
  await server.database.pool.query(
    `update account set notify = '{"email": "head@example.ru"}' where login in ('head', 'analyst', 'curator')`,
  );
});

const raise = (appealId: string, rung = 'long_overdue', level = 3, role = 'head', at = NOW) =>
  server.database.pool.query(
    `insert into escalation (region_id, escalation_id, appeal_id, level, why, at, to_role, to_organisation)
     values ('54', gen_random_uuid(), $1, $2, $3, $4, $5, 'centre')`,
    [appealId, level, rung, at, role],
  );
const send = (at: Date) =>
  sendEscalations(server.database.pool, server.app.context.region('54').registry(), at);
const letters = async () =>
  (
    await server.database.pool.query(
      'select recipient, text, options from outgoing_message order by outgoing_id',
    )
  ).rows;

test('the head hears of what was raised in one letter, once, not at night and not more than once an hour', async () => {
  const centre = server.app.context.region('54').registry().file.centreOrganisation;
  await raise(ids[0]!);
  await raise(ids[1]!);
  await server.database.pool.query('update escalation set to_organisation = $1', [centre]);
  // Two in the morning in Novosibirsk.
  expect(await send(new Date('2026-11-23T19:00:00Z'))).toBe(0);
  expect((await Promise.all([send(NOW), send(NOW)])).toSorted()).toEqual([0, 1]);
  const [letter] = await letters();
  expect(letter.recipient).toBe('head@example.ru');
  expect(letter.options.subject).toBe('Поднято по лестнице: 2');
  expect(letter.text).toContain('Просрочено на 5 рабочих дней');
  expect(letter.text).not.toContain('Тайна');
  expect(await send(NOW)).toBe(0);

  await raise(ids[0]!, 'long_overdue', 3, 'head');
  await server.database.pool.query('update escalation set to_organisation = $1', [centre]);
  expect(await send(new Date(NOW.getTime() + HOUR / 2))).toBe(0);
  expect(await send(new Date(NOW.getTime() + HOUR + 1))).toBe(1);
  expect(await letters()).toHaveLength(2);
});

test('a warning, a case of the trial run and a case outside one’s scope reach nobody’s box', async () => {
  const { pool } = server.database;
  const centre = server.app.context.region('54').registry().file.centreOrganisation;
  const later = new Date(NOW.getTime() + 3 * HOUR);
  const before = (await letters()).length;
  await raise(ids[0]!, 'warning', 1, 'curator', later);
  await raise(ids[1]!, 'promise_broken', 3, 'curator', later);
  await pool.query('update escalation set to_organisation = $1', [centre]);
  await pool.query(`update account set scope_municipalities = '{50708000}' where login = 'curator'`);
  expect(await send(later)).toBe(0);
  await pool.query(`update account set scope_municipalities = null where login = 'curator'`);
  await pool.query('update appeal set pilot = true where appeal_id = $1', [ids[1]]);
  expect(await send(later)).toBe(0);
  await pool.query('update appeal set pilot = false where appeal_id = $1', [ids[1]]);
  expect(await send(later)).toBe(1);
  expect(await letters()).toHaveLength(before + 1);
});
