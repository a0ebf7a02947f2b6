import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '../../demo/random.ts';
import { START } from '../../platform/event-log/index.ts';
import { loadTaxonomy } from '../../registry/taxonomy.ts';
import type { FactRow } from '../facts/fact-row.ts';
import { openReplica, type Replica, whereFacts } from '../facts/index.ts';
import { countCells, numberRows } from './cell-queries.ts';
import { cellTable } from './cell-table.ts';
import { countCellsAndDetails, countDetails, DETAILS } from './detail-queries.ts';
import type { HeatContext } from './heat-context.ts';
import { earlierWindows } from './period.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-details-'));
const taxonomy = loadTaxonomy();
const topics = taxonomy.leaves.map(({ code }) => code);
const NOBODY_LIMITED = { organisations: null, topics: null, municipalities: null };
const LAST_DAY = 20_000;
const CHANNELS = ['web', 'vk', 'pos', 'mfc', 'email'];
let replica: Replica;
let context: HeatContext;
let rows: FactRow[];

beforeAll(async () => {
  const random = seededRandom(7);
  rows = Array.from({ length: 4000 }, (_, n) => ({
    id: `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    filed: 1_700_000_000,
    day: LAST_DAY - random.whole(0, 800),
    channel: random.pick(CHANNELS),
    kind: 'complaint',
    topic: random.pick(topics),
    municipality: random.pick(['50708000', '50610000']),
    // More bodies than a number has bits.
    organisation: `body-${random.whole(1, 90)}`,
    status: random.pick(['routed', 'closed']),
    triage: 'queue',
    urgency: 1,
    due: random.whole(1_600_000_000, 1_900_000_000),
    closed: null,
    rating: random.chance(0.5) ? random.whole(1, 5) : null,
    author: `author-${random.whole(1, 40)}`,
    lat: null,
    lon: null,
  }));
  replica = await openReplica(join(folder, 'facts.duckdb'));
  const load = await replica.load({ topic: taxonomy.topics.map(({ code }) => code) });
  for (const row of rows) load.add(row);
  await load.finish(START);
  context = {
    replica,
    taxonomy,
    sectorByTopic: new Map(taxonomy.topics.map(({ code, sector }) => [code, sector])),
    scope: NOBODY_LIMITED,
    timeZone: 'Asia/Novosibirsk',
    now: new Date('2024-10-04T00:00:00Z'),
  };
});
afterAll(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('facts', () => {
  const codes = (all: readonly string[]) => fc.option(fc.subarray([...all], { minLength: 1 }));
  const bodies = Array.from({ length: 90 }, (_, n) => `body-${n + 1}`);

  test('are chosen by codes near each other, far from each other and unknown, as a plain comparison chooses them', async () => {
    await fc.assert(
      fc.asyncProperty(
        codes([...CHANNELS, 'ok']),
        codes(bodies),
        codes(topics),
        async (channel, organisation, topic) => {
          const where = whereFacts(
            {
              channel: channel ?? undefined,
              organisation: organisation ?? undefined,
              topic: topic ?? undefined,
            } as never,
            NOBODY_LIMITED,
            context,
          );
          const [[found]] = (await replica.readNumbers(
            `select count(*)::integer from fact where ${where}`,
          )) as [[number]];
          const expected = rows.filter(
            (row) =>
              (channel?.includes(row.channel) ?? true) &&
              (organisation?.includes(row.organisation!) ?? true) &&
              (topic?.includes(row.topic!) ?? true),
          );
          expect(found).toBe(expected.length);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('tell the same in one pass as in two', async () => {
    const period = { from: LAST_DAY - 130, to: LAST_DAY };
    const windows = [period, ...earlierWindows(period, LAST_DAY - 800)];
    expect(windows.length).toBeGreaterThan(3);
    const rowNumbers = await numberRows({ rows: 'group' } as never, context);
    const question = { context, where: 'true', period, windows, rowNumbers };
    const counted = await countCells(question);
    const details = await countDetails(question, DETAILS, true);
    const together = await countCellsAndDetails(question);
    const byCell = (columns: number[][]) =>
      columns[0]!
        .map((_, at) => columns.map((column) => column[at]))
        .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
    const split = 2 + windows.length;
    expect(byCell(together.slice(0, split))).toEqual(byCell(counted));
    const [cellRows, places] = together as [number[], number[]];
    const alsoDetails = cellTable(DETAILS, [cellRows, places, ...together.slice(split)]);
    const keys = [...details.keys()];
    for (const key of keys)
      for (const detail of DETAILS) expect(alsoDetails.of(key, detail)).toBe(details.of(key, detail));
    expect(keys.some((key) => details.of(key, 'authors') > 1 && details.of(key, 'dissatisfied') > 0)).toBe(
      true,
    );
  });
});
