import type pg from 'pg';
import type { Position } from './position.ts';

export interface LogEvent {
  position: Position;
  at: Date;
  type: string;
  appealId: string | null;
  actor: string | null;
  data: Record<string, unknown>;
}

/**
 * The next events of a region after a position, oldest first, at most `limit`.
 *
 * Only transactions older than every one still running are read: commit order differs from the order in which counters are
 * taken, and without this bound a reader would step over a slow neighbour.
 */
export async function readEvents(
  client: pg.Pool | pg.ClientBase,
  regionId: string,
  after: Position,
  limit: number,
): Promise<LogEvent[]> {
  const found = await client.query({
    name: 'read-events',
    text: `select transaction_id::text as transaction_id, seq::text as seq, at, type, appeal_id, actor, data
             from event
            where region_id = $1
              and (transaction_id, seq) > ($2::text::xid8, $3::bigint)
              and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            order by transaction_id, seq
            limit $4`,
    values: [regionId, after.transactionId.toString(), after.seq.toString(), limit],
  });
  return found.rows.map((row) => ({
    position: { transactionId: BigInt(row.transaction_id), seq: BigInt(row.seq) },
    at: row.at,
    type: row.type,
    appealId: row.appeal_id,
    actor: row.actor,
    data: row.data,
  }));
}
