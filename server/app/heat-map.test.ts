import { cellToLatLng, cellToParent, latLngToCell } from 'h3-js';
import { beforeAll, describe, expect, test } from 'vitest';
import { fill } from '../../test/support/fill.ts';
import { SCOPE_VALUES, SCOPED_LOGINS } from '../../test/support/test-accounts.ts';
import { withServer } from '../../test/support/with-server.ts';

const server = withServer();
const DAY_MS = 86_400_000;
const LAST = Date.parse('2026-03-20T05:00:00Z');
const PERIOD = { from: '2026-03-11', to: '2026-03-20' };
const BOX = '82.8,54.9,83.1,55.1';

interface Told {
  topic: string | null;
  municipality: string | null;
  organisation: string;
  lat: number | null;
  lon: number | null;
  day: string;
  rating: number | null;
  author: string;
}
const told: Told[] = [];
const sectorOf = new Map<string, string>();
const parentOf = new Map<string, string | null>();

beforeAll(async () => {
  const registry = await (await server.as('administrator')).call('registry');
  for (const topic of registry.topics) sectorOf.set(topic.code, topic.sector);
  for (const body of registry.organisations) parentOf.set(body.code, body.parent);
  const leaves = registry.topics.filter((topic) => topic.leaf);
  const own = leaves.find((topic) => topic.sector === SCOPE_VALUES.sector)!.code;
  const other = leaves.find((topic) => topic.sector !== SCOPE_VALUES.sector)!.code;
  // Ninety days, so that usual levels are known; half of the rows stand in one of forty places.
  for (let n = 0; n < 900; n += 1) {
    const known = n % 5 !== 0;
    told.push({
      topic: [own, other, null][n % 3]!,
      municipality: [SCOPE_VALUES.municipality, '50701000', null][(n >> 2) % 3]!,
      organisation: [SCOPE_VALUES.organisation, 'minzhkh'][(n >> 3) % 2]!,
      lat: known ? 54.95 + ((n * 7) % 40) * 0.003 : null,
      lon: known ? 82.9 + ((n * 11) % 40) * 0.003 : null,
      day: new Date(LAST - (n % 90) * DAY_MS).toISOString().slice(0, 10),
      rating: n % 4 === 0 ? (n % 5) + 1 : null,
      author: `author-${n % 37}`,
    });
  }
  const filled = await fill(
    server,
    told.map((each) => ({
      message: { filedAt: new Date(`${each.day}T05:00:00Z`), authorKey: each.author },
      decision: {
        topic: each.topic,
        municipality: each.municipality,
        organisation: each.organisation,
        lat: each.lat,
        lon: each.lon,
      },
    })),
  );
  await server.database.pool.query(
    `with rated as (
       update appeal set rating = given.rating from unnest($1::uuid[], $2::int[]) as given(id, rating)
        where appeal_id = given.id and given.rating is not null returning appeal_id)
     insert into event (region_id, at, type, appeal_id, data) select '54', now(), 'case.rated', appeal_id, '{}' from rated`,
    [filled.map(({ appealId }) => appealId), told.map(({ rating }) => rating)],
  );
  await server.settled();
});

const inPeriod = ({ day }: Told, { from, to } = PERIOD) => day >= from && day <= to;
const hexOf = ({ lat, lon }: Told, resolution: number) =>
  cellToParent(latLngToCell(lat!, lon!, 9), resolution);
const counted = (rows: readonly Told[], key: (row: Told) => string) => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(key(row), (counts.get(key(row)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
};
const admits = {
  municipality: (item: Told) => item.municipality === SCOPE_VALUES.municipality,
  sector: (item: Told) => item.topic !== null && sectorOf.get(item.topic) === SCOPE_VALUES.sector,
  organisation: (item: Told) => {
    for (let at: string | null = item.organisation; at; at = parentOf.get(at) ?? null)
      if (at === SCOPE_VALUES.organisation) return true;
    return false;
  },
};

describe('hexagons', () => {
  test.each([5, 6, 7, 8, 9])(
    'of resolution %i count the appeals whose points lie in them',
    async (resolution) => {
      const person = await server.as('operator');
      const answer = await person.call('hexagons', { query: { ...PERIOD, resolution: String(resolution) } });
      const rows = told.filter((row) => inPeriod(row));
      const expected = counted(
        rows.filter(({ lat }) => lat !== null),
        (row) => hexOf(row, resolution),
      );
      expect(answer.resolution).toBe(resolution);
      expect(Object.fromEntries(answer.index.map((index, at) => [index, answer.count[at]!]).sort())).toEqual(
        expected,
      );
      expect(answer.withoutPoint).toBe(rows.filter(({ lat }) => lat === null).length);
    },
  );

  test('carry what their measure needs: authors, ratings, the other period', async () => {
    const person = await server.as('operator');
    const ask = (measure: 'authors' | 'dissatisfied' | 'compare' | 'change') =>
      person.call('hexagons', { query: { ...PERIOD, resolution: '6', measure } });
    const rows = told.filter((row) => inPeriod(row) && row.lat !== null);
    const of = (index: string) => rows.filter((row) => hexOf(row, 6) === index);
    const authors = await ask('authors');
    authors.index.forEach((index, at) => {
      expect(authors.authors![at]).toBe(new Set(of(index).map(({ author }) => author)).size);
    });
    const rated = await ask('dissatisfied');
    rated.index.forEach((index, at) => {
      const ratings = of(index).flatMap(({ rating }) => rating ?? []);
      expect([rated.rated![at], rated.dissatisfied![at]]).toEqual([
        ratings.length,
        ratings.filter((rating) => rating <= 2).length,
      ]);
    });
    expect(rated.rated!.some((n) => n! > 0)).toBe(true);
    const compared = await ask('compare');
    const before = told.filter(
      (row) => inPeriod(row, { from: '2026-03-01', to: '2026-03-10' }) && row.lat !== null,
    );
    compared.index.forEach((index, at) => {
      expect(compared.before![at]).toBe(before.filter((row) => hexOf(row, 6) === index).length);
    });
    expect((await ask('change')).usual!.some((usual) => usual! > 0)).toBe(true);
    expect(authors.usual).toBeNull();
  });

  test.each(Object.keys(admits) as (keyof typeof admits)[])(
    'of a person limited by %s hold own appeals only',
    async (dimension) => {
      const person = await server.as(SCOPED_LOGINS[dimension]);
      const answer = await person.call('hexagons', {
        query: { ...PERIOD, resolution: '9', organisation: 'minzhkh,mintrans', measure: 'compare' },
      });
      const own = told.filter((row) => inPeriod(row) && row.lat !== null && admits[dimension](row));
      expect(answer.total).toBe(own.length);
      expect(new Set(answer.index)).toEqual(new Set(own.map((row) => hexOf(row, 9))));
    },
  );

  test('are for those who see counts, and the box must be one', async () => {
    const executor = await server.as('executor');
    expect((await executor.ask('hexagons', { query: PERIOD })).status).toBe(403);
    expect((await executor.ask('heatPoints', { query: { bbox: BOX } })).status).toBe(403);
    const person = await server.as('operator');
    for (const bbox of ['1,2,3', 'a,b,c,d', '83,55,82,56', '0,0,1,999'])
      expect((await person.ask('hexagons', { query: { bbox } })).status).toBe(422);
  });
});

describe('points', () => {
  test('are the appeals of the box, the newest first, with their clusters', async () => {
    const person = await server.as('operator');
    const answer = await person.call('heatPoints', { query: { ...PERIOD, bbox: BOX } });
    const rows = told.filter((row) => inPeriod(row) && row.lat !== null);
    expect(answer.total).toBe(rows.length);
    expect(answer.points).toHaveLength(rows.length);
    const list = await person.call('appeals', { query: { ...PERIOD, limit: 200 } });
    const listed = new Set(list.rows.map(({ id }) => id));
    for (const { id } of answer.points) expect(listed.has(id!)).toBe(true);
    const days = answer.points.map(({ day }) => day);
    expect(days).toEqual([...days].sort().reverse());
    answer.clusters.forEach((cluster, number) => {
      const own = answer.points.filter((point) => point.cluster === number);
      expect(own.length).toBe(cluster.count);
      for (const { topic } of own) expect(topic).toBe(cluster.topic);
    });
  });

  test.each(Object.keys(admits) as (keyof typeof admits)[])(
    'of a person limited by %s are own ones only',
    async (dimension) => {
      const person = await server.as(SCOPED_LOGINS[dimension]);
      const answer = await person.call('heatPoints', {
        query: { ...PERIOD, bbox: BOX, municipality: '50701000,50708000' },
      });
      const own = told.filter(
        (row) => inPeriod(row) && row.lat !== null && row.municipality !== null && admits[dimension](row),
      );
      expect([answer.total, answer.points.length]).toEqual([own.length, own.length]);
    },
  );

  test('say neither which case nor which house to those who see counts only', async () => {
    const person = await server.as('federal_curator');
    const answer = await person.call('heatPoints', { query: { ...PERIOD, bbox: BOX } });
    expect(answer.points.length).toBeGreaterThan(0);
    for (const point of answer.points) {
      expect(point.id).toBeNull();
      const [lat, lon] = cellToLatLng(latLngToCell(point.lat, point.lon, 9));
      expect([point.lat, point.lon]).toEqual([expect.closeTo(lat, 4), expect.closeTo(lon, 4)]);
    }
    // Boxes of a few metres find what boxes of a kilometre find.
    const [first] = told.filter((row) => inPeriod(row) && row.lat !== null);
    const around = (margin: number) =>
      [first!.lon! - margin, first!.lat! - margin, first!.lon! + margin, first!.lat! + margin].join(',');
    const [near, nearer] = [
      await person.call('heatPoints', { query: { ...PERIOD, bbox: around(0.0001) } }),
      await person.call('heatPoints', { query: { ...PERIOD, bbox: around(0.00001) } }),
    ];
    expect(near.total).toBe(nearer.total);
    expect(near.total).toBeGreaterThan(1);
  });

  test('are refused for a whole region, with the remedy', async () => {
    const answer = await (await server.as('operator')).ask('heatPoints', {
      query: { ...PERIOD, bbox: '75,53,85,57' },
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Приблизьте карту');
  });
});

describe('the matrix', () => {
  test('has shares, authors and the other period of each cell', async () => {
    const person = await server.as('operator');
    const query = { ...PERIOD, measure: 'compare' as const, vsFrom: '2026-02-01', vsTo: '2026-02-07' };
    const map = await person.call('heatMap', { query });
    expect(map.versus).toEqual({ from: '2026-02-01', to: '2026-02-07' });
    const rows = told.filter((row) => inPeriod(row));
    const before = told.filter((row) => inPeriod(row, { from: '2026-02-01', to: '2026-02-07' }));
    const sum = (pick: (cell: (typeof map.cells)[number]) => number | null) =>
      map.cells.reduce((total, cell) => total + pick(cell)!, 0);
    expect(sum(({ before: count }) => count)).toBe(before.length);
    const rated = rows.flatMap(({ rating }) => rating ?? []);
    expect([sum((cell) => cell.rated), sum((cell) => cell.dissatisfied)]).toEqual([
      rated.length,
      rated.filter((rating) => rating <= 2).length,
    ]);
    expect(rated.length).toBeGreaterThan(5);
    const overview = await person.call('overview', { query: PERIOD });
    expect(sum((cell) => cell.overdue)).toBe(overview.overdue);
    expect(overview.byHour.reduce((total, count) => total + count, 0)).toBe(overview.accepted);
    // All were filed at five in Greenwich: noon in Novosibirsk.
    expect(overview.byHour[12]).toBe(overview.accepted);
    expect(overview.byTopic.reduce((total, { count }) => total + count, 0)).toBe(overview.accepted);
  });
});
