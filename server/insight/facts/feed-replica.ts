import type pg from 'pg';
import {
  type EventSignal,
  followEvents,
  type LogEvent,
  type Position,
  START,
} from '../../platform/event-log/index.ts';
import type { CodeOrder } from './code-book.ts';
import { readFactRows, scanFactRows } from './fact-row.ts';
import type { Replica } from './replica.ts';

export interface FeedOptions {
  pool: pg.Pool;
  regionId: string;
  timeZone: string;
  signal: EventSignal;
  /** Order of codes in a rebuilt replica: topics in that of their tree, so that a branch is read as one stretch. */
  order?: CodeOrder;
  /** Work that a step gives way to: steps then come two fifths as often, and carry more. */
  busy?(): boolean;
  /** After each step: the events that the replica now includes. */
  onAdvance?(events: LogEvent[], position: Position): void;
  onRebuild?(rowsDone: number): void;
  onError(error: Error): void;
}

export interface ReplicaFeed {
  stop(): Promise<void>;
  position(): Position;
}

const EVENTS_A_STEP_MAX = 5000;
/** Single commits of DuckDB are slow (500 a second) and take processor time from intake: changes gather this long. */
const GATHER_MS = 200;
const GIVE_WAY_MS_MAX = 300;
/** Further behind than this, copying the table is quicker than following the log. */
const REBUILD_BEHIND_EVENTS = 200_000;
const REPORT_EVERY = 20_000;

/** Brings the replica up to the log (rebuilding an empty or far-behind one) and keeps it there until stopped. */
export async function feedReplica(replica: Replica, options: FeedOptions): Promise<ReplicaFeed> {
  const { pool, regionId, timeZone } = options;
  if (replica.position().transactionId === START.transactionId || (await isFarBehind(replica, options))) {
    await rebuild(replica, options);
  }
  return followEvents({
    pool,
    regionId,
    signal: options.signal,
    from: replica.position(),
    batch: EVENTS_A_STEP_MAX,
    gatherMs: GATHER_MS,
    giveWay: options.busy && { busy: options.busy, msMax: GIVE_WAY_MS_MAX },
    onError: options.onError,
    async deliver(events) {
      const changed = new Set(events.flatMap((event) => (event.appealId ? [event.appealId] : [])));
      const rows = changed.size > 0 ? await readFactRows(pool, regionId, timeZone, [...changed]) : [];
      const position = events.at(-1)!.position;
      await replica.apply(rows, position);
      options.onAdvance?.(events, position);
    },
  });
}

/**
 * Copies every appeal. The position is taken before the copy: what commits meanwhile is delivered again by the log, and putting
 * a row in twice leaves it once.
 */
async function rebuild(
  replica: Replica,
  { pool, regionId, timeZone, order, onRebuild }: FeedOptions,
): Promise<void> {
  const horizon = await pool.query(
    'select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as xid',
  );
  const position: Position = { transactionId: BigInt(horizon.rows[0].xid), seq: 2n ** 62n };
  const load = await replica.load(order);
  let done = 0;
  await scanFactRows(pool, regionId, timeZone, (row, id) => {
    load.add(row, id);
    done += 1;
    if (done % REPORT_EVERY === 0) onRebuild?.(done);
  });
  await load.finish(position);
  onRebuild?.(done);
}

async function isFarBehind(replica: Replica, { pool, regionId }: FeedOptions): Promise<boolean> {
  const { transactionId, seq } = replica.position();
  const found = await pool.query(
    `select count(*)::int as behind from (
       select 1 from event where region_id = $1 and (transaction_id, seq) > ($2::text::xid8, $3::bigint) limit $4) as x`,
    [regionId, transactionId.toString(), seq.toString(), REBUILD_BEHIND_EVENTS],
  );
  return found.rows[0].behind >= REBUILD_BEHIND_EVENTS;
}
