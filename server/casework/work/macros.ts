import type pg from 'pg';
import type { z } from 'zod';
import type { Macro, SaveMacro } from '../../../contract/case-file.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';

const ROWS_MAX = 200;

/** Saved lists of actions of the whole region by title; at most `ROWS_MAX`. */
export async function listMacros(pool: pg.Pool, regionId: string): Promise<z.infer<typeof Macro>[]> {
  const found = await pool.query(
    `select macro_id as id, title, actions from macro where region_id = $1 order by title limit ${ROWS_MAX}`,
    [regionId],
  );
  return found.rows;
}

export async function saveMacro(
  pool: pg.Pool,
  regionId: string,
  { title, actions }: z.output<typeof SaveMacro>,
  login: string,
  now: Date,
): Promise<z.infer<typeof Macro>> {
  const id = uuidV7(now.getTime());
  await pool.query(
    'insert into macro (region_id, macro_id, title, actions, made_by) values ($1,$2,$3,$4,$5)',
    [regionId, id, title, JSON.stringify(actions), login],
  );
  return { id, title, actions };
}

/** What was done by it stays in the runs. @returns false where there is no such list */
export async function deleteMacro(pool: pg.Pool, regionId: string, id: string): Promise<boolean> {
  const gone = await pool.query('delete from macro where region_id = $1 and macro_id = $2', [regionId, id]);
  return gone.rowCount === 1;
}
