import type pg from 'pg';
import type { CaseLetters } from '../../../contract/letters.ts';
import { kindOfAnswer } from './queries.ts';

/** Everything that can be made a letter of a case, oldest first, and how the case came on paper or in person. */
export async function readCaseLetters(
  client: pg.Pool,
  regionId: string,
  appealId: string,
): Promise<CaseLetters> {
  const key = [regionId, appealId];
  const [letters, received] = await Promise.all([
    client.query(
      `select said.source, coalesce(l.kind, said.kind) as kind, said.at, l.number, coalesce(l.state, 'kept') as state,
              l.sent_on::text as "sentOn", l.track
         from (select 'registered' as source, 'registered' as kind, registered_at as at, 0 as ordinal
                 from appeal where region_id = $1 and appeal_id = $2
               union all
               select answer_id::text, ${kindOfAnswer('n')}, at, ordinal from answer n where region_id = $1 and appeal_id = $2) as said
         left join letter l on l.region_id = $1 and l.appeal_id = $2 and l.source = said.source
        order by said.ordinal limit 200`,
      key,
    ),
    client.query(
      `select received_on::text as "receivedOn", at as "registeredAt", registration_due as "registrationDueAt", office, speaker,
              card_number as "cardNumber", answer_form as "answerForm", postal_address as "postalAddress",
              sender_name as sender, sender_number as "senderNumber", sender_date::text as "senderDate"
         from on_behalf where region_id = $1 and appeal_id = $2`,
      key,
    ),
  ]);
  const came = received.rows[0];
  return {
    rows: letters.rows.map((row) => ({ ...row, at: row.at.toISOString() })),
    received: came
      ? {
          ...came,
          registeredAt: came.registeredAt.toISOString(),
          registrationDueAt: came.registrationDueAt?.toISOString() ?? null,
        }
      : null,
  };
}
