import type pg from 'pg';
import { transaction } from '../platform/database/index.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import type { Fate } from './fates.ts';

export interface DemoLife {
  channel: string;
  externalId: string;
  fate: Fate;
}

/** Answers are written for the newest only: older ones are counted, hardly ever read. */
const ANSWERS_DAYS = 45;

const INTERIM =
  'Ваше обращение получено. Выехали на место, составили план работ; о результате сообщим к названному сроку.';
const FINAL: Record<string, string> = {
  solved:
    'Вы писали о недостатке у вашего дома.\n\nПричина — износ и задержка подрядчика.\n\nРаботы сделаны, результат проверен на месте.',
  explained:
    'Вы спрашивали о порядке работ.\n\nРаботы идут по утверждённому графику.\n\nГрафик опубликован на странице органа; ваш адрес в нём есть.',
  not_solved:
    'Вы писали о недостатке у вашего дома.\n\nНа работы этого года денег не хватило.\n\nАдрес включён в план следующего года.',
  not_supported:
    'Вы предложили изменить порядок.\n\nПредложение рассмотрено.\n\nИзменить порядок сейчас нельзя: он установлен законом.',
};

/** What happened to invented cases after they came; for a whole batch, in one transaction. Repeating it adds nothing. */
export async function writeLives(pool: pg.Pool, regionId: string, lives: readonly DemoLife[]): Promise<void> {
  if (lives.length === 0) return;
  const rows = lives.map(({ channel, externalId, fate }) => ({
    channel,
    external_id: externalId,
    assigned_at: fate.assignedAt,
    first_answer_at: fate.firstAnswerAt,
    answered_at: fate.answeredAt,
    held_until: fate.heldUntil,
    reopenings: fate.reopenings,
    hops: fate.hops,
    promise_id: uuidV7(fate.assignedAt.getTime()),
    promised_for: fate.promisedFor?.toISOString().slice(0, 10) ?? null,
    answer_id: uuidV7(fate.assignedAt.getTime() + 1),
    answer_kind: fate.answeredAt ? 'final' : 'interim',
    answer_at: fate.answeredAt ?? fate.firstAnswerAt,
    answer: fate.answeredAt ? FINAL[fate.outcome ?? 'explained'] : fate.promisedFor ? INTERIM : null,
    outcome: fate.outcome,
  }));
  await transaction(pool, async (client) => {
    await client.query(WRITE, [regionId, JSON.stringify(rows), ANSWERS_DAYS]);
  });
}

const WRITE = `
with input as materialized (
  select m.appeal_id, x.* from jsonb_to_recordset($2::jsonb) as x(channel text, external_id text, assigned_at timestamptz,
      first_answer_at timestamptz, answered_at timestamptz, held_until timestamptz, reopenings smallint, hops smallint,
      promise_id uuid, promised_for date, answer_id uuid, answer_kind text, answer_at timestamptz, answer text, outcome text)
    join message m on m.region_id = $1 and m.channel = x.channel and m.external_id = x.external_id
), changed as (
  update appeal a set assigned_at = i.assigned_at, first_answer_at = i.first_answer_at, answered_at = i.answered_at,
         interim_at = case when i.promised_for is not null then i.first_answer_at end, held_until = i.held_until,
         reopenings = i.reopenings, reopened_at = case when a.status = 'reopened' then i.assigned_at end, hops = i.hops,
         submitted_at = case when a.status = 'approval' then i.assigned_at end,
         due_at = case when a.due_at is null then null else coalesce(i.held_until, a.due_at) end,
         -- The demo's own people have work in hand.
         assignee = case when a.organisation = 'nsk-transport' and a.status in ('in_work', 'approval', 'interim_answer', 'postponed')
                         then (array['executor', 'colleague'])[1 + (hashtext(a.external_id) & 1)] end
    from input i where a.region_id = $1 and a.appeal_id = i.appeal_id and a.assigned_at is null
  returning a.appeal_id, a.organisation, a.status
), events as (
  insert into event (region_id, at, type, appeal_id, actor, data)
  select $1, i.assigned_at, 'appeal.history_imported', c.appeal_id, null, '{}' from changed c join input i using (appeal_id)
   where i.held_until is not null
), promises as (
  insert into promise (region_id, promise_id, appeal_id, organisation, made_at, login, text, until, state)
  select $1, i.promise_id, c.appeal_id, c.organisation, i.first_answer_at, 'executor', i.answer, i.promised_for, 'open'
    from changed c join input i using (appeal_id) where i.promised_for is not null
), drafts as (
  insert into draft (region_id, draft_id, appeal_id, edition, at, login, understood, cause, plan, plan_date, outcome)
  select $1, i.answer_id, c.appeal_id, 1, i.assigned_at, 'executor', 'Вы писали о недостатке у вашего дома.',
         'Причина — задержка подрядчика.', 'Работы сделаны, результат проверен на месте.', null, 'solved'
    from changed c join input i using (appeal_id) where c.status = 'approval'
), approvals as (
  insert into approval (region_id, approval_id, appeal_id, draft_id, ordinal, role, state)
  select $1, i.promise_id, c.appeal_id, i.answer_id, 0, 'approver', 'waiting'
    from changed c join input i using (appeal_id) where c.status = 'approval'
)
insert into answer (region_id, answer_id, appeal_id, ordinal, kind, text, outcome, at, login, organisation)
select $1, i.answer_id, c.appeal_id, 1, i.answer_kind, i.answer, i.outcome, i.answer_at, null, c.organisation
  from changed c join input i using (appeal_id)
 where i.answer is not null and i.answer_at > now() - make_interval(days => $3)`;
