import type pg from 'pg';
import type { Mention, Mentions } from '../../../contract/my-work.ts';
import { type AccessScope, admitsCase } from '../../access/index.ts';

/** The newest are looked through; whoever was called oftener reads the cases themselves. */
const READ_MAX = 500;
const SHOWN_MAX = 100;

interface Reader {
  regionId: string;
  login: string;
  scope: AccessScope;
}

/**
 * Notes that call this person, unread first, then newest first. What a person may no longer see (moved to another body, another block)
 * is neither listed nor counted.
 */
export async function listMentions(pool: pg.Pool, reader: Reader): Promise<Mentions> {
  const rows = await readVisible(pool, reader);
  return {
    unread: rows.filter(({ readAt }) => readAt === null).length,
    rows: rows.slice(0, SHOWN_MAX),
  };
}

/** Only those of the reader's own, and of cases the reader sees. @param ids null = all of them @returns how many became read */
export async function readMentions(
  pool: pg.Pool,
  reader: Reader,
  ids: readonly string[] | null,
  now: Date,
): Promise<number> {
  const rows = await readVisible(pool, reader);
  const wanted = rows.filter(({ id, readAt }) => readAt === null && (ids === null || ids.includes(id)));
  await pool.query(
    `insert into mention_reading (region_id, login, note_id, at) select $1, $2, id, $4 from unnest($3::uuid[]) as n (id)
     on conflict do nothing`,
    [reader.regionId, reader.login, wanted.map(({ id }) => id), now],
  );
  return wanted.length;
}

async function readVisible(pool: pg.Pool, { regionId, login, scope }: Reader): Promise<Mention[]> {
  const found = await pool.query(
    `select n.note_id, n.at, n.text, n.login, p.name, a.appeal_id, a.number, a.status, a.topic, a.municipality, a.organisation,
            a.co_executors as "coExecutors", r.at as read_at
       from note n
       join appeal a on a.region_id = n.region_id and a.appeal_id = n.appeal_id
       left join account p on p.region_id = n.region_id and p.login = n.login
       left join mention_reading r on r.region_id = n.region_id and r.login = $2 and r.note_id = n.note_id
      where n.region_id = $1 and n.mentions @> array[$2]
      order by r.at is not null, n.at desc, n.note_id desc limit ${READ_MAX}`,
    [regionId, login],
  );
  return found.rows
    .filter((row) => admitsCase(scope, row))
    .map((row) => ({
      id: row.note_id,
      at: row.at.toISOString(),
      text: row.text,
      login: row.login,
      authorName: row.name,
      appealId: row.appeal_id,
      number: row.number,
      status: row.status,
      topic: row.topic,
      readAt: row.read_at?.toISOString() ?? null,
    }));
}
