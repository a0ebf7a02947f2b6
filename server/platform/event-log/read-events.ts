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
    // Columns under their own names in ORDER BY: an output column of the same name would be sorted as the text it is.
    text: `select e.transaction_id::text as transaction, e.seq::text as place, e.at, e.type, e.appeal_id, e.actor, e.data
             from event e
            where e.region_id = $1
              and (e.transaction_id, e.seq) > ($2::text::xid8, $3::bigint)
              and e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            order by e.transaction_id, e.seq
            limit $4`,
    values: [regionId, after.transactionId.toString(), after.seq.toString(), limit],
  });
  return found.rows.map((row) => ({
    position: { transactionId: BigInt(row.transaction), seq: BigInt(row.place) },
    at: row.at,
    type: row.type,
    appealId: row.appeal_id,
    actor: row.actor,
    data: row.data,
  }));
}
