import type pg from 'pg';
import { indexSearch } from '../casework/index.ts';
import type { GroupCommit } from '../intake/index.ts';
import { transaction } from '../platform/database/index.ts';
import {
  type EventSignal,
  type Follower,
  followEvents,
  parsePosition,
  START,
} from '../platform/event-log/index.ts';
import { createRushGauge } from './intake-rush.ts';

export interface SearchFollowing {
  pool: pg.Pool;
  regionId: string;
  signal: EventSignal;
  intake: GroupCommit;
  onError(error: Error): void;
}

/** Gathers words of a delivery: a bigger one meets each common word once (500 appeals 176 µs each, 4 000 appeals 104 µs). */
const BATCH = 2000;
/** Words are still found within a second. */
const GATHER_MS = 400;
/** In a rush intake comes first; a word may then be found so much later, plus the time to catch up. */
const BEHIND_MS_MAX = 10_000;

/** Follows the log into the text index; where it stands is saved in the same transaction as what it wrote. */
export async function followForSearch({
  pool,
  regionId,
  signal,
  intake,
  onError,
}: SearchFollowing): Promise<Follower> {
  const found = await pool.query(
    `select transaction_id::text || '.' || seq as place from event_cursor where region_id = $1 and follower = 'search'`,
    [regionId],
  );
  return followEvents({
    pool,
    regionId,
    signal,
    from: parsePosition(found.rows[0]?.place ?? '') ?? START,
    batch: BATCH,
    gatherMs: GATHER_MS,
    giveWay: { busy: createRushGauge(intake), msMax: BEHIND_MS_MAX },
    onError,
    async deliver(events) {
      const ids = events.flatMap((event) =>
        event.type === 'appeal.registered' && event.appealId ? [event.appealId] : [],
      );
      const { transactionId, seq } = events.at(-1)!.position;
      await transaction(pool, async (client) => {
        if (ids.length > 0) await indexSearch(client, regionId, ids);
        await client.query(
          `insert into event_cursor (region_id, follower, transaction_id, seq) values ($1, 'search', $2::text::xid8, $3)
           on conflict (region_id, follower) do update set transaction_id = excluded.transaction_id, seq = excluded.seq`,
          [regionId, transactionId.toString(), seq.toString()],
        );
      });
    },
  });
}
