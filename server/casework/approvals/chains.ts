import type pg from 'pg';
import {
  APPROVER_ROLES,
  type ApprovalChain,
  ApprovalStep,
  type ChainApprover,
  type SaveChain,
} from '../../../contract/approval-chains.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { makesStep } from '../life/approval-chain.ts';
import { invalid } from '../life/case-row.ts';
import { PERSON_THERE } from '../life/queries.ts';

const ROWS_MAX = 500;

/** People named in steps: who they are, and whether they can be waited for. */
export interface NamedPerson {
  login: string;
  name: string;
  there: boolean;
}

/** Every chain of the region, those that hold first, the general before the special. */
export async function listChains(pool: pg.Pool, registry: RegionRegistry): Promise<ApprovalChain[]> {
  const found = await pool.query(
    `select c.*, (select count(distinct w.appeal_id)::int from approval w
                   where w.region_id = c.region_id and w.chain_id = c.chain_id and w.state = 'waiting') as running
       from approval_chain c where c.region_id = $1
      order by not c.enabled, c.organisation nulls first, c.topic nulls first, c.outcome nulls first, c.chain_id limit ${ROWS_MAX}`,
    [registry.code],
  );
  const steps = found.rows.map((row) => row.steps.map((step: unknown) => ApprovalStep.parse(step)));
  const people = await readPeople(pool, registry.code, steps.flat());
  return found.rows.map((row, at) => ({
    id: row.chain_id,
    title: row.title,
    organisation: row.organisation,
    topic: row.topic,
    outcome: row.outcome,
    steps: nameSteps(steps[at], people),
    minSteps: row.min_steps,
    enabled: row.enabled,
    changedBy: row.changed_by,
    changedAt: row.changed_at?.toISOString() ?? null,
    running: row.running,
  }));
}

/** Whom a step may be given to. */
export async function listApprovers(pool: pg.Pool, regionId: string): Promise<ChainApprover[]> {
  const found = await pool.query<ChainApprover>(
    `select login, name, role, organisation from account
      where region_id = $1 and not disabled and role = any($2) order by name, login limit ${ROWS_MAX}`,
    [regionId, APPROVER_ROLES],
  );
  return found.rows;
}

/** Adds a chain, or puts it in the place of `id`; what waits in it goes on with its own steps. @returns null: no such chain. @throws CaseConflict */
export async function saveChain(
  pool: pg.Pool,
  registry: RegionRegistry,
  chain: SaveChain,
  by: { login: string; now: Date; id?: string },
): Promise<string | null> {
  const id = by.id ?? uuidV7(by.now.getTime());
  await checkChain(pool, registry, chain, id);
  const values = [
    registry.code,
    id,
    chain.title,
    chain.organisation,
    chain.topic,
    chain.outcome,
    JSON.stringify(chain.steps),
    chain.minSteps,
    chain.enabled,
    by.login,
    by.now,
  ];
  const saved = await pool.query(
    by.id === undefined
      ? `insert into approval_chain (region_id, chain_id, title, organisation, topic, outcome, steps, min_steps, enabled, changed_by, changed_at)
         values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`
      : `update approval_chain set title = $3, organisation = $4, topic = $5, outcome = $6, steps = $7, min_steps = $8,
                enabled = $9, changed_by = $10, changed_at = $11 where region_id = $1 and chain_id = $2`,
    values,
  );
  return saved.rowCount === 1 ? id : null;
}

async function checkChain(
  pool: pg.Pool,
  registry: RegionRegistry,
  chain: SaveChain,
  id: string,
): Promise<void> {
  if (chain.organisation !== null && !registry.organisations.has(chain.organisation))
    throw invalid('Такой организации нет в справочнике. Выберите из списка.');
  if (chain.topic !== null && !registry.taxonomy.byCode.has(chain.topic))
    throw invalid('Такой темы нет в справочнике. Выберите из списка.');
  const named = chain.steps.flatMap(({ person }) => person ?? []);
  if (new Set(named).size < named.length)
    throw invalid('Один человек стоит в цепочке дважды. Оставьте один шаг.');
  const found = await pool.query<{ login: string; name: string; role: string }>(
    'select login, name, role from account where region_id = $1 and login = any($2) and not disabled',
    [registry.code, named],
  );
  const known = new Map(found.rows.map((row) => [row.login, row]));
  for (const { person, role } of chain.steps) {
    if (person === null) continue;
    const who = known.get(person);
    if (!who) throw invalid('Одного из согласующих нет среди работающих сотрудников. Выберите другого.');
    if (!makesStep(role, [who.role]))
      throw invalid(
        `${who.name} не в той роли, что у шага. Смените роль шага или выберите другого человека.`,
      );
  }
  if (!chain.enabled) return;
  const same = await pool.query<{ title: string }>(
    `select title from approval_chain where region_id = $1 and enabled and chain_id <> $5
        and organisation is not distinct from $2 and topic is not distinct from $3 and outcome is not distinct from $4 limit 1`,
    [registry.code, chain.organisation, chain.topic, chain.outcome, id],
  );
  if (same.rows[0])
    throw invalid(
      `Для таких ответов уже есть цепочка «${same.rows[0].title}». Измените её или выключите, прежде чем включать эту.`,
    );
}

/** Those whom these steps name, and whether each can approve now; one who is not in the region is not in the map. */
export async function readPeople(
  client: pg.Pool,
  regionId: string,
  steps: readonly { person: string | null }[],
): Promise<Map<string, NamedPerson>> {
  const logins = steps.flatMap(({ person }) => person ?? []);
  if (logins.length === 0) return new Map();
  const found = await client.query<NamedPerson>(
    `select p.login, p.name, ${PERSON_THERE} as there from account p where p.region_id = $1 and p.login = any($2)`,
    [regionId, logins],
  );
  return new Map(found.rows.map((row) => [row.login, row]));
}

/** The steps as a screen shows them: names beside logins; a person who is gone is not there. */
export function nameSteps(
  steps: readonly ApprovalStep[],
  people: ReadonlyMap<string, NamedPerson>,
): ApprovalChain['steps'] {
  return steps.map((step) => {
    const person = step.person === null ? undefined : people.get(step.person);
    return { ...step, personName: person?.name ?? null, personThere: person?.there ?? false };
  });
}
