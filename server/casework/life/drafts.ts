import type pg from 'pg';
import type { Draft, SaveDraft } from '../../../contract/casework.ts';
import { transaction } from '../../platform/database/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { judgeAction } from '../path-of-a-case.ts';
import type { CaseAct } from './act-on-case.ts';
import { CaseConflict } from './case-row.ts';
import { lockCase } from './queries.ts';

const EDITIONS_SHOWN_MAX = 100;

/**
 * Keeps a draft as a new edition; earlier ones stay. Whoever may submit an answer to the case may write one, from the moment the
 * case is theirs.
 *
 * @throws CaseConflict
 */
export async function saveDraft(act: CaseAct, draft: SaveDraft): Promise<Draft> {
  const { registry, appealId, actor, pool } = act;
  return transaction(pool, async (client) => {
    const row = await lockCase(client, registry.code, appealId);
    if (!row || !actor.admits(row))
      throw new CaseConflict('not_found', 'Такого дела нет или оно не в вашем ведении.');
    if (judgeAction('submit', row.status, actor.acting(row)) === 'not_yours')
      throw new CaseConflict('not_yours', 'Ответ готовит орган, за которым дело.');
    return insertDraft(client, act, draft);
  });
}

/** What a draft says. */
export type DraftText = Pick<SaveDraft, 'understood' | 'cause' | 'plan' | 'planDate' | 'outcome'>;

/** The next edition, within a transaction that has judged who may write it. */
export async function insertDraft(
  client: pg.PoolClient,
  { registry, appealId, actor, now }: CaseAct,
  draft: DraftText,
): Promise<Draft> {
  const edition = await nextEdition(client, registry.code, appealId);
  const id = uuidV7(now.getTime());
  await client.query(
    `insert into draft (region_id, draft_id, appeal_id, edition, at, login, understood, cause, plan, plan_date, outcome)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
    [
      registry.code,
      id,
      appealId,
      edition,
      now,
      actor.login,
      draft.understood,
      draft.cause,
      draft.plan,
      draft.planDate,
      draft.outcome,
    ],
  );
  return { ...draft, id, edition, at: now.toISOString(), login: actor.login!, authorName: null };
}

/** Editions of a case's draft, newest first. The caller has checked that the case is theirs to see. */
export async function listDrafts(client: pg.Pool, regionId: string, appealId: string): Promise<Draft[]> {
  const found = await client.query(
    `select ${DRAFT_COLUMNS}
       from draft d left join account a on a.region_id = d.region_id and a.login = d.login
      where d.region_id = $1 and d.appeal_id = $2 order by d.edition desc limit ${EDITIONS_SHOWN_MAX}`,
    [regionId, appealId],
  );
  return found.rows.map(toDraft);
}

/** Columns of `draft d` and its author's account `a` that `toDraft` reads. */
export const DRAFT_COLUMNS = `d.draft_id, d.edition, d.at, d.login, a.name, d.understood, d.cause, d.plan, d.plan_date::text, d.outcome`;

// biome-ignore lint/suspicious/noExplicitAny: a row of pg is untyped by nature; its columns are DRAFT_COLUMNS above
export function toDraft(row: any): Draft {
  return {
    id: row.draft_id,
    edition: row.edition,
    at: row.at.toISOString(),
    login: row.login,
    authorName: row.name,
    understood: row.understood,
    cause: row.cause,
    plan: row.plan,
    planDate: row.plan_date,
    outcome: row.outcome,
  };
}

async function nextEdition(client: pg.PoolClient, regionId: string, appealId: string): Promise<number> {
  const found = await client.query(
    'select coalesce(max(edition), 0) + 1 as edition from draft where region_id = $1 and appeal_id = $2',
    [regionId, appealId],
  );
  return found.rows[0].edition;
}
