import type pg from 'pg';
import type { z } from 'zod';
import type { LetterQuery, Letters, ReplayLetters } from '../../../contract/channels.ts';
import { type AccessScope, admitsCase } from '../../access/index.ts';

const REPLAYED_MAX = 5000;

/** What nobody could read, or what did not leave; newest first. */
export async function readLetters(
  client: pg.Pool,
  regionId: string,
  { side, state, channel, limit }: z.output<typeof LetterQuery>,
  scope: AccessScope,
): Promise<z.output<typeof Letters>> {
  const source =
    side === 'in'
      ? `select l.delivery_id as id, l.channel, l.account, l.received_at as at, l.attempts, l.error, length(l.body) as bytes, l.appeal_id
           from incoming_delivery l`
      : `select l.outgoing_id as id, l.channel, l.account, l.created_at as at, l.attempts, l.error, null::int as bytes, l.appeal_id
           from outgoing_message l`;
  const where = `l.region_id = $1 and l.state = $2 and ($3::text is null or l.channel = $3)`;
  const [found, counted] = await Promise.all([
    client.query(
      `select x.*, a.number, a.organisation, a.co_executors as "coExecutors", a.topic, a.municipality from (${source} where ${where} order by 1 desc limit $4) as x
         left join appeal a on a.region_id = $1 and a.appeal_id = x.appeal_id order by x.id desc`,
      [regionId, state, channel ?? null, limit],
    ),
    client.query(
      `select count(*)::int as n from ${side === 'in' ? 'incoming_delivery' : 'outgoing_message'} l where ${where}`,
      [regionId, state, channel ?? null],
    ),
  ]);
  return {
    letters: found.rows.map((row) => ({
      id: row.id,
      channel: row.channel,
      account: row.account,
      at: row.at.toISOString(),
      attempts: row.attempts,
      error: row.error,
      bytes: row.bytes,
      // A failure is everybody's who looks after channels; whose case it is only those see who see the case.
      appeal: row.number && admitsCase(scope, row) ? { id: row.appeal_id, number: row.number } : null,
    })),
    total: counted.rows[0].n,
  };
}

/**
 * Dead deliveries are read again, dead and held messages are sent again (held ones only when they are named: a pilot's answers are
 * stale by the time it ends, so nobody sends them all by one key).
 *
 * @returns how many
 */
export async function replayLetters(
  client: pg.Pool,
  regionId: string,
  { side, ids, channel, account }: z.output<typeof ReplayLetters>,
  now: Date,
): Promise<number> {
  const values = [regionId, ids ?? null, channel ?? null, account ?? null, now];
  const chosen = (key: string, named: string, unnamed: string) =>
    `select ${key} from ${side === 'in' ? 'incoming_delivery' : 'outgoing_message'}
      where region_id = $1 and ($2::uuid[] is null or ${key} = any($2)) and ($3::text is null or channel = $3)
        and ($4::text is null or account = $4) and state in (${ids ? named : unnamed}) limit ${REPLAYED_MAX}`;
  if (side === 'in') {
    const again = await client.query(
      `update incoming_delivery set state = 'pending', attempts = 0, next_at = $5, error = null, finished_at = null
        where region_id = $1 and body is not null and delivery_id in (${chosen('delivery_id', `'dead', 'ignored'`, `'dead'`)})`,
      values,
    );
    return again.rowCount ?? 0;
  }
  const again = await client.query(
    `with again as (
       update outgoing_message set state = 'queued', attempts = 0, scheduled = false, due_at = $5, error = null
        where region_id = $1 and outgoing_id in (${chosen('outgoing_id', `'dead', 'held'`, `'dead'`)})
       returning region_id, message_id
     ), said as (
       update conversation_message m set state = 'queued' from again a
        where m.region_id = a.region_id and m.message_id = a.message_id
     )
     select count(*)::int as n from again`,
    values,
  );
  return again.rows[0].n;
}

/** Turns the region's pilot on or off; what is queued at that moment is held when its turn comes. */
export async function setPilot(client: pg.Pool, regionId: string, pilot: boolean, now: Date): Promise<void> {
  await client.query(
    // The day of a turn is the day of the first press: pressing «on» twice does not begin anew.
    `with turned as (
       insert into setting (region_id, name, value) values ($1, 'pilot', $2)
       on conflict (region_id, name) do update set value = excluded.value where setting.value is distinct from excluded.value
       returning 1
     )
     insert into setting (region_id, name, value) select $1, $3, $4 from turned
     on conflict (region_id, name) do update set value = excluded.value`,
    [
      regionId,
      JSON.stringify(pilot),
      pilot ? 'pilot-since' : 'in-service-since',
      JSON.stringify(now.toISOString()),
    ],
  );
}

/** The trial run: whether it goes on, since when, and how many cases it has left behind. */
export async function readPilot(
  client: pg.Pool,
  regionId: string,
): Promise<{ since: string | null; inServiceSince: string | null; cases: number }> {
  const found = await client.query(
    `select (select value #>> '{}' from setting where region_id = $1 and name = 'pilot-since') as since,
            (select value #>> '{}' from setting where region_id = $1 and name = 'in-service-since') as "inServiceSince",
            (select count(*)::int from appeal where region_id = $1 and pilot) as cases`,
    [regionId],
  );
  return found.rows[0];
}
