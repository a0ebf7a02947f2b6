import type pg from 'pg';
import type { CaseAct } from '../life/act-on-case.ts';
import { CASE_COLUMNS, CaseConflict, type CaseRow, invalid } from '../life/case-row.ts';
import { requireBody, withinCase } from './within-case.ts';

/** A case by its number or identifier, if it exists for the person. @throws CaseConflict */
export async function findOther(
  client: pg.PoolClient | pg.Pool,
  { registry, actor }: Pick<CaseAct, 'registry' | 'actor'>,
  other: string,
): Promise<CaseRow> {
  const byId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(other);
  const found = await client.query<CaseRow>(
    `select ${CASE_COLUMNS} from appeal where region_id = $1 and ${byId ? 'appeal_id = $2::uuid' : 'number = $2'}`,
    [registry.code, other],
  );
  const row = found.rows[0];
  if (!row || !actor.admits(row))
    throw new CaseConflict('invalid', `Дела «${other}» нет или оно не в вашем ведении. Проверьте номер.`);
  return row;
}

/** Says that two cases belong together; both stay what they are. Saying it again changes nothing. @throws CaseConflict */
export function linkCase(act: CaseAct, other: string, kind: 'related' | 'duplicate'): Promise<void> {
  const { registry, actor, now } = act;
  return withinCase(act, async (client, row) => {
    const target = await findOther(client, act, other);
    if (target.appeal_id === row.appeal_id) throw invalid('Это то же самое дело.');
    await client.query(
      `insert into case_link (region_id, appeal_id, other_id, kind, at, login) values ($1,$2,$3,$4,$5,$6)
       on conflict (region_id, appeal_id, other_id) do update set kind = excluded.kind`,
      [registry.code, row.appeal_id, target.appeal_id, kind, now, actor.login],
    );
    return { result: undefined, step: { type: 'case.linked', data: { other: target.number, kind } } };
  });
}

/**
 * Joins a case to another whose answer will be its answer too, or takes it apart again. Both must lie with the same body, and a lead
 * follows nobody itself. Nothing is deleted: every author gets the answer in his own thread.
 *
 * @throws CaseConflict
 */
export function joinCase(act: CaseAct, lead: string | null): Promise<void> {
  const { registry } = act;
  return withinCase(act, async (client, row, acting) => {
    const centre = typeof acting !== 'string' && acting.some((hat) => hat.side === 'centre');
    if (!centre) requireBody(acting);
    const target = lead === null ? null : await findOther(client, act, lead);
    if (target) await checkLead(client, registry.code, row, target);
    await client.query(
      'update appeal set version = version + 1, lead_appeal = $3 where region_id = $1 and appeal_id = $2',
      [registry.code, row.appeal_id, target?.appeal_id ?? null],
    );
    return {
      result: undefined,
      step: { type: target ? 'case.joined' : 'case.parted', data: { lead: target?.number ?? null } },
    };
  });
}

async function checkLead(
  client: pg.PoolClient,
  regionId: string,
  row: CaseRow,
  target: CaseRow,
): Promise<void> {
  if (target.appeal_id === row.appeal_id) throw invalid('Дело нельзя присоединить к нему же.');
  if (target.lead_appeal) throw invalid('Это дело само присоединено к другому. Присоедините к главному.');
  if (target.organisation !== row.organisation)
    throw invalid('Дела у разных органов: ответ одного не будет ответом другого. Свяжите их или передайте.');
  if (['rejected', 'withdrawn', 'closed', 'answered', 'awaiting_rating'].includes(target.status))
    throw invalid('На то дело уже ответили: присоединять поздно. Свяжите дела.');
  const followers = await client.query(
    'select 1 from appeal where region_id = $1 and lead_appeal = $2 limit 1',
    [regionId, row.appeal_id],
  );
  if (followers.rowCount) throw invalid('К этому делу уже присоединены другие. Сначала отсоедините их.');
}
