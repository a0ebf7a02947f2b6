import type pg from 'pg';
import { Letterhead } from '../../../contract/letters.ts';

/** The letterhead of a body; empty lines where nobody has written it yet. */
export async function readLetterhead(
  client: pg.Pool | pg.ClientBase,
  regionId: string,
  organisation: string,
): Promise<Letterhead> {
  const found = await client.query(
    `select address, phone, email, signer_position as "signerPosition", signer_name as "signerName",
            number_prefix as "numberPrefix"
       from letterhead where region_id = $1 and organisation = $2`,
    [regionId, organisation],
  );
  return found.rows[0] ?? Letterhead.parse({});
}

/** One letterhead a body: the new one takes the place of the old. */
export async function saveLetterhead(
  client: pg.Pool,
  regionId: string,
  organisation: string,
  head: Letterhead,
): Promise<Letterhead> {
  await client.query(
    `insert into letterhead (region_id, organisation, address, phone, email, signer_position, signer_name, number_prefix)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (region_id, organisation) do update set address = excluded.address, phone = excluded.phone,
       email = excluded.email, signer_position = excluded.signer_position, signer_name = excluded.signer_name,
       number_prefix = excluded.number_prefix`,
    [
      regionId,
      organisation,
      head.address,
      head.phone,
      head.email,
      head.signerPosition,
      head.signerName,
      head.numberPrefix,
    ],
  );
  return head;
}
