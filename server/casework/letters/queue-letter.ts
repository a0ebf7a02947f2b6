import type pg from 'pg';
import type { ActionName } from '../../../contract/casework.ts';
import type { LetterKind } from '../../../contract/letters.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';

/** What a letter is about, by what was said and by the action that said it. */
export function letterKind(said: string, action: ActionName): LetterKind {
  if (action === 'grant_extension') return 'extended';
  if (action === 'transfer' || action === 'hand_out') return 'forwarded';
  if (said === 'final' || said === 'outside') return 'answer';
  return said === 'interim' || said === 'question' ? said : 'notice';
}

/**
 * In the transaction that tells a resident something: where he left a postal address and wants it in writing, a letter waits to be
 * printed; while the region tries the system out it is kept with the case, since nothing leaves then. It gets its number when it is made, so that answering does not queue for a body's counter.
 */
export async function queueLetter(
  client: pg.ClientBase,
  regionId: string,
  letter: { appealId: string; answerId: string; kind: LetterKind; organisation: string },
  now: Date,
): Promise<void> {
  await client.query(
    `insert into letter (region_id, letter_id, appeal_id, source, kind, organisation, at, postal_address, state)
     select region_id, $2, appeal_id, $4, $5, $6, $7, postal_address,
            case when exists (select 1 from setting s where s.region_id = $1 and s.name = 'pilot' and s.value = 'true')
                 then 'kept' else 'to_print' end
       from on_behalf
      where region_id = $1 and appeal_id = $3 and postal_address is not null and answer_form = 'written'
     on conflict (region_id, appeal_id, source) do nothing`,
    [
      regionId,
      uuidV7(now.getTime()),
      letter.appealId,
      letter.answerId,
      letter.kind,
      letter.organisation,
      now,
    ],
  );
}
