import type pg from 'pg';
import type { Delegation, Person, Secondment, TemporaryGroup } from '../../../contract/people.ts';

const PEOPLE_MAX = 5000;

export async function readPeople(client: pg.Pool, regionId: string): Promise<Person[]> {
  const found = await client.query(
    `select p.login, p.name, p.role, p.organisation, p.scope_organisations, p.scope_sectors, p.scope_municipalities, p.disabled,
            p.valid_until, p.temporary_group, p.skills, p.absent_until::text, p.notify,
            (select count(*)::int from appeal a where a.region_id = p.region_id and a.assignee = p.login
                and a.status not in ('rejected', 'withdrawn', 'closed')) as load
       from account p where p.region_id = $1 order by p.disabled, p.name limit ${PEOPLE_MAX}`,
    [regionId],
  );
  return found.rows.map((row) => ({
    login: row.login,
    name: row.name,
    role: row.role,
    organisation: row.organisation,
    scope: {
      organisations: row.scope_organisations,
      sectors: row.scope_sectors,
      municipalities: row.scope_municipalities,
    },
    disabled: row.disabled,
    validUntil: row.valid_until?.toISOString() ?? null,
    group: row.temporary_group,
    skills: row.skills,
    absentUntil: row.absent_until,
    notify: row.notify,
    load: row.load,
  }));
}

export async function readSecondments(client: pg.Pool, regionId: string): Promise<Secondment[]> {
  const found = await client.query(
    `select secondment_id as id, login, home_organisation as home, sector, from_day::text as "from", to_day::text as "to"
       from secondment where region_id = $1 order by from_day desc, secondment_id limit ${PEOPLE_MAX}`,
    [regionId],
  );
  return found.rows;
}

export async function readDelegations(client: pg.Pool, regionId: string): Promise<Delegation[]> {
  const found = await client.query(
    `select delegation_id as id, login, organisation, from_day::text as "from", to_day::text as "to", granted_by as "grantedBy"
       from delegation where region_id = $1 order by from_day desc, delegation_id limit ${PEOPLE_MAX}`,
    [regionId],
  );
  return found.rows;
}

export async function readGroups(client: pg.Pool, regionId: string): Promise<TemporaryGroup[]> {
  const found = await client.query(
    `select g.code, g.name, g.role, g.until_day::text as until,
            (select count(*)::int from account p where p.region_id = g.region_id and p.temporary_group = g.code) as people
       from temporary_group g where g.region_id = $1 order by g.until_day desc, g.code`,
    [regionId],
  );
  return found.rows;
}
