import type pg from 'pg';
import type { QualityItem, QualityQueue } from '../../../contract/control.ts';
import type { CaseCondition } from '../count-board.ts';
import { CHECKLIST, type Mark, scoreOf, suggestMarks, unmarked } from './checklist.ts';

const SCORES_DAYS = 90;
const DAY_MS = 86_400_000;

/** Answers that wait for a look, low ratings and returns before the lot, and how bodies have scored lately. */
export async function readQueue(
  pool: pg.Pool,
  condition: CaseCondition,
  query: { organisation?: string; limit: number },
  now: Date,
): Promise<QualityQueue> {
  const parameters = [...condition.parameters];
  const put = (value: unknown) => `$${parameters.push(value)}`;
  const ofBody = query.organisation ? ` and a.organisation = ${put(query.organisation)}` : '';
  const waiting = `from quality_review q
      join appeal a on a.region_id = q.region_id and a.appeal_id = q.appeal_id
     where q.region_id = $1 and q.reviewed_at is null and ${condition.where}${ofBody}`;
  const counted = [...parameters];
  const [rows, count, scores] = await Promise.all([
    pool.query(
      `select x.*, n.text as answer, n.at as answered_at, n.login as answered_by, n.outcome as answer_outcome
         from (select q.review_id, q.answer_id, q.sampled_why, q.sampled_at, a.appeal_id, a.number, a.status, a.topic,
                 a.municipality, a.organisation, a.filed_at, a.text, a.rating ${waiting}
               order by q.sampled_why = 'lot', q.sampled_at, q.review_id limit ${put(query.limit)}) as x
         join answer n on n.region_id = $1 and n.answer_id = x.answer_id
        order by x.sampled_why = 'lot', x.sampled_at, x.review_id`,
      parameters,
    ),
    pool.query(`select count(*)::int as count ${waiting}`, counted),
    pool.query(
      `select a.organisation, avg(q.score)::float8 as mean, count(*)::int as n,
              count(*) filter (where q.verdict = 'rework')::int as rework
         from quality_review q join appeal a on a.region_id = q.region_id and a.appeal_id = q.appeal_id
        where q.region_id = $1 and q.reviewed_at >= $${condition.parameters.length + 1} and q.score is not null
          and ${condition.where}
        group by 1 order by 2, 3 desc limit 200`,
      [...condition.parameters, new Date(now.getTime() - SCORES_DAYS * DAY_MS)],
    ),
  ]);
  return {
    checklist: CHECKLIST.items,
    lotPercent: CHECKLIST.lotPercent,
    waiting: count.rows[0].count,
    rows: rows.rows.map(toItem),
    scores: scores.rows,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a row of pg is untyped by nature; its columns are in the query above
function toItem(row: any): QualityItem {
  return {
    id: row.review_id,
    appealId: row.appeal_id,
    number: row.number,
    status: row.status,
    topic: row.topic,
    municipality: row.municipality,
    organisation: row.organisation,
    filedAt: row.filed_at.toISOString(),
    text: row.text,
    answer: row.answer,
    answeredAt: row.answered_at.toISOString(),
    answeredBy: row.answered_by,
    outcome: row.answer_outcome,
    rating: row.rating,
    sampledWhy: row.sampled_why,
    sampledAt: row.sampled_at.toISOString(),
    suggested: suggestMarks(row.answer, row.answer_outcome),
  };
}

/** Why a review was not taken; the message is a Russian sentence that names the remedy. */
export class ReviewConflict extends Error {
  override name = 'ReviewConflict';
  readonly reason: 'not_found' | 'done' | 'invalid';
  constructor(reason: ReviewConflict['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** The review in hand, locked until the transaction ends, with the case that it is about. @throws ReviewConflict */
export async function takeReview(
  client: pg.ClientBase,
  reviewId: string,
  condition: CaseCondition,
): Promise<{ appealId: string; status: string; version: number }> {
  const found = await client.query(
    `select q.reviewed_at, a.appeal_id as "appealId", a.status, a.version from quality_review q
       join appeal a on a.region_id = q.region_id and a.appeal_id = q.appeal_id
      where q.region_id = $1 and ${condition.where} and q.review_id = $${condition.parameters.length + 1}
        for update of q`,
    [...condition.parameters, reviewId],
  );
  const row = found.rows[0];
  if (!row) throw new ReviewConflict('not_found', 'Такой проверки нет или дело не в вашем ведении.');
  if (row.reviewed_at)
    throw new ReviewConflict('done', 'Этот ответ уже оценил кто-то другой. Перейдите к следующему.');
  return row;
}

/** @throws ReviewConflict when an item of the list is left without a mark */
export async function saveReview(
  client: pg.ClientBase,
  regionId: string,
  review: {
    reviewId: string;
    login: string;
    marks: Record<string, Mark>;
    verdict: 'pass' | 'rework';
    comment: string;
  },
  now: Date,
): Promise<number | null> {
  const missing = unmarked(review.marks);
  if (missing.length > 0)
    throw new ReviewConflict('invalid', `Отметьте каждый пункт листа: «${missing[0]!.title}».`);
  const marks = Object.fromEntries(CHECKLIST.items.map(({ id }) => [id, review.marks[id]]));
  const score = scoreOf(review.marks);
  await client.query(
    `update quality_review set reviewer = $3, reviewed_at = $4, checklist = $5, score = $6, verdict = $7, comment = $8
      where region_id = $1 and review_id = $2`,
    [
      regionId,
      review.reviewId,
      review.login,
      now,
      JSON.stringify(marks),
      score,
      review.verdict,
      review.comment || null,
    ],
  );
  return score;
}
