import type pg from 'pg';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { KnownHistory } from './known-history.ts';

export interface HistoryRow {
  channel: string;
  externalId: string;
  history: KnownHistory;
}

/**
 * Writes what happened to imported cases before they came, for a whole batch in one transaction. Only for cases that have no history
 * yet: a repeated import adds nothing, and one that broke off between a case and its history completes it.
 */
export async function writeHistory(
  pool: pg.Pool,
  regionId: string,
  rows: readonly HistoryRow[],
  now: Date,
): Promise<number> {
  if (rows.length === 0) return 0;
  return transaction(pool, async (client) => {
    const written = await client.query(WRITE, [
      regionId,
      JSON.stringify(
        rows.map(({ channel, externalId, history }) => ({
          channel,
          external_id: externalId,
          assigned_at: history.assignedAt,
          first_answer_at: history.firstAnswerAt,
          answered_at: history.answeredAt,
          outcome_reason: history.outcomeReason,
          reopenings: history.reopenings,
          answers: history.answers.map((answer) => ({
            ...answer,
            id: uuidV7(now.getTime()),
            outcome: answer.kind === 'final' ? history.outcome : null,
          })),
        })),
      ),
      now,
    ]);
    return written.rows.length;
  });
}

const WRITE = `
with input as materialized (
  select m.appeal_id, x.* from jsonb_to_recordset($2::jsonb) as x(channel text, external_id text, assigned_at timestamptz,
      first_answer_at timestamptz, answered_at timestamptz, outcome_reason text, reopenings smallint, answers jsonb)
    join message m on m.region_id = $1 and m.channel = x.channel and m.external_id = x.external_id
), changed as (
  update appeal a set version = a.version + 1, assigned_at = i.assigned_at, first_answer_at = i.first_answer_at,
         answered_at = i.answered_at, outcome_reason = i.outcome_reason, reopenings = i.reopenings
    from input i
   where a.region_id = $1 and a.appeal_id = i.appeal_id and a.version = 1 and a.assigned_at is null
     and a.first_answer_at is null and a.outcome_reason is null
  returning a.appeal_id, a.organisation
), answers as (
  insert into answer (region_id, answer_id, appeal_id, ordinal, kind, text, outcome, at, login, organisation)
  select $1, y.id, c.appeal_id, y.ordinal, y.kind, y.text, y.outcome, y.at, null, c.organisation
    from changed c join input i using (appeal_id),
         jsonb_to_recordset(i.answers) as y(id uuid, ordinal smallint, kind text, text text, outcome text, at timestamptz)
  on conflict (region_id, appeal_id, ordinal) do nothing
), events as (
  insert into event (region_id, at, type, appeal_id, actor, data)
  select $1, $3, 'appeal.history_imported', appeal_id, null, jsonb_build_object('answers', jsonb_array_length(i.answers))
    from changed join input i using (appeal_id)
)
select appeal_id from changed`;
