import { beforeAll, expect, test } from 'vitest';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';
import { termsLeftToCount } from './change-norm.ts';

const clock: Clock = { now: () => new Date('2026-11-23T03:00:00Z') };
const server = withServer({ clock });
let administrator: Client;
let topic: string;
let other: string;

beforeAll(async () => {
  administrator = await server.as('administrator');
  const { topics } = await administrator.call('registry');
  const leaves = topics.filter((each) => each.leaf && each.sector === 'roads');
  [topic, other] = [leaves[0]!.code, leaves[1]!.code];
  await fill(
    server,
    Array.from({ length: 700 }, (_, n) => ({
      decision: { topic: n % 7 ? topic : other, organisation: 'mintrans', state: 'auto' },
    })),
  );
  await server.database.pool.query(
    `update appeal set status = 'closed', due_at = null, outcome = 'solved' where topic = $1 and number like '%3'`,
    [topic],
  );
});

const dues = async (code: string) =>
  (
    await server.database.pool.query(
      'select due_at, count(*)::int as n from appeal where topic = $1 group by due_at order by due_at nulls last',
      [code],
    )
  ).rows;

test('a shorter norm is previewed, then moves every open case of its topic and no other, and says how many', async () => {
  const { pool } = server.database;
  // What `fill` put in is no norm's term: count once, so that only the change shows.
  await administrator.call('changeNorm', { body: { of: 'topic', topic: 'roads', days: 30 } });
  const before = [await dues(topic), await dues(other)];
  const open = before[0]!.filter((row) => row.due_at).reduce((sum, row) => sum + row.n, 0);
  const change = { of: 'topic', topic, days: 3 } as const;

  const preview = await administrator.call('previewNorm', { body: change });
  expect(preview).toEqual({ open, changed: open, earlier: open, later: 0, overdueNow: 0 });
  expect([await dues(topic), await dues(other)]).toEqual(before);

  expect(await administrator.call('changeNorm', { body: change })).toEqual(preview);
  const after = await dues(topic);
  // Three days from Monday the 23rd: the end of Thursday the 26th in Novosibirsk.
  expect(after[0]).toEqual({ due_at: new Date('2026-11-26T16:59:59.999Z'), n: open });
  expect(after.slice(1).every((row) => row.due_at === null)).toBe(true);
  expect(await dues(other)).toEqual(before[1]);
  const events = await pool.query(
    `select count(*)::int as n from event e join appeal a using (region_id, appeal_id)
      where e.type = 'case.terms_recalculated' and a.topic = $1 and a.due_at = '2026-11-26T16:59:59.999Z'`,
    [topic],
  );
  expect(events.rows[0].n).toBeGreaterThanOrEqual(open);
  expect(await termsLeftToCount(pool, '54')).toBeUndefined();
  expect(await administrator.call('changeNorm', { body: change })).toMatchObject({ changed: 0 });
});

test('a policy of the region takes the place of a built-in one; a crooked one is refused and changes nothing', async () => {
  const { policies, topics } = await administrator.call('norms');
  const known = new Set(policies.map(({ id }) => id));
  for (const each of topics)
    for (const id of Object.values(each.policies)) expect(known.has(id), each.topic).toBe(true);
  expect(topics.find((each) => each.topic === topic)!.policies['59fz']).toBe('59fz');
  const pos = policies.find(({ id }) => id === 'pos-ordinary')!.policy as { steps: { amount: number }[] };
  const steps = pos.steps.map((step) => ({ ...step, amount: 2 }));
  const changed = await administrator.call('changeNorm', {
    body: { of: 'policy', policy: { ...pos, steps } },
  });
  expect(changed.earlier).toBeGreaterThan(0);
  const crooked = await administrator.ask('changeNorm', {
    body: { of: 'policy', policy: { ...pos, steps: [] } },
  });
  expect(crooked.status).toBe(422);
  await expect
    .poll(
      async () => (await administrator.call('norms')).policies.find(({ id }) => id === 'pos-ordinary')?.own,
      {
        timeout: 6000,
      },
    )
    .toBe(true);
});

test('only an administrator changes norms', async () => {
  const head = await server.as('head');
  const answer = await head.ask('changeNorm', { body: { of: 'topic', topic, days: 1 } });
  expect(answer.status).toBe(403);
});
