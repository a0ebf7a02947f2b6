import type pg from 'pg';
import type { ColleagueNamed, Delegation, Delegations } from '../../../contract/people.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { withDescendants } from '../../registry/organisation-tree.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import type { Caller } from '../session.ts';
import { readDelegations } from './queries.ts';
import { PeopleRefusal } from './refusal.ts';

const CANDIDATES_MAX = 500;

/**
 * A body lets somebody of the centre answer in its name. Only the body itself gives this away (its approver or coordinator, for
 * itself and what is under it), or the administrator.
 *
 * @throws PeopleRefusal
 */
export async function delegate(
  pool: pg.Pool,
  registry: RegionRegistry,
  caller: Caller,
  delegation: Omit<Delegation, 'id' | 'grantedBy'>,
  now: Date,
): Promise<Delegation> {
  const { login, organisation, from, to } = delegation;
  if (!registry.organisations.has(organisation))
    throw new PeopleRefusal('Такой организации нет в справочнике.');
  if (!mayGiveAway(caller, organisation, registry))
    throw new PeopleRefusal('Отвечать от имени органа разрешает сам орган. Попросите его руководителя.');
  if (to !== null && to < from) throw new PeopleRefusal('Последний день раньше первого.');
  const person = await pool.query(
    'select 1 from account where region_id = $1 and login = $2 and (organisation is null or organisation = $3)',
    [registry.code, login, registry.file.centreOrganisation],
  );
  if (person.rowCount === 0) throw new PeopleRefusal('Такого сотрудника в центре нет.');
  const id = uuidV7(now.getTime());
  await pool.query(
    `insert into delegation (region_id, delegation_id, login, organisation, from_day, to_day, granted_by)
     values ($1,$2,$3,$4,$5,$6,$7)`,
    [registry.code, id, login, organisation, from, to, caller.login],
  );
  return { id, ...delegation, grantedBy: caller.login };
}

/** Taken back by whoever may give it. @returns false when there is no such one in force */
export async function endDelegation(
  pool: pg.Pool,
  registry: RegionRegistry,
  caller: Caller,
  id: string,
  now: Date,
): Promise<boolean> {
  const found = await pool.query(
    'select organisation from delegation where region_id = $1 and delegation_id = $2',
    [registry.code, id],
  );
  if (!found.rows[0] || !mayGiveAway(caller, found.rows[0].organisation, registry)) return false;
  const ended = await pool.query(
    `update delegation set to_day = ($3::timestamptz at time zone $4)::date - 1
      where region_id = $1 and delegation_id = $2 and coalesce(to_day, 'infinity') >= ($3::timestamptz at time zone $4)::date`,
    [registry.code, id, now, registry.file.timeZone],
  );
  return ended.rowCount === 1;
}

/** What the caller's bodies have given away, and to whom of the centre they could; the administrator sees all. */
export async function delegationsFor(
  pool: pg.Pool,
  registry: RegionRegistry,
  caller: Caller,
  now: Date,
): Promise<Delegations> {
  const own = bodiesToGiveAway(caller, registry);
  const [all, centre] = await Promise.all([
    readDelegations(pool, registry.code),
    pool.query<ColleagueNamed>(
      `select login, name, organisation from account
        where region_id = $1 and (organisation is null or organisation = $2) and not disabled
          and (valid_until is null or valid_until > $3) order by name, login limit ${CANDIDATES_MAX}`,
      [registry.code, registry.file.centreOrganisation, now],
    ),
  ]);
  return {
    delegations: all.filter(({ organisation }) => own === null || own.includes(organisation)),
    organisations: own,
    candidates: centre.rows,
  };
}

function mayGiveAway(caller: Caller, organisation: string, registry: RegionRegistry): boolean {
  return bodiesToGiveAway(caller, registry)?.includes(organisation) ?? true;
}

/** null = every body. */
function bodiesToGiveAway(caller: Caller, { organisations }: RegionRegistry): string[] | null {
  if (caller.role === 'administrator') return null;
  return caller.organisation === null ? [] : withDescendants([caller.organisation], organisations);
}
