import type pg from 'pg';
import type { Crisis } from '../../contract/crisis.ts';
import { appendEvent } from '../platform/event-log/index.ts';

const COLUMNS = `crisis_id as id, title, topics, municipalities, from_day::text as "from", to_day::text as "to", note,
  started_by as "startedBy"`;
const ROWS_MAX = 200;

/** Running ones first, then the latest. */
export async function listCrises(pool: pg.Pool, regionId: string): Promise<Crisis[]> {
  const found = await pool.query<Crisis>(
    `select ${COLUMNS} from crisis where region_id = $1 order by to_day desc nulls first, from_day desc, crisis_id limit ${ROWS_MAX}`,
    [regionId],
  );
  return found.rows;
}

export async function readCrisis(pool: pg.Pool, regionId: string, id: string): Promise<Crisis | null> {
  const found = await pool.query<Crisis>(
    `select ${COLUMNS} from crisis where region_id = $1 and crisis_id = $2`,
    [regionId, id],
  );
  return found.rows[0] ?? null;
}

/** Within the caller's transaction: new topics of a crisis commit with it. */
export async function insertCrisis(
  client: pg.ClientBase,
  regionId: string,
  crisis: Crisis,
  now: Date,
): Promise<void> {
  await client.query(
    `insert into crisis (region_id, crisis_id, title, topics, municipalities, from_day, to_day, note, started_by)
     values ($1,$2,$3,$4,$5,$6,null,$7,$8)`,
    [
      regionId,
      crisis.id,
      crisis.title,
      crisis.topics,
      crisis.municipalities,
      crisis.from,
      crisis.note,
      crisis.startedBy,
    ],
  );
  await appendEvent(client, regionId, {
    at: now,
    type: 'crisis.started',
    appealId: null,
    actor: crisis.startedBy,
    data: { crisis: crisis.id, topics: crisis.topics },
  });
}

/** @returns false when there is no such running one */
export async function endCrisis(
  client: pg.ClientBase,
  regionId: string,
  { id, today, login }: { id: string; today: string; login: string },
  now: Date,
): Promise<boolean> {
  const ended = await client.query(
    'update crisis set to_day = $3 where region_id = $1 and crisis_id = $2 and to_day is null',
    [regionId, id, today],
  );
  if (ended.rowCount !== 1) return false;
  await appendEvent(client, regionId, {
    at: now,
    type: 'crisis.ended',
    appealId: null,
    actor: login,
    data: { crisis: id },
  });
  return true;
}
