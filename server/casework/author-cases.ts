import type pg from 'pg';
import type { AppealRow } from '../../contract/appeals.ts';
import { whereCase } from '../access/index.ts';
import { ROW_COLUMNS, toAppealRow } from './appeal-row.ts';
import type { WhereContext } from './where-appeals.ts';

/** A case of an author and the identity it was written under. */
export interface AuthoredCase {
  row: AppealRow;
  key: string;
}

/**
 * Those of these cases that are of these authors and that the reader may see, newest first.
 *
 * @param keys author keys, and «case:<id>» for cases whose author left nothing to be known by
 */
export async function readAuthoredCases(
  client: pg.Pool,
  { ids, keys }: { ids: readonly string[]; keys: readonly string[] },
  { regionId, scope }: WhereContext,
): Promise<AuthoredCase[]> {
  if (ids.length === 0) return [];
  const parameters: unknown[] = [regionId, ids, keys];
  const found = await client.query(
    `select ${ROW_COLUMNS}, case when a.author_key = any($3) then a.author_key else 'case:' || a.appeal_id end as key
       from appeal a
      where a.region_id = $1 and a.appeal_id = any($2::uuid[])
        and (a.author_key = any($3) or 'case:' || a.appeal_id = any($3)) and ${whereCase(scope, parameters)}
      order by a.filed_at desc, a.appeal_id desc`,
    parameters,
  );
  return found.rows.map((row) => ({ row: toAppealRow(row), key: row.key }));
}
