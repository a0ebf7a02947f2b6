import type pg from 'pg';
import type { TextExample } from '../triage/text/index.ts';

/** The newest so many are learned from: two years of a large region, and a bound on memory. */
const EXAMPLES_MAX = 400_000;

/** Appeals whose topic a person or the source system has set, with their moments, as training examples. */
export async function readHistoryExamples(pool: pg.Pool, regionId: string): Promise<TextExample[]> {
  const found = await pool.query<{ text: string; topic: string; filed_at: Date }>(
    `select text, topic, filed_at from appeal
      where region_id = $1 and topic is not null and triage in ('confirmed', 'corrected')
      order by filed_at desc limit ${EXAMPLES_MAX}`,
    [regionId],
  );
  return found.rows.map(({ text, topic, filed_at }) => ({
    text,
    labels: { topic },
    time: filed_at.getTime(),
  }));
}
