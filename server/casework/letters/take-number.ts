import type pg from 'pg';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { LetterRow } from './queries.ts';

/**
 * The outgoing number of a letter: «ОГ-17/26», the body's own count of the year. Taken once, whoever opens the letter first; asked for
 * again it is the same. The body's counter is the last thing locked, and only here.
 */
export function takeNumber(
  pool: pg.Pool,
  regionId: string,
  letter: { appealId: string; source: string; row: LetterRow; prefix: string; year: number },
  now: Date,
): Promise<string> {
  const { appealId, source, row, prefix, year } = letter;
  return transaction(pool, async (client) => {
    await client.query(
      `insert into letter (region_id, letter_id, appeal_id, source, kind, organisation, at, postal_address, state)
       values ($1, $2, $3, $4, $5, $6, $7, null, 'kept') on conflict (region_id, appeal_id, source) do nothing`,
      [regionId, uuidV7(now.getTime()), appealId, source, row.kind, row.organisation, row.at],
    );
    const locked = await client.query(
      'select letter_id, number, organisation from letter where region_id = $1 and appeal_id = $2 and source = $3 for update',
      [regionId, appealId, source],
    );
    if (locked.rows[0].number) return locked.rows[0].number as string;
    const counted = await client.query(
      `insert into letter_counter values ($1, $2, $3, 2)
       on conflict (region_id, organisation, year) do update set next = letter_counter.next + 1 returning next - 1 as n`,
      // Of whoever the letter was queued for, whoever has the case by now: numbers are single within a body.
      [regionId, locked.rows[0].organisation, year],
    );
    const number = `${prefix}-${counted.rows[0].n}/${String(year).slice(2)}`;
    await client.query('update letter set number = $3 where region_id = $1 and letter_id = $2', [
      regionId,
      locked.rows[0].letter_id,
      number,
    ]);
    return number;
  });
}
