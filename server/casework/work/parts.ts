import type pg from 'pg';
import type { z } from 'zod';
import type { AskPart, CasePart, SettlePart } from '../../../contract/case-file.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { withDescendants } from '../../registry/organisation-tree.ts';
import { termRulesOf } from '../../registry/store/index.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { CaseConflict, invalid } from '../life/case-row.ts';
import { endOfDay } from '../life/terms-after.ts';
import { PART_COLUMNS } from './queries.ts';
import { requireBody, withinCase } from './within-case.ts';

type Part = z.infer<typeof CasePart>;

/**
 * A part of the case for another body, which then sees the case, or for a contractor outside the registry. The case stays with its
 * one responsible body.
 *
 * @throws CaseConflict
 */
export function askPart(act: CaseAct, part: z.output<typeof AskPart>): Promise<Part> {
  const { registry, actor, now } = act;
  return withinCase(act, async (client, row, acting) => {
    requireBody(acting);
    const { organisation = null, contractor = null, task, until } = part;
    if (organisation) {
      if (!registry.organisations.has(organisation)) throw invalid('Такой организации нет в справочнике.');
      if (organisation === row.organisation) throw invalid('Эта организация и так отвечает за дело.');
      if (organisation === row.about_organisation)
        throw invalid('На эту организацию и жалуются: поручить ей часть дела нельзя. Выберите другую.');
    }
    const due = until ? endOfDay(until, termRulesOf(registry)) : null;
    if (due && due <= now) throw invalid('Этот день уже прошёл. Назовите будущую дату.');
    const made = await client.query<Part>(
      `insert into case_part (region_id, part_id, appeal_id, organisation, contractor, task, due_at, state, asked_by, asked_at)
       values ($1,$2,$3,$4,$5,$6,$7,'asked',$8,$9) returning ${PART_COLUMNS}`,
      [
        registry.code,
        uuidV7(now.getTime()),
        row.appeal_id,
        organisation,
        contractor,
        task,
        due,
        actor.login,
        now,
      ],
    );
    if (organisation && !row.co_executors.includes(organisation)) {
      await client.query(
        `update appeal set version = version + 1, co_executors = array_append(co_executors, $3)
          where region_id = $1 and appeal_id = $2`,
        [registry.code, row.appeal_id, organisation],
      );
    }
    return {
      result: made.rows[0]!,
      step: { type: 'case.part_asked', data: { organisation, contractor, until: until ?? null } },
    };
  });
}

/** The case of a part, or null; for the door that names only the part. */
export async function caseOfPart(pool: pg.Pool, regionId: string, partId: string): Promise<string | null> {
  const found = await pool.query('select appeal_id from case_part where region_id = $1 and part_id = $2', [
    regionId,
    partId,
  ]);
  return found.rows[0]?.appeal_id ?? null;
}

/**
 * Says what became of a part: the co-executor of its own, the responsible body of any, a contractor's among them.
 *
 * @param ofOwnBody the bodies that the person works for
 * @throws CaseConflict
 */
export function settlePart(
  act: CaseAct,
  partId: string,
  { state, result }: z.output<typeof SettlePart>,
  ofOwnBody: string | null,
): Promise<Part> {
  const { registry, actor, now } = act;
  return withinCase(act, async (client, _row, acting) => {
    const found = await client.query(
      'select organisation, state from case_part where region_id = $1 and part_id = $2',
      [registry.code, partId],
    );
    const part = found.rows[0];
    const own =
      ofOwnBody !== null && withDescendants([ofOwnBody], registry.organisations).includes(part.organisation);
    if (!own) requireBody(acting);
    if (own && state === 'cancelled')
      throw invalid('Снять часть может тот, кто её поручил. Отклоните её с причиной.');
    if (part.state !== 'asked')
      throw new CaseConflict('not_now', 'Эта часть уже закончена. Обновите страницу.');
    const settled = await client.query<Part>(
      `update case_part set state = $3, result = $4, settled_by = $5, settled_at = $6
        where region_id = $1 and part_id = $2 returning ${PART_COLUMNS}`,
      [registry.code, partId, state, result, actor.login, now],
    );
    return {
      result: settled.rows[0]!,
      step: { type: 'case.part_settled', data: { state, organisation: part.organisation } },
    };
  });
}
