import { beforeAll, describe, expect, test } from 'vitest';
import { createClient } from '../../test/support/client.ts';
import { type Filled, fill } from '../../test/support/fill.ts';
import { SCOPED_LOGINS, TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import type { Clock } from '../platform/clock.ts';

const DAY_MS = 86_400_000;
const BERDSK = '50708000';
const ISKITIM = '50712000';
const LIGHTING = 'roads.lighting';
const COLD = 'housing.heating.cold';
const now = new Date('2026-11-20T05:00:00Z');
const clock: Clock = { now: () => now };
const server = withServer({ clock });

const quietPast = (days: number): Filled[] =>
  Array.from({ length: days }, (_, at) => at + 1).flatMap((day) =>
    [LIGHTING, COLD].flatMap((topic, t) =>
      [BERDSK, ISKITIM, '50701000'].flatMap((municipality, m) =>
        (day * 7 + t * 3 + m * 5) % 5 > 1
          ? []
          : [
              {
                message: {
                  filedAt: new Date(now.getTime() - day * DAY_MS),
                  text: `Случай ${day}`,
                  authorKey: `q${day}-${t}-${m}`,
                },
                decision: { topic, municipality, organisation: 'minzhkh' },
              },
            ],
      ),
    ),
  );
const wave = (count: number, topic: string, municipality: string): Filled[] =>
  Array.from({ length: count }, (_, n) => ({
    message: {
      filedAt: new Date(now.getTime() - n * 60_000),
      text: `Темно и холодно, дом ${n}`,
      authorKey: `w${topic}${n}`,
    },
    decision: { topic, municipality, organisation: 'minzhkh', urgency: 3 as const },
  }));
async function as(login: string) {
  const client = createClient(server.url);
  await client.call('signIn', { body: { login, password: TEST_PASSWORD } });
  return client;
}
const outage = {
  title: 'Плановое отключение фонарей',
  kind: 'outage' as const,
  topics: [LIGHTING],
  municipalities: [BERDSK],
  from: '2026-11-20',
  to: '2026-11-22',
};
const toldOf = async (id: string) =>
  (await server.database.pool.query('select 1 from alert_delivery where spike_id = $1', [id])).rowCount;

beforeAll(async () => {
  await fill(server, quietPast(70));
  await server.app.context.region('54').spikeWatch.look();
}, 60_000);

describe('a known event', () => {
  let entered: string;

  test('entered beforehand makes its wave known by its name, and tells nobody; without it people are told', async () => {
    const analyst = await as('analyst');
    const event = await analyst.call('enterKnownEvent', { body: outage });
    entered = event.id;
    expect(event).toMatchObject({ title: outage.title, spikes: 0, mayRemove: true, enteredBy: 'analyst' });
    await fill(server, [...wave(18, LIGHTING, BERDSK), ...wave(18, COLD, ISKITIM)]);
    expect(await server.app.context.region('54').spikeWatch.look()).toBe(2);
    const { rows } = await analyst.call('spikes', { query: {} });
    const known = rows.find((row) => row.topic === LIGHTING)!;
    const unknown = rows.find((row) => row.topic === COLD)!;
    expect([known.state, known.knownAs]).toEqual(['known', outage.title]);
    expect([unknown.state, unknown.knownAs]).toEqual(['found', null]);
    expect(await toldOf(known.id)).toBe(0);
    expect(await toldOf(unknown.id)).toBeGreaterThan(0);
    expect((await analyst.call('knownEvents')).rows).toMatchObject([{ id: event.id, spikes: 1 }]);
  }, 30_000);

  test('entered afterwards shows first what it would explain, and then explains just that', async () => {
    const analyst = await as('analyst');
    const heating = {
      ...outage,
      title: 'Гидравлические испытания',
      topics: ['housing.heating'],
      municipalities: [ISKITIM],
    };
    const { rows } = await analyst.call('previewKnownEvent', { body: heating });
    expect(rows.map((row) => [row.topic, row.state])).toEqual([[COLD, 'found']]);
    const elsewhere = await analyst.call('previewKnownEvent', {
      body: { ...heating, municipalities: [BERDSK] },
    });
    expect(elsewhere.rows).toEqual([]);
    const event = await analyst.call('enterKnownEvent', { body: heating });
    expect(event.spikes).toBe(1);
    const [spike] = (await analyst.call('spikes', { query: { topic: 'housing' } })).rows;
    expect(spike).toMatchObject({ state: 'known', verdict: 'known', knownAs: heating.title });
    await analyst.call('removeKnownEvent', { params: { id: event.id } });
    const [freed] = (await analyst.call('spikes', { query: { topic: 'housing' } })).rows;
    expect(freed).toMatchObject({ state: 'found', verdict: null, knownAs: null });
  });

  test('is refused when it would silence everything, lasts too long or names what is not there', async () => {
    const analyst = await as('analyst');
    for (const body of [
      { ...outage, topics: [], municipalities: [] },
      { ...outage, to: '2027-11-22' },
      { ...outage, to: '2026-11-19' },
    ])
      expect((await analyst.ask('enterKnownEvent', { body })).status).toBe(422);
    expect((await analyst.ask('enterKnownEvent', { body: { ...outage, topics: ['nothing'] } })).status).toBe(
      422,
    );
  });

  test('is nobody’s to see, enter or remove beyond own topics and places', async () => {
    const sector = await as(SCOPED_LOGINS.sector);
    const place = await as(SCOPED_LOGINS.municipality);
    const body = await as(SCOPED_LOGINS.organisation);
    // An event of a foreign sector and place.
    const analyst = await as('analyst');
    const foreign = await analyst.call('enterKnownEvent', {
      body: { ...outage, title: 'Чужое событие', topics: [COLD], municipalities: ['50701000'] },
    });
    for (const person of [sector, place, body]) {
      const { rows } = await person.call('knownEvents');
      expect(rows.map((row) => row.title)).not.toContain('Чужое событие');
      const removed = await person.ask('removeKnownEvent', { params: { id: foreign.id } });
      expect([403, 404]).toContain(removed.status);
      const wide = await person.ask('enterKnownEvent', {
        body: { ...outage, topics: [COLD], municipalities: [] },
      });
      expect([403, 422]).toContain(wide.status);
      const seen = await person.ask('previewKnownEvent', {
        body: { ...outage, topics: [], municipalities: ['50701000'] },
      });
      expect([403, 422]).toContain(seen.status);
    }
    const federal = await as('federal_curator');
    expect((await federal.ask('enterKnownEvent', { body: outage })).status).toBe(403);
    expect((await server.anybody.ask('knownEvents')).status).toBe(401);
    expect((await analyst.call('knownEvents')).rows.map((row) => row.id)).toContain(entered);
  });
});
