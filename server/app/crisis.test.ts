import { expect, test } from 'vitest';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

const NOW = Date.parse('2026-11-23T05:20:00Z');
const clock: Clock = { now: () => new Date(NOW) };
const server = withServer({ clock });
const HOUR = 3_600_000;
const ago = (hours: number) => new Date(NOW - hours * HOUR);

test('a crisis is watched by the hour beside what was usual before it, and answered in one go', async () => {
  const head = await server.as('head');
  const heating = 'housing.heating';
  const { topics } = await head.call('registry');
  const topic =
    topics.find((each) => each.code === heating && each.leaf)?.code ?? topics.find((each) => each.leaf)!.code;
  const part = { topic, municipality: '50708000', organisation: 'mintrans', state: 'auto' } as const;
  const week = 7 * 24;
  await fill(server, [
    // Two an hour at this hour of the week, in eight weeks before.
    ...Array.from({ length: 16 }, (_, n) => ({
      message: { filedAt: ago(week * (1 + (n >> 1))) },
      decision: part,
    })),
    ...Array.from({ length: 9 }, () => ({ message: { filedAt: ago(0.1) }, decision: part })),
    { message: { filedAt: ago(0.1) }, decision: { ...part, organisation: 'minzhkh' } },
  ]);

  const crisis = await head.call('startCrisis', {
    body: {
      title: 'Аварии на теплосетях',
      topics: [topic],
      newTopics: [{ name: 'Пункты обогрева', parent: topic.split('.')[0]! }],
    },
  });
  expect(crisis.topics).toHaveLength(2);
  await expect
    .poll(async () => (await head.call('registry')).topics.some((each) => each.name === 'Пункты обогрева'), {
      timeout: 6000,
    })
    .toBe(true);

  const board = await head.call('crisis', { params: { id: crisis.id } });
  expect(board.hours).toHaveLength(72);
  const running = board.hours.at(-1)!;
  expect(running).toMatchObject({ at: '2026-11-23T05:00:00.000Z', count: 10, low: 0 });
  expect(running.high!).toBeLessThan(10);
  // What came in the crisis is not usual, and this hour of the week is fuller than the others.
  expect(running.usual!).toBeLessThan(2);
  expect(running.usual!).toBeGreaterThan(5 * board.hours.at(-8)!.usual!);
  expect(board).toMatchObject({ accepted: 10, byMunicipality: [{ municipality: '50708000', count: 10 }] });

  const answer = {
    understood: 'В ваших домах нет тепла.',
    cause: 'Прорвало магистраль на улице Лесной.',
    plan: 'Тепло вернётся сегодня к 22 часам, пункт обогрева открыт в школе.',
    outcome: 'explained',
  } as const;
  expect((await head.ask('massAnswer', { params: { id: crisis.id }, body: answer })).status).toBe(200);
  const byHead = await server.database.pool.query(
    `select count(*)::int as n from appeal where status = 'answered'`,
  );
  // The centre answers for nobody.
  expect(byHead.rows[0].n).toBe(0);
  const approver = await server.as('mintrans-approver');
  const result = await approver.call('massAnswer', { params: { id: crisis.id }, body: answer });
  expect(result).toEqual({ answered: 9, submitted: 0, refused: [], more: 0 });
  const told = await server.database.pool.query(
    `select count(*)::int as n from answer where text like '%Лесной%'`,
  );
  expect(told.rows[0].n).toBe(9);

  await head.call('endCrisis', { params: { id: crisis.id } });
  expect((await head.ask('endCrisis', { params: { id: crisis.id } })).status).toBe(404);
  expect((await head.call('crises')).rows).toMatchObject([{ id: crisis.id, to: '2026-11-23' }]);
});
