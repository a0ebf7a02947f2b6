import { beforeAll, describe, expect, test } from 'vitest';
import type { AppealListQuery } from '../../contract/appeals.ts';
import type { Client } from '../../test/support/client.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';

const server = withServer();
const START = Date.parse('2026-05-01T00:00:00Z');
let person: Client;
let ids: string[];

beforeAll(async () => {
  person = await server.as('operator');
  const parts = [...Array(230)].map((_, n) => ({
    // Many share one moment: the order within it must hold too.
    message: {
      filedAt: new Date(START + (n >> 4) * 60_000),
      text: n === 0 ? 'Сломаны качели во дворе' : `Обращение ${n}`,
    },
    decision: { dueAt: new Date(START + ((n * 37) % 11) * 3_600_000) },
  }));
  ids = (await fill(server, parts)).map(({ appealId }) => appealId);
});

async function walk(
  query: { sort: (typeof AppealListQuery)['_output']['sort']; limit: number },
  between: () => Promise<unknown> = async () => {},
) {
  const rows: { id: string; filedAt: string; dueAt: string | null }[] = [];
  let after: string | undefined;
  do {
    const page = await person.call('appeals', { query: { ...query, after } });
    rows.push(...page.rows);
    after = page.next ?? undefined;
    await between();
  } while (after);
  return rows;
}

describe('paging', () => {
  test.each(['newest', 'oldest', 'due'] as const)('by «%s» meets each row once, in order', async (sort) => {
    const rows = await walk({ sort, limit: 17 });
    expect(rows.map((row) => row.id).sort()).toEqual([...ids].sort());
    const keys = rows.map((row) => Date.parse(sort === 'due' ? row.dueAt! : row.filedAt));
    expect(keys).toEqual([...keys].sort((a, b) => (sort === 'newest' ? b - a : a - b)));
  });

  test('loses and doubles nothing while rows arrive', async () => {
    let arrived = 0;
    const rows = await walk({ sort: 'newest', limit: 40 }, async () => {
      if (arrived++ < 5)
        await fill(server, [
          { message: { filedAt: new Date(START + 86_400_000 + arrived) } },
          { message: { filedAt: new Date(START - 60_000 * arrived) } },
        ]);
    });
    const met = rows.map((row) => row.id);
    expect(new Set(met).size).toBe(met.length);
    expect(ids.every((id) => met.includes(id))).toBe(true);
  });

  test.each([
    ['nonsense', 'abc'],
    ['another shape', Buffer.from('{"a":1}').toString('base64url')],
    ['words for a moment', Buffer.from('["yesterday","tomorrow"]').toString('base64url')],
    ['NUL', Buffer.from('["\\u0000","\\u0000"]').toString('base64url')],
  ])('a place that no page gave (%s) is refused in words', async (_name, after) => {
    await expect(person.call('appeals', { query: { after } })).rejects.toMatchObject({
      status: 400,
      problem: { title: 'Список не продолжить' },
    });
  });
});

describe('filters that cannot be', () => {
  test.each<[string, Record<string, string>]>([
    ['a day that is not in the calendar', { from: '2026-02-30' }],
    ['month 13', { to: '2026-13-01' }],
    ['year zero', { from: '0000-01-01' }],
    ['not a day', { from: 'вчера' }],
    ['limit zero', { limit: '0' }],
    ['limit of a million', { limit: '1000000' }],
    ['a code with NUL', { channel: 'web\u0000' }],
    ['unknown order', { sort: 'random' }],
  ])('%s is refused by list and map alike', async (_name, query) => {
    const search = new URLSearchParams(query);
    const list = await person.fetch(`/api/appeals?${search}`);
    expect(list.status).toBe(422);
    const inMap = 'limit' in query || 'sort' in query;
    for (const path of inMap ? [] : ['heat-map', 'timeline', 'overview']) {
      expect([path, (await person.fetch(`/api/${path}?${search}`)).status]).toEqual([path, 422]);
    }
  });

  test('days given the wrong way round are taken as they were meant, everywhere alike', async () => {
    const [right, wrong] = [
      { from: '2026-05-01', to: '2026-05-10' },
      { from: '2026-05-10', to: '2026-05-01' },
    ];
    const { count } = (await person.call('appeals', { query: right })).total;
    expect(count).toBeGreaterThan(0);
    expect((await person.call('appeals', { query: wrong })).total.count).toBe(count);
    expect((await person.call('heatMap', { query: wrong })).total).toBe(count);
    expect((await person.call('overview', { query: wrong })).accepted).toBe(count);
  });

  test('a beginning in the future finds nothing, everywhere alike', async () => {
    const query = { from: '2190-01-01' };
    expect((await person.call('appeals', { query })).total.count).toBe(0);
    expect((await person.call('heatMap', { query })).total).toBe(0);
  });
});

describe('search', () => {
  const find = async (q: string) => person.call('appeals', { query: { q } });

  test.each(['качели', 'качелей', 'КАЧЕЛЯМ', 'сломанные качели', 'сломана качель', 'двор'])(
    '«%s» finds by other forms of the words',
    async (q) => {
      expect((await find(q)).rows.map((row) => row.id)).toContain(ids[0]);
    },
  );

  test.each([
    ['кочели', 'качели'],
    ['качеои', 'качели'],
    ['сломоны', 'сломаны'],
  ])('«%s» is mended to «%s», and said', async (q, mended) => {
    const found = await find(q);
    expect(found.rows.map((row) => row.id)).toContain(ids[0]);
    expect(found.searchedFor).toBe(mended);
  });

  test('a number of an appeal finds it', async () => {
    const { rows } = await person.call('appeals', { query: { sort: 'oldest', limit: 1 } });
    expect((await find(rows[0]!.number)).rows.map((row) => row.id)).toContain(rows[0]!.id);
  });

  test.each([
    '',
    '   ',
    '!!!',
    `'`,
    '\\',
    'a & b | !c',
    '(((',
    ':*',
    '%',
    '\u0000',
    `' or 1=1 --`,
    'и',
    'я'.repeat(300),
  ])('«%s» does no harm', async (q) => {
    expect((await person.ask('appeals', { query: { q } })).status).toBe(200);
  });
});
