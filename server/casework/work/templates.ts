import type pg from 'pg';
import type { z } from 'zod';
import type { AnswerTemplate, SaveTemplate, TemplateEdition } from '../../../contract/case-file.ts';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { invalid } from '../life/case-row.ts';

type Template = z.infer<typeof AnswerTemplate>;
type Written = z.output<typeof SaveTemplate>;
const ROWS_MAX = 200;
const EDITIONS_MAX = 100;

/** Who changed it, and when. */
interface By {
  login: string;
  now: Date;
}

/**
 * Templates for a topic: its own first, then those of the groups above, then those for everything.
 *
 * @param all those switched off too: for whoever looks after them
 */
export async function listTemplates(
  pool: pg.Pool,
  regionId: string,
  topicPath: readonly string[],
  all: boolean,
): Promise<Template[]> {
  const found = await pool.query(
    `select template_id as id, topic, outcome, title, understood, cause, plan, edition, enabled, changed_by as "changedBy",
            changed_at as "changedAt"
       from answer_template
      where region_id = $1 and (topic is null or topic = any($2) or cardinality($2::text[]) = 0) and (enabled or $3)
      order by not enabled, array_position($2, topic) desc nulls last, title limit ${ROWS_MAX}`,
    [regionId, topicPath, all],
  );
  return found.rows.map((row) => ({ ...row, changedAt: row.changedAt?.toISOString() ?? null }));
}

export async function saveTemplate(
  pool: pg.Pool,
  regionId: string,
  template: Written,
  by: By,
): Promise<{ id: string }> {
  const id = uuidV7(by.now.getTime());
  await transaction(pool, async (client) => {
    await client.query(
      `insert into answer_template (region_id, template_id, topic, outcome, title, understood, cause, plan, enabled, changed_by, changed_at)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
      [regionId, id, ...columns(template), template.enabled, by.login, by.now],
    );
    await keepEdition(client, regionId, id, 1, template, by);
  });
  return { id };
}

/**
 * Writes it anew as its next edition; earlier ones stay, answers made of them too. Switching on or off alone is no edition.
 *
 * @param edition the one the person saw
 * @returns false where there is no such template
 * @throws CaseConflict `invalid` when somebody has written a newer one meanwhile
 */
export function changeTemplate(
  pool: pg.Pool,
  regionId: string,
  id: string,
  template: Written,
  edition: number,
  by: By,
): Promise<boolean> {
  return transaction(pool, async (client) => {
    const found = await client.query(
      'select * from answer_template where region_id = $1 and template_id = $2 for update',
      [regionId, id],
    );
    const row = found.rows[0];
    if (!row) return false;
    if (row.edition !== edition)
      throw invalid('Заготовку уже изменил кто-то другой. Обновите страницу и внесите правку заново.');
    const same = FIELDS.every((field) => row[field] === template[field]);
    // Templates from before editions were kept: what stood there is the edition it was.
    if (!same && row.edition === 1)
      await keepEdition(client, regionId, id, 1, row, { ...by, now: row.changed_at ?? by.now });
    const next = same ? edition : edition + 1;
    await client.query(
      `update answer_template set topic = $3, outcome = $4, title = $5, understood = $6, cause = $7, plan = $8, enabled = $9,
              edition = $10, changed_by = $11, changed_at = $12 where region_id = $1 and template_id = $2`,
      [regionId, id, ...columns(template), template.enabled, next, by.login, by.now],
    );
    if (!same) await keepEdition(client, regionId, id, next, template, by);
    return true;
  });
}

/** Editions of a template, newest first. @returns null where there is no such template */
export async function listEditions(
  pool: pg.Pool,
  regionId: string,
  id: string,
): Promise<TemplateEdition[] | null> {
  const known = await pool.query('select 1 from answer_template where region_id = $1 and template_id = $2', [
    regionId,
    id,
  ]);
  if (known.rowCount === 0) return null;
  const found = await pool.query(
    `select e.edition, e.at, e.login, p.name as "authorName", e.title, e.understood, e.cause, e.plan
       from answer_template_edition e left join account p on p.region_id = e.region_id and p.login = e.login
      where e.region_id = $1 and e.template_id = $2 order by e.edition desc limit ${EDITIONS_MAX}`,
    [regionId, id],
  );
  return found.rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

const FIELDS = ['topic', 'outcome', 'title', 'understood', 'cause', 'plan'] as const;
const columns = (template: Written) => FIELDS.map((field) => template[field]);

async function keepEdition(
  client: pg.PoolClient,
  regionId: string,
  id: string,
  edition: number,
  template: Written,
  by: By,
): Promise<void> {
  await client.query(
    `insert into answer_template_edition (region_id, template_id, edition, at, login, topic, outcome, title, understood, cause, plan)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) on conflict do nothing`,
    [regionId, id, edition, by.now, by.login, ...columns(template)],
  );
}
