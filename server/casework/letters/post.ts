import type pg from 'pg';
import type { z } from 'zod';
import type { MarkSent, Post, PostQuery } from '../../../contract/letters.ts';
import { type AccessScope, noteReadings, whereCase } from '../../access/index.ts';

/** A letter belongs to whoever writes it: a body that has passed the case on still sends its notice of that. */
const OWN = `(select l.*, c.topic, c.municipality, c.number as appeal_number from letter l
   join appeal c on c.region_id = l.region_id and c.appeal_id = l.appeal_id
  where l.region_id = $1) as a`;

interface Reader {
  regionId: string;
  scope: AccessScope;
  login: string;
  now: Date;
}

/** Letters that go by post: the oldest waiting first, the latest sent first. Names and addresses shown are written into the journal. */
export async function readPost(
  pool: pg.Pool,
  { state, after, limit }: z.output<typeof PostQuery>,
  { regionId, scope, login, now }: Reader,
): Promise<z.output<typeof Post>> {
  const parameters: unknown[] = [regionId, state];
  const where = `a.state = $2 and ${whereCase(scope, parameters)}`;
  const counted = await pool.query(`select count(*)::int as n from ${OWN} where ${where}`, parameters);
  const [at, id] = after?.split('_') ?? [];
  const [way, beyond] = state === 'sent' ? ['desc', '<'] : ['', '>'];
  const found = await pool.query(
    `select a.letter_id as id, a.appeal_id as "appealId", a.appeal_number as "appealNumber", a.kind, a.at, a.number, a.organisation,
            p.name, a.postal_address as "postalAddress", a.sent_on::text as "sentOn", a.track
       from ${OWN} left join applicant p on p.region_id = a.region_id and p.appeal_id = a.appeal_id
      where ${where} and ($${parameters.length + 1}::timestamptz is null
            or (a.at, a.letter_id) ${beyond} ($${parameters.length + 1}, $${parameters.length + 2}::uuid))
      order by a.at ${way}, a.letter_id ${way} limit $${parameters.length + 3}`,
    [...parameters, readDate(at), id && UUID.test(id) ? id : null, limit],
  );
  await noteReadings(pool, regionId, login, [...new Set(found.rows.map((row) => row.appealId))], now);
  const last = found.rows.length === limit ? found.rows.at(-1) : undefined;
  return {
    rows: found.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    total: counted.rows[0].n,
    next: last ? `${last.at.getTime()}_${last.id}` : null,
  };
}

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const readDate = (ms: string | undefined) => (ms && /^\d{1,15}$/.test(ms) ? new Date(Number(ms)) : null);

/** @returns how many went from «to print» to «sent»; those already sent, or somebody else's, are left as they are */
export async function markSent(
  pool: pg.Pool,
  { ids, on, tracks }: z.output<typeof MarkSent>,
  { regionId, scope, login }: Reader,
): Promise<number> {
  const parameters: unknown[] = [regionId, ids, on, JSON.stringify(tracks), login];
  const done = await pool.query(
    `update letter t set state = 'sent', sent_on = $3, track = nullif($4::jsonb ->> t.letter_id::text, ''), sent_by = $5
       from (select a.letter_id from ${OWN} where a.letter_id = any($2::uuid[]) and ${whereCase(scope, parameters)}) as own
      where t.region_id = $1 and t.letter_id = own.letter_id and t.state = 'to_print'`,
    parameters,
  );
  return done.rowCount ?? 0;
}

/** Takes it back: the letters wait to be sent again. */
export async function markUnsent(
  pool: pg.Pool,
  ids: readonly string[],
  { regionId, scope }: Reader,
): Promise<number> {
  const parameters: unknown[] = [regionId, ids];
  const done = await pool.query(
    `update letter t set state = 'to_print', sent_on = null, track = null, sent_by = null
       from (select a.letter_id from ${OWN} where a.letter_id = any($2::uuid[]) and ${whereCase(scope, parameters)}) as own
      where t.region_id = $1 and t.letter_id = own.letter_id and t.state = 'sent'`,
    parameters,
  );
  return done.rowCount ?? 0;
}
