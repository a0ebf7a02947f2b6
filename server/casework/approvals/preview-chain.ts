import type pg from 'pg';
import { APPROVER_ROLES, ApprovalStep, type ChainPreview } from '../../../contract/approval-chains.ts';
import type { Outcome } from '../../../contract/vocabulary.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { stepsFor, stepsWithoutChain } from '../life/approval-chain.ts';
import { readChainOf } from '../life/chain-of-case.ts';
import { judgeAction } from '../path-of-a-case.ts';
import { findOther } from '../work/links.ts';
import { nameSteps, readPeople } from './chains.ts';

/**
 * Who agrees to an answer in this case: what it was sent with while it waits, else what would hold were it sent now. Whoever may not
 * answer for the body is shown an executor's way.
 *
 * @throws CaseConflict where there is no such case for the one who asks
 */
export async function previewChain(
  { pool, registry, actor }: Omit<CaseAct, 'appealId'>,
  question: { case: string; outcome: Outcome },
): Promise<ChainPreview> {
  const row = await findOther(pool, { registry, actor }, question.case);
  const about = { id: row.appeal_id, number: row.number };
  if (row.status === 'approval') {
    const steps = await readRunning(pool, registry.code, row.appeal_id);
    const people = await readPeople(pool, registry.code, steps);
    return { ...about, chain: null, running: true, steps: nameSteps(steps, people) };
  }
  const acting = actor.acting(row);
  const answers = judgeAction('submit', row.status, acting) !== 'not_yours' && typeof acting !== 'string';
  const roles = answers ? acting.map((hat) => hat.role) : [];
  const byExecutor =
    !answers ||
    (typeof acting !== 'string' && acting.every((hat) => hat.side !== 'body' || hat.role === 'executor'));
  const chain = await readChainOf(pool, registry, row, question.outcome);
  const steps = chain
    ? stepsFor(chain, { login: answers ? actor.login : null, roles })
    : stepsWithoutChain(byExecutor);
  const shown = steps.map((step) => ApprovalStep.parse({ ...step, term: step.term ?? undefined }));
  const people = await readPeople(pool, registry.code, shown);
  return {
    ...about,
    chain: chain && { id: chain.id, title: chain.title },
    running: false,
    steps: nameSteps(shown, people),
  };
}

async function readRunning(pool: pg.Pool, regionId: string, appealId: string): Promise<ApprovalStep[]> {
  const found = await pool.query(
    `select role, person, term from approval
      where region_id = $1 and appeal_id = $2 and role = any($3)
        and draft_id = (select draft_id from approval where region_id = $1 and appeal_id = $2 and state = 'waiting' limit 1)
      order by ordinal`,
    [regionId, appealId, APPROVER_ROLES],
  );
  return found.rows.map((row) => ApprovalStep.parse({ ...row, term: row.term ?? undefined }));
}
