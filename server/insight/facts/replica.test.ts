import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  decision,
  insertBareRegion,
  message,
  registerContext,
  silentSignal,
} from '../../../test/support/messages.ts';
import { withDatabase } from '../../../test/support/with-database.ts';
import { type Registered, registerAppeals } from '../../intake/index.ts';
import { formatPosition, START } from '../../platform/event-log/index.ts';
import type { FactRow } from './fact-row.ts';
import { feedReplica } from './feed-replica.ts';
import { openReplica, type Replica } from './replica.ts';

const folder = mkdtempSync(join(tmpdir(), 'otklik-replica-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const freshPath = () => join(folder, `${(files += 1)}.duckdb`);

const COLUMNS = `f.id::varchar, filed, day, c.code, t.code, m.code, o.code, s.code, urgency, due, closed, rating`;
const NAMED = `select ${COLUMNS} from fact f
  left join code c on c.dimension = 'channel' and c.id = f.channel left join code t on t.dimension = 'topic' and t.id = f.topic
  left join code m on m.dimension = 'municipality' and m.id = f.municipality
  left join code o on o.dimension = 'organisation' and o.id = f.organisation
  left join code s on s.dimension = 'status' and s.id = f.status order by 1`;

const idOf = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

const factRow = fc.record({
  id: fc.integer({ min: 1, max: 30 }).map(idOf),
  filed: fc.integer({ min: 1_700_000_000, max: 1_800_000_000 }),
  day: fc.integer({ min: 19_000, max: 21_000 }),
  channel: fc.constantFrom('web', 'vk', 'import'),
  kind: fc.constant('complaint'),
  topic: fc.option(fc.constantFrom('roads', 'housing', 'яма «на» дороге')),
  municipality: fc.option(fc.constantFrom('50708000', '5070800')),
  organisation: fc.constantFrom('centre', 'mintrans'),
  status: fc.constantFrom('routed', 'closed'),
  triage: fc.constant('queue'),
  urgency: fc.integer({ min: 1, max: 4 }),
  due: fc.option(fc.integer({ min: 1_700_000_000, max: 1_800_000_000 })),
  closed: fc.constant(null),
  rating: fc.option(fc.integer({ min: 1, max: 5 })),
  author: fc.option(fc.string()),
  lat: fc.constant(null),
  lon: fc.constant(null),
}) as fc.Arbitrary<FactRow>;

type Step = { what: 'apply'; rows: FactRow[] } | { what: 'reopen' } | { what: 'clear' };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .uniqueArray(factRow, { selector: (row) => row.id, maxLength: 8 })
      .map((rows): Step => ({ what: 'apply', rows })),
  },
  { weight: 1, arbitrary: fc.constant<Step>({ what: 'reopen' }) },
  { weight: 1, arbitrary: fc.constant<Step>({ what: 'clear' }) },
);

describe('the replica', () => {
  test('holds exactly what was put in last, whatever the order of steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 10 }), async (steps) => {
        const path = freshPath();
        let replica = await openReplica(path);
        const model = new Map<string, FactRow>();
        let seq = 0n;
        for (const taken of steps) {
          if (taken.what === 'clear') {
            await replica.clear();
            model.clear();
          } else if (taken.what === 'reopen') {
            replica.close();
            replica = await openReplica(path);
          } else {
            seq += 1n;
            await replica.apply(taken.rows, { transactionId: 7n, seq });
            for (const row of taken.rows) model.set(row.id, row);
            expect(formatPosition(replica.position())).toBe(`7.${seq}`);
          }
        }
        const held = await replica.read(NAMED);
        const days = [...model.values()].map((row) => row.day);
        expect(await replica.firstDay()).toBe(days.length > 0 ? Math.min(...days) : null);
        replica.close();
        const expected = [...model.values()]
          .sort((a, b) => (a.id < b.id ? -1 : 1))
          .map((row) => [
            row.id,
            row.filed,
            row.day,
            row.channel,
            row.topic,
            row.municipality,
            row.organisation,
            row.status,
            row.urgency,
            row.due,
            row.closed,
            row.rating,
          ]);
        expect(held).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  }, 60_000);

  test('goes on from its position after a restart', async () => {
    const path = freshPath();
    const replica = await openReplica(path);
    await replica.apply([], { transactionId: 5n, seq: 3n });
    replica.close();
    const again = await openReplica(path);
    expect(again.position()).toEqual({ transactionId: 5n, seq: 3n });
    again.close();
  });

  test('a damaged file is thrown away', async () => {
    const path = freshPath();
    writeFileSync(path, 'this is not a database');
    const replica = await openReplica(path);
    expect(replica.position()).toEqual(START);
    expect(await replica.count()).toBe(0);
    replica.close();
  });
});

describe('fed from the store', () => {
  const database = withDatabase('schema');
  beforeAll(() => insertBareRegion(database));

  const feed = (replica: Replica) =>
    feedReplica(replica, {
      pool: database.pool,
      regionId: '54',
      timeZone: 'Asia/Novosibirsk',
      signal: silentSignal,
      onError: (error) => {
        throw error;
      },
    });
  const stored = async () =>
    (await database.pool.query('select appeal_id::text as id, topic from appeal order by 1')).rows.map(
      (row) => [row.id, row.topic],
    );
  const held = (replica: Replica) =>
    replica.read(
      `select fact.id::varchar, c.code from fact left join code c on c.dimension = 'topic' and c.id = topic order by 1`,
    );
  const untilEqual = async (replica: Replica) => {
    const expected = await stored();
    await expect.poll(() => held(replica), { timeout: 8000, interval: 100 }).toEqual(expected);
  };

  test('equals it after a rebuild, after changes, after a stop in which more came, and after losing its file', async () => {
    const context = registerContext(database, ({ text }) => decision({ topic: text }));
    const registered = (await registerAppeals(
      context,
      ['roads', 'housing', 'roads'].map((text) => message({ text })),
    )) as Registered[];
    const path = freshPath();
    let replica = await openReplica(path);
    let following = await feed(replica);
    await untilEqual(replica);

    await registerAppeals(context, [message({ text: 'waste' })]);
    await database.pool.query(
      `with changed as (update appeal set topic = 'health' where appeal_id = $1 returning appeal_id)
       insert into event (region_id, at, type, appeal_id, data) select '54', now(), 'triage.decided', appeal_id, '{}' from changed`,
      [registered[0]!.appealId],
    );
    await untilEqual(replica);
    await following.stop();
    replica.close();

    await registerAppeals(context, [message({ text: 'ecology' })]);
    replica = await openReplica(path);
    following = await feed(replica);
    await untilEqual(replica);
    await following.stop();
    replica.close();

    rmSync(path);
    replica = await openReplica(path);
    following = await feed(replica);
    await untilEqual(replica);
    await following.stop();
    replica.close();
  }, 60_000);

  test('a local day is that of the region, not of the server', async () => {
    const context = registerContext(database);
    // 23:30 of the 20th in Greenwich is 06:30 of the 21st in Novosibirsk.
    const [result] = await registerAppeals(context, [message({ filedAt: new Date('2026-11-20T23:30:00Z') })]);
    const replica = await openReplica(freshPath());
    const following = await feed(replica);
    const day = await replica.read(`select day from fact where id = '${(result as Registered).appealId}'`);
    expect(day).toEqual([[Date.UTC(2026, 10, 21) / 86_400_000]]);
    await following.stop();
    replica.close();
  });
});
