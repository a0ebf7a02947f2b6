import { beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { openStream } from '../../test/support/live-stream.ts';
import { SCOPE_VALUES, SCOPED_LOGINS, TEST_PASSWORD } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';
import { addAccount } from '../access/index.ts';

const server = withServer();
const NEIGHBOUR = '5070800';
const FILED = new Date('2026-11-10T05:00:00Z');
const PERIOD = { from: '2026-11-01', to: '2026-11-20' };

interface Case {
  id: string;
  topic: string | null;
  municipality: string | null;
  organisation: string;
}
const cases: Case[] = [];
const sectorOf = new Map<string, string>();
const parentOf = new Map<string, string | null>();
const photoOf = new Map<string, string>();

/** What each limited person may see, said independently of the server. */
const admits: Record<keyof typeof SCOPED_LOGINS, (item: Case) => boolean> = {
  municipality: (item) => item.municipality === SCOPE_VALUES.municipality,
  sector: (item) => item.topic !== null && sectorOf.get(item.topic) === SCOPE_VALUES.sector,
  organisation: (item) => {
    for (let at: string | null = item.organisation; at; at = parentOf.get(at) ?? null)
      if (at === SCOPE_VALUES.organisation) return true;
    return false;
  },
};
const dimensions = Object.keys(SCOPED_LOGINS) as (keyof typeof SCOPED_LOGINS)[];

beforeAll(async () => {
  const registry = await (await server.as('administrator')).call('registry');
  for (const topic of registry.topics) sectorOf.set(topic.code, topic.sector);
  for (const body of registry.organisations) parentOf.set(body.code, body.parent);
  const leaves = registry.topics.filter((topic) => topic.leaf);
  const own = leaves.find((topic) => topic.sector === SCOPE_VALUES.sector)!.code;
  const other = leaves.find((topic) => topic.sector !== SCOPE_VALUES.sector)!.code;
  const child =
    registry.organisations.find((body) => body.parent === SCOPE_VALUES.organisation)?.code ??
    SCOPE_VALUES.organisation;
  const combinations = [own, other, null].flatMap((topic) =>
    [SCOPE_VALUES.municipality, NEIGHBOUR, '50701000', null].flatMap((municipality) =>
      [SCOPE_VALUES.organisation, child, 'minzhkh'].map((organisation) => ({
        topic,
        municipality,
        organisation,
      })),
    ),
  );
  const registered = await fill(
    server,
    combinations.map((decision, n) => ({
      message: { filedAt: FILED, text: `Барабашка стучит, номер ${n}` },
      decision,
    })),
  );
  for (const [n, { appealId }] of registered.entries()) {
    cases.push({ id: appealId, ...combinations[n]! });
    const photo = await server.database.pool.query(
      `insert into photo (region_id, photo_id, appeal_id, uploaded_at, content_type, content)
       values ('54', gen_random_uuid(), $1, now(), 'image/png', 'picture') returning photo_id`,
      [appealId],
    );
    photoOf.set(appealId, photo.rows[0].photo_id);
  }
});

const idsOf = (rows: { id: string }[]) => rows.map((row) => row.id).sort();

describe.each(dimensions)('a person limited by %s', (dimension) => {
  let person: Client;
  let expected: string[];
  beforeAll(async () => {
    person = await server.as(SCOPED_LOGINS[dimension]);
    expected = idsOf(cases.filter(admits[dimension]));
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(cases.length);
  });

  test('finds own cases in the list and nothing else, whatever the filter asks for', async () => {
    const list = await person.call('appeals', { query: { limit: 200 } });
    expect(idsOf(list.rows)).toEqual(expected);
    expect(list.total.count).toBe(expected.length);
    const asked = {
      municipality: '50701000,50708000,5070800,-',
      organisation: 'minzhkh,mintrans',
      limit: 200,
    };
    const seen = new Set(expected);
    for (const row of (await person.call('appeals', { query: asked })).rows)
      expect(seen.has(row.id)).toBe(true);
  });

  test('finds own cases by words, and their number says nothing of others', async () => {
    const found = await person.call('appeals', { query: { q: 'барабашка', limit: 200 } });
    expect(idsOf(found.rows)).toEqual(expected);
    expect(found.total.count).toBe(expected.length);
  });

  test('opens own cards and photos; others answer as if they were not there', async () => {
    for (const { id } of cases) {
      const own = expected.includes(id);
      const [card, photo] = [
        await person.ask('appeal', { params: { id } }),
        await person.ask('photo', { params: { id: photoOf.get(id)! } }),
      ];
      expect([card.status, photo.status]).toEqual(own ? [200, 200] : [404, 404]);
      const body = JSON.parse(await card.text());
      await photo.arrayBuffer();
      if (own) for (const similar of body.similar) expect(expected).toContain(similar.id);
    }
  });

  test('has own cases in the triage queue, and cannot decide or undo others', async () => {
    const queue = await person.call('triageQueue', { query: { limit: 100 } });
    expect(idsOf(queue.rows)).toEqual(expected);
    expect(queue.total).toBe(expected.length);
    const foreign = cases.find(({ id }) => !expected.includes(id))!;
    const topic = cases.find((item) => item.topic !== null)!.topic!;
    const decided = await person.ask('decideTriage', {
      params: { id: foreign.id },
      body: { topic },
      headers: { 'if-match': '"1"' },
    });
    const undone = await person.ask('undoTriage', { params: { id: foreign.id } });
    expect([decided.status, undone.status]).toEqual([404, 404]);
  });

  test('counts own cases on the map, in the figures and in the timeline by day and hour', async () => {
    const [map, overview, timeline] = [
      await person.call('heatMap', { query: PERIOD }),
      await person.call('overview', { query: PERIOD }),
      await person.call('timeline', { query: PERIOD }),
    ];
    expect([map.total, overview.accepted, overview.waitingTriage]).toEqual([
      expected.length,
      expected.length,
      expected.length,
    ]);
    expect(timeline.days.reduce((sum, { count }) => sum + count, 0)).toBe(expected.length);
    for (const { day, count } of timeline.days.slice(-4)) {
      const { hours } = await person.call('hours', { query: { from: day, to: day } });
      expect(hours.reduce((sum, hour) => sum + hour.count, 0)).toBe(count);
    }
    if (dimension === 'municipality')
      expect(map.municipalities.map(({ code }) => code)).toEqual([SCOPE_VALUES.municipality]);
  });
});

describe('live events', () => {
  test('carry own cases only, also when they are few among many', async () => {
    const streams = await Promise.all(
      dimensions.map(
        async (dimension) =>
          [dimension, await openStream(await server.as(SCOPED_LOGINS[dimension]))] as const,
      ),
    );
    const own = cases.find((item) => dimensions.every((dimension) => admits[dimension](item)))!;
    const mine = { topic: own.topic, municipality: own.municipality, organisation: own.organisation };
    const foreign = { topic: cases.at(-1)!.topic, municipality: NEIGHBOUR, organisation: 'minzhkh' };
    const parts = [mine, ...Array(120).fill(foreign)].map((decision) => ({
      message: { filedAt: new Date() },
      decision,
    }));
    const [first] = await fill(server, parts);
    for (const [dimension, stream] of streams) {
      await expect
        .poll(
          () => stream.events.filter(({ name }) => name === 'appeals.registered').map(({ data }) => data),
          { timeout: 5000 },
        )
        .toMatchObject([{ rows: [{ id: first!.appealId }], more: 0 }]);
      stream.close();
      expect(dimension).toBeTruthy();
    }
  });
});

describe('codes that only begin alike', () => {
  test('a territory whose code is the beginning of another sees nothing of it', async () => {
    await addAccount(server.database.pool, '54', {
      login: 'short-code',
      name: 'Проверка',
      password: TEST_PASSWORD,
      role: 'coordinator',
      scopeMunicipalities: [NEIGHBOUR],
    });
    const list = await (await server.as('short-code')).call('appeals', { query: { limit: 200 } });
    expect(new Set(list.rows.map((row) => row.municipality))).toEqual(new Set([NEIGHBOUR]));
  });

  test('an empty scope sees nothing at all', async () => {
    await addAccount(server.database.pool, '54', {
      login: 'nothing',
      name: 'Проверка',
      password: TEST_PASSWORD,
      role: 'coordinator',
      scopeOrganisations: [],
    });
    const person = await server.as('nothing');
    expect((await person.call('appeals')).total.count).toBe(0);
    expect((await person.call('heatMap', { query: PERIOD })).total).toBe(0);
  });
});

describe('words of other people’s cases', () => {
  test('a spelling is not mended into a word that only somebody else’s case holds', async () => {
    const foreign = { topic: null, municipality: null, organisation: 'minzhkh' };
    await fill(server, [{ message: { text: 'Гиппопотамов замечен у реки' }, decision: foreign }]);
    const whole = await (await server.as('administrator')).call('appeals', { query: { q: 'гипопотамов' } });
    expect(whole.searchedFor).toBe('гиппопотамов');
    const limited = await (await server.as(SCOPED_LOGINS.municipality)).call('appeals', {
      query: { q: 'гипопотамов' },
    });
    expect(limited).toMatchObject({ rows: [], searchedFor: null });
  });
});
