import type pg from 'pg';
import type { CaseLife } from '../../../contract/casework.ts';
import type { Status } from '../../../contract/vocabulary.ts';
import { type Acting, actionsFor, PATH } from '../path-of-a-case.ts';
import { PERSON_THERE } from './queries.ts';

const ROWS_MAX = 200;

/**
 * What has become of a case besides its row: answers, promises, approvals, conversation, and what this reader may do next. One round
 * trip; the caller has checked that the case is theirs to see.
 */
export async function readLife(
  client: pg.Pool,
  regionId: string,
  appealId: string,
  status: Status,
  acting: Acting,
): Promise<CaseLife> {
  const found = await client.query({ name: 'case-life', text: LIFE, values: [regionId, appealId] });
  const row = found.rows[0];
  return {
    ...row,
    actions: actionsFor(status, acting).map((action) => ({
      action,
      demands: [...PATH[action].demands],
      follows: [...PATH[action].follows],
    })),
  };
}

const list = (select: string, from: string, order: string) =>
  `(select coalesce(jsonb_agg(x), '[]') from (select ${select} from ${from}
      where region_id = $1 and appeal_id = $2 order by ${order} limit ${ROWS_MAX}) x)`;

/** PostgreSQL's own ISO text of a moment has an offset; the contract wants Z. */
const iso = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const LIFE = `select a.assignee, (select name from account p where p.region_id = a.region_id and p.login = a.assignee) as "assigneeName",
    a.hops, a.reopenings, a.rating, a.complex, a.about_organisation as "aboutOrganisation", a.outcome_reason as "outcomeReason", a.handed_to as "handedTo", a.escalation,
    ${iso('a.held_until')} as "heldUntil",
    (select number from appeal l where l.region_id = a.region_id and l.appeal_id = a.lead_appeal) as "leadNumber",
    ${list(`answer_id as id, kind, text, outcome, ${iso('at')} as at, login, organisation`, 'answer', 'ordinal')} as answers,
    ${list(`promise_id as id, text, until::text, state, ${iso('made_at')} as "madeAt"`, 'promise', 'made_at')} as promises,
    (select coalesce(jsonb_agg(x), '[]') from (
       select w.approval_id as id, w.ordinal, w.role, w.state, w.login, ${iso('w.at')} as at, w.comment,
              case when ${PERSON_THERE} then w.person end as person, case when ${PERSON_THERE} then p.name end as "personName"
         from approval w left join account p on p.region_id = w.region_id and p.login = w.person
        where w.region_id = $1 and w.appeal_id = $2 order by w.approval_id limit ${ROWS_MAX}) x) as approvals,
    ${list(`extension_id as id, days, reason, state, asked_by as "askedBy"`, 'extension', 'asked_at')} as extensions,
    ${list(`${iso('at')} as at, how, confirmed, text, checks`, 'verification', 'at')} as verifications,
    ${list(`${iso('at')} as at, stars, reasons, comment`, 'rating', 'at')} as ratings,
    ${list(`message_id as id, direction, author, text, ${iso('at')} as at, channel, state`, 'conversation_message', 'at')} as conversation
  from appeal a where a.region_id = $1 and a.appeal_id = $2`;
