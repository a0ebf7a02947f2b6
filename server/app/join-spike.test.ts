import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../test/support/client.ts';
import { type Filled, fill } from '../../test/support/fill.ts';
import { SCOPED_LOGINS, TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount } from '../access/index.ts';

const DAY_MS = 86_400_000;
const BERDSK = '50708000';
const LIGHTING = 'roads.lighting';
let now = new Date('2026-11-20T05:00:00Z');
const server = withServer({ clock: { now: () => now } });

const cell = { topic: LIGHTING, municipality: BERDSK };
const past: Filled[] = Array.from({ length: 70 }, (_, at) => at + 1).flatMap((day) =>
  [BERDSK, '50701000'].flatMap((municipality, m) =>
    (day * 7 + m * 5) % 5 > 1
      ? []
      : [
          {
            message: {
              filedAt: new Date(now.getTime() - day * DAY_MS),
              text: `Случай ${day}`,
              authorKey: `q${day}-${m}`,
            },
            decision: { ...cell, municipality, organisation: 'minzhkh' },
          },
        ],
  ),
);
const wave = (count: number, organisation: string, from = 0): Filled[] =>
  Array.from({ length: count }, (_, n) => ({
    message: {
      filedAt: new Date(now.getTime() - (40 - n - from) * 60_000),
      text: `Погасли фонари, дом ${n}`,
      authorKey: `${organisation}${n}`,
    },
    decision: { ...cell, organisation, state: 'auto' as const, lat: 54.75 + n / 1000, lon: 83.1 },
  }));
async function as(login: string) {
  const client = createClient(server.url);
  await client.call('signIn', { body: { login, password: TEST_PASSWORD } });
  return client;
}
let id: string;
let cases: string[];

beforeAll(async () => {
  await fill(server, past);
  cases = (await fill(server, [...wave(14, 'mintrans'), ...wave(3, 'minzhkh', 20)])).map(
    (one) => one.appealId,
  );
  await server.app.context.region('54').spikeWatch.look();
  id = (await (await as('head')).call('spikes', { query: {} })).rows[0]!.id;
}, 60_000);

describe('appeals of a spike', () => {
  test('may be joined under one case, after a look at what that does', async () => {
    const operator = await as('operator');
    const plan = await operator.call('previewJoinSpike', { params: { id }, query: {} });
    expect(plan).toMatchObject({ lead: cases[0], able: 13, joined: 0, answered: 0, more: false });
    expect(plan.elsewhere).toEqual([{ organisation: 'minzhkh', count: expect.any(Number) }]);
    const other = await operator.call('previewJoinSpike', { params: { id }, query: { lead: cases[5] } });
    expect(other).toMatchObject({ lead: cases[5], able: 13 });

    const done = await operator.call('joinSpike', { params: { id }, body: { lead: cases[0]! } });
    expect([done.joined, done.refused]).toEqual([13, []]);
    expect(done.spike).toMatchObject({ state: 'assigned', verdict: 'confirmed', organisation: 'mintrans' });
    expect(done.spike.lead).toMatchObject({
      id: cases[0],
      followers: 13,
      outcome: null,
      organisation: 'mintrans',
    });
    const again = await operator.call('previewJoinSpike', { params: { id }, query: {} });
    expect(again).toMatchObject({ lead: cases[0], able: 0, joined: 13 });
  });

  test('are one mark on the map, with their number', async () => {
    const operator = await as('operator');
    const query = { topic: LIGHTING, from: '2026-11-20', to: '2026-11-20', bbox: '82.9,54.6,83.3,54.9' };
    const { points, total } = await operator.call('heatPoints', { query });
    const mark = points.find((point) => point.id === cases[0])!;
    expect(mark.joined).toBe(14);
    expect(points.reduce((sum, point) => sum + point.joined, 0)).toBe(total);
    const federal = await (await as('federal_curator')).call('heatPoints', { query });
    expect(federal.points.every((point) => point.joined === 1 && point.id === null)).toBe(true);
  });

  test('are nobody’s to join or to see beyond own limits', async () => {
    const federal = await as('federal_curator');
    expect((await federal.ask('joinSpike', { params: { id }, body: { lead: cases[0]! } })).status).toBe(403);
    expect((await federal.call('spike', { params: { id } })).lead).toBeNull();
    const analyst = await as('analyst');
    expect((await analyst.ask('previewJoinSpike', { params: { id }, query: {} })).status).toBe(403);
    await addAccount(server.database.pool, '54', {
      login: 'elsewhere',
      name: 'Куратор другого города',
      password: TEST_PASSWORD,
      role: 'curator',
      scopeMunicipalities: ['50701000'],
    });
    const elsewhere = await as('elsewhere');
    expect((await elsewhere.ask('previewJoinSpike', { params: { id }, query: {} })).status).toBe(404);
    expect((await elsewhere.ask('joinSpike', { params: { id }, body: { lead: cases[0]! } })).status).toBe(
      404,
    );
    const municipal = await as(SCOPED_LOGINS.municipality);
    expect([200, 403]).toContain(
      (await municipal.ask('previewJoinSpike', { params: { id }, query: {} })).status,
    );
    // A case that is not of this spike leads nothing of it.
    const [stray] = await fill(server, [
      { decision: { topic: 'landscaping.trees', municipality: '50701000', organisation: 'mintrans' } },
    ]);
    const operator = await as('operator');
    expect(
      (await operator.ask('joinSpike', { params: { id }, body: { lead: stray!.appealId } })).status,
    ).toBe(422);
  });

  test('have the outcome of their case, which ends the spike with itself', async () => {
    now = new Date(now.getTime() + 5 * DAY_MS);
    const watch = server.app.context.region('54').spikeWatch;
    await watch.look();
    const head = await as('head');
    expect((await head.call('spike', { params: { id } })).state).toBe('assigned');
    await server.database.pool.query(
      `update appeal set status = 'closed', outcome = 'solved' where appeal_id = $1`,
      [cases[0]],
    );
    await watch.look();
    const card = await head.call('spike', { params: { id } });
    expect([card.state, card.lead?.status, card.lead?.outcome]).toEqual(['over', 'closed', 'solved']);
  }, 30_000);
});
