import type pg from 'pg';
import type { AppealRow } from '../../contract/appeals.ts';
import { noteReadings, whereCase } from '../access/index.ts';
import { ROW_COLUMNS, toAppealRow } from './appeal-row.ts';
import type { WhereContext } from './where-appeals.ts';

export const CALLER_CASES = 10;
const SIMILAR_MAX = 5;
const SIMILAR_DAYS = 45;

/**
 * Latest cases whose author left this number, of those the reader may see; showing them is written into the journal.
 *
 * @param phone normalised; compared by its last ten digits, since older records have it as it was typed
 */
export async function readCallerCases(
  client: pg.Pool,
  phone: string,
  { regionId, scope, now }: WhereContext,
  login: string,
): Promise<{ name: string | null; rows: AppealRow[] }> {
  const parameters: unknown[] = [regionId, phone.slice(-10)];
  const found = await client.query(
    `select ${ROW_COLUMNS}, p.name as caller from applicant p join appeal a using (region_id, appeal_id)
      where p.region_id = $1 and p.phone is not null and right(regexp_replace(p.phone, '\\D', '', 'g'), 10) = $2
        and ${whereCase(scope, parameters)}
      order by a.filed_at desc, a.appeal_id desc limit ${CALLER_CASES}`,
    parameters,
  );
  await noteReadings(
    client,
    regionId,
    login,
    found.rows.map((row) => row.appeal_id),
    now,
  );
  return {
    name: found.rows.find((row) => row.caller)?.caller ?? null,
    rows: found.rows.map(toAppealRow),
  };
}

/** Under what keys whoever left this number is known; of all cases, since a key says nothing to anybody. */
export async function keysOfCaller(client: pg.Pool, regionId: string, phone: string): Promise<string[]> {
  const found = await client.query<{ author_key: string }>(
    `select distinct a.author_key from applicant p join appeal a using (region_id, appeal_id)
      where p.region_id = $1 and p.phone is not null and right(regexp_replace(p.phone, '\\D', '', 'g'), 10) = $2
        and a.author_key is not null limit 50`,
    [regionId, phone.slice(-10)],
  );
  return found.rows.map((row) => row.author_key);
}

/** Open cases of this topic in this place, nearest in wording first: perhaps it is known already. */
export async function readSimilarOpen(
  client: pg.Pool,
  matter: { topic: string; municipality: string | null; text: string },
  { regionId, scope, now }: WhereContext,
): Promise<AppealRow[]> {
  const parameters: unknown[] = [regionId, matter.topic, matter.municipality, now, matter.text.slice(0, 300)];
  const found = await client.query(
    `select * from (
       select ${ROW_COLUMNS} from appeal a
        where a.region_id = $1 and a.topic = $2 and a.municipality is not distinct from $3
          and a.status not in ('rejected', 'withdrawn', 'closed')
          and a.filed_at >= $4::timestamptz - make_interval(days => ${SIMILAR_DAYS}) and ${whereCase(scope, parameters)}
        order by a.filed_at desc limit 300) as x
      order by similarity(excerpt, $5) desc limit ${SIMILAR_MAX}`,
    parameters,
  );
  return found.rows.map(toAppealRow);
}
