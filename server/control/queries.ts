import type pg from 'pg';
import type { Status } from '../../contract/vocabulary.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { WHERE_OWED } from '../registry/due-windows.ts';

/** Terms that came and that the clock itself acts upon: which action, and which cases. */
const COME: Record<'resume' | 'ask_rating' | 'close', string> = {
  // Its day has come, or the resident who was asked has answered in the thread.
  resume: `a.status = 'postponed' and (a.held_until <= $2 or exists (
    select 1 from pause p join conversation_message m on m.region_id = p.region_id and m.appeal_id = p.appeal_id
     where p.region_id = a.region_id and p.appeal_id = a.appeal_id and p.to_at is null and p.why = 'resident'
       and m.direction = 'in' and m.at > p.from_at))`,
  ask_rating: `a.status = 'answered' and a.due_at <= $2`,
  // A difficult case is closed by a person.
  close: `a.status = 'awaiting_rating' and a.due_at <= $2 and not a.complex`,
};
export type TimedAction = keyof typeof COME;

/**
 * Cases whose term came, the longest waiting first, and how many there are in all. Every condition repeats the one of the index of
 * open cases.
 *
 * @param but cases that were refused a moment ago: they must not keep others from their turn
 */
export async function casesCome(
  pool: pg.Pool,
  regionId: string,
  action: TimedAction,
  now: Date,
  limit: number,
  but: readonly string[],
): Promise<{ appealId: string; outcome: string | null }[]> {
  const found = await pool.query(
    `select a.appeal_id as "appealId", a.outcome from appeal a
      where a.region_id = $1 and a.status not in ('rejected', 'withdrawn', 'closed') and ${COME[action]}
        and a.appeal_id <> all($4::uuid[])
      order by a.due_at, a.appeal_id limit $3`,
    [regionId, now, limit, but],
  );
  return found.rows;
}

export async function countCome(
  pool: pg.Pool,
  regionId: string,
  action: TimedAction,
  now: Date,
): Promise<number> {
  const found = await pool.query(
    `select count(*)::int as count from appeal a
      where a.region_id = $1 and a.status not in ('rejected', 'withdrawn', 'closed') and ${COME[action]}`,
    [regionId, now],
  );
  return found.rows[0].count;
}

/** Promises whose day has passed, oldest first, taken by this transaction alone. @param today YYYY-MM-DD of the region */
export async function takePassedPromises(
  client: pg.ClientBase,
  regionId: string,
  today: string,
  limit: number,
): Promise<{ promiseId: string; appealId: string; until: string; organisation: string }[]> {
  const found = await client.query(
    `select promise_id as "promiseId", appeal_id as "appealId", until::text, organisation from promise
      where region_id = $1 and state = 'open' and until < $2::date order by until, promise_id limit $3
      for update skip locked`,
    [regionId, today, limit],
  );
  return found.rows;
}

export async function breakPromises(
  client: pg.ClientBase,
  regionId: string,
  promiseIds: readonly string[],
  now: Date,
): Promise<void> {
  await client.query(
    `update promise set state = 'broken', settled_at = $3 where region_id = $1 and promise_id = any($2::uuid[])`,
    [regionId, promiseIds, now],
  );
}

export async function countPassedPromises(pool: pg.Pool, regionId: string, today: string): Promise<number> {
  const found = await pool.query(
    `select count(*)::int as count from promise where region_id = $1 and state = 'open' and until < $2::date`,
    [regionId, today],
  );
  return found.rows[0].count;
}

/** What the ladder needs of a case, and what an event says of it. */
export interface EscalationCase {
  appealId: string;
  organisation: string;
  status: Status;
  dueAt: Date | null;
  termFrom: Date;
  reopenings: number;
  promiseBroken: boolean;
  written: string[];
}

const WRITTEN_THIS_ROUND = `e.region_id = a.region_id and e.appeal_id = a.appeal_id
  and e.at >= coalesce(a.reopened_at, '-infinity')`;

/** Locks these cases and reads what the ladder needs; a case that somebody acts on this moment is left for the next time. */
export async function takeForLadder(
  client: pg.ClientBase,
  regionId: string,
  appealIds: readonly string[],
): Promise<EscalationCase[]> {
  const found = await client.query(
    `select a.appeal_id as "appealId", a.organisation, a.status, a.due_at as "dueAt", a.reopenings,
        greatest(a.registered_at, a.assigned_at, a.reopened_at) as "termFrom",
        exists (select 1 from promise p where p.region_id = a.region_id and p.appeal_id = a.appeal_id
          and p.state = 'broken' and p.settled_at >= coalesce(a.reopened_at, '-infinity')) as "promiseBroken",
        (select coalesce(array_agg(distinct e.why), '{}') from escalation e where ${WRITTEN_THIS_ROUND}) as written
       from appeal a where a.region_id = $1 and a.appeal_id = any($2::uuid[])
        for update of a skip locked`,
    [regionId, appealIds],
  );
  return found.rows;
}

/**
 * Cases that have come to a timed rung and not yet reached it or a graver one, longest late first.
 *
 * @param before terms that end before this moment
 * @param afterShare of the term must have passed; 0 for «late»
 * @param track timed rungs of this level and above
 */
export async function casesAtTimedRung(
  pool: pg.Pool,
  regionId: string,
  rung: { before: Date; afterShare: number; track: readonly string[] },
  now: Date,
  limit: number,
): Promise<string[]> {
  const found = await pool.query(
    `select a.appeal_id from appeal a
      where a.region_id = $1 and ${WHERE_OWED} and a.status <> 'postponed' and a.due_at < $2
        and ($3::float8 = 0 or a.due_at - $4::timestamptz
          <= (a.due_at - greatest(a.registered_at, a.assigned_at, a.reopened_at)) * $3::float8)
        and not exists (select 1 from escalation e where ${WRITTEN_THIS_ROUND} and e.why = any($5))
      order by a.due_at, a.appeal_id limit $6`,
    [regionId, rung.before, rung.afterShare, now, rung.track, limit],
  );
  return found.rows.map((row) => row.appeal_id);
}

/** Cases that came back so often and were not yet told about since. */
export async function casesCameBack(
  pool: pg.Pool,
  regionId: string,
  times: number,
  rungId: string,
  limit: number,
): Promise<string[]> {
  const found = await pool.query(
    `select a.appeal_id from appeal a
      where a.region_id = $1 and ${WHERE_OWED} and a.reopenings >= $2
        and not exists (select 1 from escalation e where ${WRITTEN_THIS_ROUND} and e.why = $3)
      order by a.due_at, a.appeal_id limit $4`,
    [regionId, times, rungId, limit],
  );
  return found.rows.map((row) => row.appeal_id);
}

/** Cases with a promise broken lately that the ladder has not told about: a stop between the two is caught up with here. */
export async function casesWithBrokenPromise(
  pool: pg.Pool,
  regionId: string,
  since: Date,
  rungId: string,
  limit: number,
): Promise<string[]> {
  const found = await pool.query(
    `select distinct a.appeal_id from promise p
       join appeal a on a.region_id = p.region_id and a.appeal_id = p.appeal_id
      where p.region_id = $1 and p.state = 'broken' and p.settled_at >= greatest($2::timestamptz, coalesce(a.reopened_at, '-infinity'))
        and not exists (select 1 from escalation e where ${WRITTEN_THIS_ROUND} and e.why = $3)
      limit $4`,
    [regionId, since, rungId, limit],
  );
  return found.rows.map((row) => row.appeal_id);
}

export interface NewEscalation {
  appealId: string;
  rung: string;
  level: number;
  role: string;
  organisation: string;
  due: Date | null;
}

/** Rows of the ladder, the level on the case and the event, together. */
export async function writeEscalations(
  client: pg.ClientBase,
  regionId: string,
  rows: readonly NewEscalation[],
  now: Date,
): Promise<void> {
  await client.query(
    `insert into escalation (region_id, escalation_id, appeal_id, level, why, at, to_role, to_organisation)
     select $1, id, appeal_id, level, why, $2, role, organisation
       from unnest($3::uuid[], $4::uuid[], $5::smallint[], $6::text[], $7::text[], $8::text[])
         as x (id, appeal_id, level, why, role, organisation)`,
    [
      regionId,
      now,
      rows.map(() => uuidV7(now.getTime())),
      rows.map((row) => row.appealId),
      rows.map((row) => row.level),
      rows.map((row) => row.rung),
      rows.map((row) => row.role),
      rows.map((row) => row.organisation),
    ],
  );
  // The version stays: being watched more closely must not turn away somebody who is writing the answer.
  await client.query(
    `update appeal a set escalation = x.level
       from (select appeal_id, max(level) as level from unnest($2::uuid[], $3::smallint[]) as y (appeal_id, level) group by 1) x
      where a.region_id = $1 and a.appeal_id = x.appeal_id and a.escalation < x.level`,
    [regionId, rows.map((row) => row.appealId), rows.map((row) => row.level)],
  );
  await appendEvents(
    client,
    regionId,
    now,
    'case.escalated',
    rows.map(({ appealId, rung, level, role, organisation, due }) => ({
      appealId,
      data: { rung, level, role, organisation, due: due?.toISOString() ?? null },
    })),
  );
}

export async function appendEvents(
  client: pg.ClientBase,
  regionId: string,
  at: Date,
  type: string,
  events: readonly { appealId: string; data: Record<string, unknown> }[],
  actor: string | null = null,
): Promise<void> {
  await client.query(
    `insert into event (region_id, at, type, appeal_id, actor, data)
     select $1, $2, $3, appeal_id, $6, data from unnest($4::uuid[], $5::jsonb[]) as x (appeal_id, data)`,
    [
      regionId,
      at,
      type,
      events.map((event) => event.appealId),
      events.map((event) => JSON.stringify(event.data)),
      actor,
    ],
  );
}

/** How far a looking-through has come; null when it has not begun. */
export async function readMark(pool: pg.Pool, regionId: string, name: string): Promise<string | null> {
  const found = await pool.query('select value from setting where region_id = $1 and name = $2', [
    regionId,
    name,
  ]);
  return found.rows[0]?.value ?? null;
}

export async function saveMark(pool: pg.Pool, regionId: string, name: string, value: string): Promise<void> {
  await pool.query(
    `insert into setting (region_id, name, value) values ($1, $2, $3)
     on conflict (region_id, name) do update set value = excluded.value`,
    [regionId, name, JSON.stringify(value)],
  );
}
