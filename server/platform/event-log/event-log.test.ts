import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertBareRegion, silentSignal } from '../../../test/support/messages.ts';
import { withDatabase } from '../../../test/support/with-database.ts';
import { createEventSignal } from './event-signal.ts';
import { type Follower, type FollowOptions, followEvents } from './follow-events.ts';
import { comparePositions, formatPosition, parsePosition, START } from './position.ts';
import { type LogEvent, readEvents } from './read-events.ts';

const database = withDatabase('schema');

beforeAll(async () => {
  await insertBareRegion(database, '54');
  await insertBareRegion(database, '78');
});
beforeEach(() => database.pool.query('delete from event'));

const write = (client: pg.Pool | pg.ClientBase, type: string, region = '54') =>
  client.query(`insert into event (region_id, at, type, data) values ($1, now(), $2, '{}')`, [region, type]);
/** Transactions of other databases on the same server hold the bound back too: what is committed shows a moment later. */
const settled = () =>
  expect
    .poll(
      async () => {
        const held = await database.pool.query(
          'select 1 from event where transaction_id >= pg_snapshot_xmin(pg_current_snapshot())',
        );
        return held.rowCount;
      },
      { timeout: 10_000 },
    )
    .toBe(0);
const typesOf = (events: LogEvent[]) => events.map((event) => event.type);
const read = async (after = START, limit = 100) =>
  typesOf(await readEvents(database.pool, '54', after, limit));
const until = async (done: () => boolean) => {
  for (let step = 0; step < 400 && !done(); step += 1)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(done()).toBe(true);
};

async function session(): Promise<pg.Client> {
  const client = new pg.Client(database.connection);
  await client.connect();
  return client;
}

describe('reading', () => {
  test('a slow transaction that took an earlier place is never stepped over', async () => {
    const slow = await session();
    await slow.query('begin');
    await write(slow, 'slow');
    await write(database.pool, 'quick');
    // «quick» has committed, yet it must wait: a reader that took it would never see «slow».
    expect(await read()).toEqual([]);
    await slow.query('commit');
    await settled();
    expect(await read()).toEqual(['slow', 'quick']);
    await slow.end();
  });

  test('numbers of transactions are ordered as numbers: the tenth comes after the ninth', async () => {
    for (const transaction of [9, 10, 99, 100]) {
      await database.pool.query(
        `insert into event (region_id, transaction_id, at, type, data) values ('54', $1::text::xid8, now(), $2, '{}')`,
        [String(transaction), `of ${transaction}`],
      );
    }
    await settled();
    const [first, second] = await readEvents(database.pool, '54', START, 2);
    expect(typesOf([first!, second!])).toEqual(['of 9', 'of 10']);
    expect(await read(second!.position)).toEqual(['of 99', 'of 100']);
  });

  test('an abandoned transaction holds nothing up', async () => {
    const slow = await session();
    await slow.query('begin');
    await write(slow, 'lost');
    await write(database.pool, 'kept');
    await slow.query('rollback');
    await settled();
    expect(await read()).toEqual(['kept']);
    await slow.end();
  });

  test('in pages, each place once, other regions apart', async () => {
    for (const type of ['a', 'b', 'c', 'd', 'e']) await write(database.pool, type);
    await write(database.pool, 'elsewhere', '78');
    await settled();
    const first = await readEvents(database.pool, '54', START, 2);
    const second = await readEvents(database.pool, '54', first.at(-1)!.position, 10);
    expect(typesOf([...first, ...second])).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  test('many writers at once: a reader that goes along meets every event once, in one order', async () => {
    const met: LogEvent[] = [];
    let writing = true;
    const reader = (async () => {
      for (;;) {
        const last = !writing;
        const events = await readEvents(database.pool, '54', met.at(-1)?.position ?? START, 7);
        met.push(...events);
        if (last && events.length === 0) return;
      }
    })();
    await Promise.all(
      [...Array(6)].map(async (_, writer) => {
        const client = await session();
        for (let turn = 0; turn < 15; turn += 1) {
          await client.query('begin');
          await write(client, `${writer}.${turn}`);
          if (turn % 3 === 0) await client.query('select pg_sleep(0.003)');
          await client.query(turn % 5 === 4 ? 'rollback' : 'commit');
        }
        await client.end();
      }),
    );
    await settled();
    writing = false;
    await reader;
    expect(met).toHaveLength(6 * 12);
    expect(new Set(typesOf(met)).size).toBe(met.length);
    for (const [index, event] of met.slice(1).entries()) {
      expect(comparePositions(met[index]!.position, event.position)).toBe(-1);
    }
  });
});

describe('following', () => {
  const follow = (
    deliver: (events: LogEvent[]) => Promise<void>,
    onError: (error: Error) => void = () => {},
    giveWay?: FollowOptions['giveWay'],
  ): Follower =>
    followEvents({
      giveWay,
      pool: database.pool,
      regionId: '54',
      signal: silentSignal,
      from: START,
      batch: 2,
      gatherMs: 0,
      deliver,
      onError,
    });

  test('a delivery that failed comes again whole, and nothing is skipped', async () => {
    for (const type of ['a', 'b', 'c']) await write(database.pool, type);
    const delivered: string[] = [];
    const errors: string[] = [];
    let failures = 2;
    const follower = follow(
      async (events) => {
        if (failures > 0) {
          failures -= 1;
          throw new Error('not now');
        }
        delivered.push(...typesOf(events));
      },
      (error) => errors.push(error.message),
    );
    await until(() => delivered.length === 3);
    await follower.stop();
    expect(delivered).toEqual(['a', 'b', 'c']);
    expect(errors).toEqual(['not now', 'not now']);
  });

  test('gives way to what is busy, then delivers all that gathered', async () => {
    let held = true;
    let asked = 0;
    const delivered: string[] = [];
    const busy = () => {
      asked += 1;
      return held;
    };
    const follower = follow(
      async (events) => {
        delivered.push(...typesOf(events));
      },
      undefined,
      { busy, msMax: 600_000 },
    );
    await until(() => asked > 0);
    for (const type of ['a', 'b', 'c']) await write(database.pool, type);
    const before = asked;
    await until(() => asked > before + 1);
    expect(delivered).toEqual([]);
    held = false;
    await until(() => delivered.length === 3);
    await follower.stop();
  });

  test('gives way no longer than its bound', async () => {
    const delivered: string[] = [];
    const follower = follow(
      async (events) => {
        delivered.push(...typesOf(events));
      },
      undefined,
      { busy: () => true, msMax: 300 },
    );
    await write(database.pool, 'a');
    await until(() => delivered.length === 1);
    await follower.stop();
  });

  test('stopping waits for the delivery under way', async () => {
    await write(database.pool, 'a');
    let begun = false;
    let finished = false;
    const follower = follow(async () => {
      begun = true;
      await new Promise((resolve) => setTimeout(resolve, 60));
      finished = true;
    });
    await until(() => begun);
    await follower.stop();
    expect(finished).toBe(true);
  });

  test('a signal reaches followers of another process', async () => {
    const [here, there] = [
      await createEventSignal(database, { listen: true }),
      await createEventSignal(database, { listen: true }),
    ];
    let woken = 0;
    there.onWake(() => (woken += 1));
    here.wake();
    here.wake();
    await until(() => woken > 0);
    await Promise.all([here.close(), there.close()]);
    // Two calls within 40 ms are one message.
    expect(woken).toBe(1);
  });
});

describe('positions', () => {
  test('survive being written down', () => {
    const position = { transactionId: 2n ** 63n, seq: 9n };
    expect(parsePosition(formatPosition(position))).toEqual(position);
  });

  test.each(['', '1', '1.', '.1', '1.1.1', '-1.2', 'a.b', '1.99999999999999999999'])(
    '«%s» is not one',
    (text) => {
      expect(parsePosition(text)).toBeNull();
    },
  );
});
