import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AppealFilterQuery } from '../../contract/filters.ts';
import { CHANNELS, KINDS, STATUSES, TRIAGE_STATES } from '../../contract/vocabulary.ts';
import { fill } from '../../test/support/fill.ts';
import { withServer } from '../../test/support/with-server.ts';

const server = withServer();

const TOPICS: (string | null)[] = [null];
const SECTORS: string[] = ['outside'];
const MUNICIPALITIES: (string | null)[] = [null, '50701000', '50708000', '50712000'];
const ORGANISATIONS = ['centre', 'mintrans', 'minzhkh'];
const HOUR_MS = 3_600_000;
/** Midnight in Novosibirsk, which the appeals stand around. */
const MIDNIGHT = Date.parse('2026-03-10T17:00:00Z');

const of = <T>(values: readonly T[], number: number): T => values[number % values.length]!;

beforeAll(async () => {
  const registry = await (await server.as('operator')).call('registry');
  const leaves = registry.topics.filter((topic) => topic.leaf);
  TOPICS.push(...leaves.filter((_, index) => index % 40 === 0).map((topic) => topic.code));
  SECTORS.push(...registry.sectors.map((sector) => sector.code));
  await fill(
    server,
    [...Array(420)].map((_, n) => {
      const status = of(STATUSES, n * 7 + (n >> 3));
      const closed = ['rejected', 'withdrawn', 'closed'].includes(status);
      return {
        // Every third hour for more than seven weeks, some of them on midnight itself and a millisecond before it.
        message: {
          filedAt: new Date(MIDNIGHT + (n - 210) * 3 * HOUR_MS - (n % 5 === 0 ? 1 : 0)),
          channel: of(CHANNELS, n * 11),
          known: {
            status,
            ...(closed ? { outcome: 'explained' as const, closedAt: new Date(MIDNIGHT) } : {}),
          },
        },
        decision: {
          topic: of(TOPICS, n * 5 + 1),
          municipality: of(MUNICIPALITIES, n * 3 + (n >> 4)),
          organisation: of(ORGANISATIONS, n + (n >> 2)),
          kind: of(KINDS, n * 13),
          state: of(TRIAGE_STATES, n + (n >> 1)),
        },
      };
    }),
  );
});

const day = fc
  .integer({ min: -32, max: 32 })
  .map((days) => new Date(MIDNIGHT + days * 24 * HOUR_MS).toISOString().slice(0, 10));
const some = (values: () => readonly string[]) =>
  fc.option(
    fc
      .array(fc.nat(), { minLength: 1, maxLength: 3 })
      .map((picks) => [...new Set(picks.map((pick) => of(values(), pick)))].join(',')),
    { nil: undefined, freq: 2 },
  );
const orDash = (values: readonly (string | null)[]) => values.map((value) => value ?? '-');

const filter: fc.Arbitrary<AppealFilterQuery> = fc
  .record({
    days: fc.tuple(day, day),
    channel: some(() => CHANNELS),
    status: some(() => STATUSES),
    kind: some(() => KINDS),
    triage: some(() => TRIAGE_STATES),
    organisation: some(() => ORGANISATIONS),
    municipality: some(() => orDash(MUNICIPALITIES)),
    // Leaves, their groups, and what has no topic.
    topic: some(() => [...orDash(TOPICS), ...orDash(TOPICS).map((code) => code.split('.')[0]!)]),
    sector: some(() => SECTORS),
  })
  .map(({ days, ...rest }) => {
    const [from, to] = days.sort();
    return { from, to, ...rest };
  });

async function listLength(
  query: AppealFilterQuery,
): Promise<{ found: number; total: number; ids: Set<string> }> {
  const person = await server.as('operator');
  const ids = new Set<string>();
  let found = 0;
  let total = 0;
  let after: string | undefined;
  do {
    const page = await person.call('appeals', { query: { ...query, limit: 90, after } });
    found += page.rows.length;
    for (const row of page.rows) ids.add(row.id);
    total = page.total.count;
    after = page.next ?? undefined;
  } while (after);
  return { found, total, ids };
}

describe('one filter means the same everywhere', () => {
  test('the list, its total, the map, its cells, the figures and the timeline agree', async () => {
    const person = await server.as('operator');
    await fc.assert(
      fc.asyncProperty(filter, async (query) => {
        const [list, map, overview, timeline] = await Promise.all([
          listLength(query),
          person.call('heatMap', { query }),
          person.call('overview', { query }),
          person.call('timeline', { query }),
        ]);
        const sum = (counts: { count: number }[]) => counts.reduce((total, { count }) => total + count, 0);
        expect({
          distinct: list.ids.size,
          total: list.total,
          map: map.total,
          cells: sum(map.cells),
          rows: sum(map.rows),
          places: sum(map.municipalities),
          accepted: overview.accepted,
          channels: sum(overview.byChannel),
          days: sum(timeline.days),
        }).toEqual({
          distinct: list.found,
          total: list.found,
          map: list.found,
          cells: list.found,
          rows: list.found,
          places: list.found,
          accepted: list.found,
          channels: list.found,
          days: list.found,
        });
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  test('a cell of the map opens as a list of that many', async () => {
    const person = await server.as('operator');
    const period = { from: '2026-02-20', to: '2026-03-25' };
    const map = await person.call('heatMap', { query: { ...period, rows: 'group' } });
    const cells = map.cells.filter((cell) => cell.count > 0).slice(0, 12);
    expect(cells.length).toBeGreaterThan(5);
    for (const cell of cells) {
      const query = { ...period, topic: cell.row || '-', municipality: cell.municipality || '-' };
      expect({ cell, found: (await listLength(query)).found }).toEqual({ cell, found: cell.count });
    }
  });

  test('something is found at all, so that the agreement is not of zeros', async () => {
    expect((await listLength({ from: '2026-01-01', to: '2026-12-31' })).found).toBe(420);
  });
});
