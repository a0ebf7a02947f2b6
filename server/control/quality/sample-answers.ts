import { createHash } from 'node:crypto';
import type pg from 'pg';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { readMark, saveMark } from '../queries.ts';
import { CHECKLIST } from './checklist.ts';

export interface SampleContext {
  pool: pg.Pool;
  regionId: string;
  now: Date;
  lotPercent?: number;
}

const MARK = 'control.sampled-until';
/** An answer whose transaction ended late has a key a little before the last one seen. */
const OVERLAP_MS = 3_600_000;
/** Where nothing was ever drawn, the last days are enough: a first start must not bring years to review. */
const BEGINS_DAYS = 7;
/** Ratings at or below this are looked at without a lot. */
const LOW_RATING_MAX = 2;
const DAY_MS = 86_400_000;
const LOTS = 10_000;

/**
 * Does the lot fall on this answer? The first 32 bits of MD5 of its key over 10 000 lots: the same answer always draws the same, in
 * every process and after every restart, and nobody can choose which. The query below says the same in SQL.
 */
export function drawnByLot(answerId: string, percent: number): boolean {
  const drawn = createHash('md5').update(answerId).digest().readUInt32BE(0);
  return drawn % LOTS < percent * (LOTS / 100);
}

const DRAWN = `(('x' || left(md5(n.answer_id::text), 8))::bit(32)::bigint % ${LOTS}) < $4::float8 * ${LOTS / 100}`;

/**
 * Puts answers into the queue of review: N % by lot, every one that was rated 1–2 or came back. Goes on where it stopped, at most
 * `limit` answers a round.
 */
export async function sampleAnswers(
  context: SampleContext,
  limit: number,
): Promise<{ done: number; left: number }> {
  const { pool, regionId, now, lotPercent = CHECKLIST.lotPercent } = context;
  const mark = await readMark(pool, regionId, MARK);
  const from = mark ?? floorOf(now.getTime() - BEGINS_DAYS * DAY_MS);
  const seen = await pool.query<{ answer_id: string; drawn: boolean }>(
    `select n.answer_id, ${DRAWN} as drawn from answer n
      where n.region_id = $1 and n.answer_id >= $2 and n.kind in ('final', 'outside')
      order by n.answer_id limit $3`,
    [regionId, from, limit, lotPercent],
  );
  const byLot = seen.rows.filter((row) => row.drawn).map((row) => row.answer_id);
  const since = new Date(timeOf(from));
  const [low, returned] = await Promise.all([
    lastAnswers(
      pool,
      regionId,
      `select distinct appeal_id from rating where region_id = $1 and at >= $2 and stars <= ${LOW_RATING_MAX}`,
      since,
    ),
    lastAnswers(
      pool,
      regionId,
      `select a.appeal_id from appeal a where a.region_id = $1 and a.status not in ('rejected', 'withdrawn', 'closed')
          and a.reopenings > 0 and a.reopened_at >= $2`,
      since,
    ),
  ]);
  const why = new Map<string, string>();
  for (const id of byLot) why.set(id, 'lot');
  for (const id of returned) why.set(id, 'reopened');
  for (const id of low) why.set(id, 'low_rating');
  const done = await insertReviews(pool, regionId, why, now);
  const full = seen.rows.length === limit;
  // A full round goes on right after its last answer; otherwise an hour is looked at again.
  const next = full ? seen.rows.at(-1)!.answer_id : laterOf(from, floorOf(now.getTime() - OVERLAP_MS));
  if (next !== mark) await saveMark(pool, regionId, MARK, next);
  return { done, left: full ? await countAfter(pool, regionId, next) : 0 };
}

/** The final answer that these cases had when they were rated or came back. */
async function lastAnswers(pool: pg.Pool, regionId: string, cases: string, since: Date): Promise<string[]> {
  const found = await pool.query<{ answer_id: string }>(
    `select n.answer_id from (${cases}) as c
       join lateral (select answer_id from answer n where n.region_id = $1 and n.appeal_id = c.appeal_id
          and n.kind in ('final', 'outside') order by n.ordinal desc limit 1) n on true
      where not exists (select 1 from quality_review q where q.region_id = $1 and q.answer_id = n.answer_id)
      limit 1000`,
    [regionId, since],
  );
  return found.rows.map((row) => row.answer_id);
}

async function insertReviews(
  pool: pg.Pool,
  regionId: string,
  why: ReadonlyMap<string, string>,
  now: Date,
): Promise<number> {
  if (why.size === 0) return 0;
  const inserted = await pool.query(
    `insert into quality_review (region_id, review_id, appeal_id, answer_id, sampled_why, sampled_at)
     select $1, x.review_id, n.appeal_id, n.answer_id, x.why, $2
       from unnest($3::uuid[], $4::uuid[], $5::text[]) as x (review_id, answer_id, why)
       join answer n on n.region_id = $1 and n.answer_id = x.answer_id
     on conflict (region_id, answer_id) do nothing`,
    [regionId, now, [...why].map(() => uuidV7(now.getTime())), [...why.keys()], [...why.values()]],
  );
  return inserted.rowCount ?? 0;
}

async function countAfter(pool: pg.Pool, regionId: string, answerId: string): Promise<number> {
  const found = await pool.query(
    `select count(*)::int as count from answer
      where region_id = $1 and answer_id > $2 and kind in ('final', 'outside')`,
    [regionId, answerId],
  );
  return found.rows[0].count;
}

/** The smallest key of that moment: keys are ordered by time (RFC 9562, version 7). */
function floorOf(ms: number): string {
  const time = Math.max(0, ms).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

const timeOf = (id: string) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
const laterOf = (a: string, b: string) => (a > b ? a : b);
