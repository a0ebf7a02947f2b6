import type pg from 'pg';
import type { z } from 'zod';
import type { AnswerTemplate, Macro, SaveMacro, SaveTemplate } from '../../../contract/case-file.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';

type Template = z.infer<typeof AnswerTemplate>;
const ROWS_MAX = 200;

/** Templates for a topic: its own first, then those of the groups above, then those for everything. */
export async function listTemplates(
  pool: pg.Pool,
  regionId: string,
  topicPath: readonly string[],
): Promise<Template[]> {
  const found = await pool.query<Template>(
    `select template_id as id, topic, outcome, title, understood, cause, plan from answer_template
      where region_id = $1 and (topic is null or topic = any($2) or cardinality($2::text[]) = 0)
      order by array_position($2, topic) desc nulls last, title limit ${ROWS_MAX}`,
    [regionId, topicPath],
  );
  return found.rows;
}

export async function saveTemplate(
  pool: pg.Pool,
  regionId: string,
  template: z.output<typeof SaveTemplate>,
  now: Date,
): Promise<Template> {
  const id = uuidV7(now.getTime());
  const { topic, outcome, title, understood, cause, plan } = template;
  await pool.query(
    `insert into answer_template (region_id, template_id, topic, outcome, title, understood, cause, plan)
     values ($1,$2,$3,$4,$5,$6,$7,$8)`,
    [regionId, id, topic, outcome, title, understood, cause, plan],
  );
  return { id, ...template };
}

export async function deleteTemplate(pool: pg.Pool, regionId: string, id: string): Promise<boolean> {
  const gone = await pool.query('delete from answer_template where region_id = $1 and template_id = $2', [
    regionId,
    id,
  ]);
  return gone.rowCount === 1;
}

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
