import type pg from 'pg';
import type { LetterKind } from '../../../contract/letters.ts';

/** The event that said a notice, by the moment they share: a notice itself does not tell what it was about. */
const EVENT = (answer: string, column: string) =>
  `(select e.${column} from event e where e.region_id = ${answer}.region_id and e.appeal_id = ${answer}.appeal_id and e.at = ${answer}.at
      and e.type in ('case.extended', 'case.transferred', 'case.handed_out') limit 1)`;

/** SQL: kind of letter of a row of `answer`. */
export const kindOfAnswer = (answer: string) =>
  `case when ${answer}.kind in ('final', 'outside') then 'answer' when ${answer}.kind in ('interim', 'question') then ${answer}.kind
        else case ${EVENT(answer, 'type')} when 'case.extended' then 'extended' when 'case.transferred' then 'forwarded'
             when 'case.handed_out' then 'forwarded' else 'notice' end end`;

export interface LetterRow {
  letter_id: string | null;
  number: string | null;
  state: 'kept' | 'to_print' | 'sent';
  kind: LetterKind;
  /** Who writes. */
  organisation: string;
  at: Date;
  text: string;
  event: { from?: string; to?: string; days?: number } | null;
  extension_reason: string | null;
  case_number: string;
  filed_at: Date;
  registered_at: Date;
  due_at: Date | null;
  name: string | null;
  postal_address: string | null;
  sender_name: string | null;
  sender_number: string | null;
  sender_date: string | null;
  approver: string | null;
  approver_role: string | null;
  executor: string | null;
}

/** Everything a letter is made from; null when the case never said this. */
export async function readLetterRow(
  client: pg.Pool,
  regionId: string,
  appealId: string,
  source: string,
): Promise<LetterRow | null> {
  const found = await client.query<LetterRow>(
    `select l.letter_id, l.number, coalesce(l.state, 'kept') as state, said.*, coalesce(l.organisation, said.organisation) as organisation,
            a.number as case_number,
            a.filed_at, a.registered_at, a.due_at, p.name, b.sender_name, b.sender_number, b.sender_date::text,
            coalesce(l.postal_address, b.postal_address) as postal_address,
            who.name as approver, who.role as approver_role, author.name as executor,
            (select x.reason from extension x where x.region_id = $1 and x.appeal_id = $2 and x.decided_at = said.at limit 1)
              as extension_reason
       from appeal a
       join lateral (
         select 'registered' as kind, a.organisation as organisation, a.registered_at as at, '' as text, null::jsonb as event,
                null as approved_by, null as login
          where $3 = 'registered'
         union all
         select ${kindOfAnswer('n')}, coalesce(${EVENT('n', 'data')} ->> 'from', n.organisation), n.at, n.text, ${EVENT('n', 'data')},
                coalesce(n.approved_by, n.login),
                case when n.kind = 'final' then coalesce(
                  (select d.login from draft d where d.region_id = $1 and d.appeal_id = $2 and d.at <= n.at
                    order by d.edition desc limit 1), n.login) else n.login end
           from answer n where n.region_id = $1 and n.appeal_id = $2 and n.answer_id::text = $3) as said on true
       left join letter l on l.region_id = $1 and l.appeal_id = $2 and l.source = $3
       left join applicant p on p.region_id = $1 and p.appeal_id = $2
       left join on_behalf b on b.region_id = $1 and b.appeal_id = $2
       left join account who on who.region_id = $1 and who.login = said.approved_by
       left join account author on author.region_id = $1 and author.login = said.login
      where a.region_id = $1 and a.appeal_id = $2`,
    [regionId, appealId, source],
  );
  return found.rows[0] ?? null;
}

/** The latest answer, final or from outside; null while there is none. */
export async function lastAnswer(
  client: pg.Pool,
  regionId: string,
  appealId: string,
): Promise<string | null> {
  const found = await client.query(
    `select answer_id from answer where region_id = $1 and appeal_id = $2 and kind in ('final', 'outside')
      order by ordinal desc limit 1`,
    [regionId, appealId],
  );
  return found.rows[0]?.answer_id ?? null;
}
