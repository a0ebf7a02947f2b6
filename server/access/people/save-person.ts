import { hash } from '@node-rs/argon2';
import type pg from 'pg';
import type { SavePerson } from '../../../contract/people.ts';
import { transaction } from '../../platform/database/index.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { PeopleRefusal } from './refusal.ts';

/**
 * Adds a person or changes role and limits. Their sessions end, so that the new limits hold at once; a member of a temporary group
 * has the group's role and last day, whatever was asked.
 *
 * @throws PeopleRefusal
 */
export async function savePerson(
  pool: pg.Pool,
  registry: RegionRegistry,
  login: string,
  person: SavePerson,
): Promise<void> {
  checkCodes(person, registry);
  const passwordHash = person.password ? await hash(person.password) : null;
  await transaction(pool, async (client) => {
    const known = await client.query(
      'select role from account where region_id = $1 and login = $2 for update',
      [registry.code, login],
    );
    if (known.rowCount === 0 && !passwordHash) throw new PeopleRefusal('Новому сотруднику нужен пароль.');
    if (known.rows[0]?.role === 'administrator' && (person.role !== 'administrator' || person.disabled))
      await keepAnAdministrator(client, registry.code, login);
    const group = person.group ? await readGroup(client, registry, person.group) : null;
    await client.query(
      `insert into account (region_id, login, name, password_hash, role, organisation, scope_organisations, scope_sectors,
                            scope_municipalities, disabled, valid_until, temporary_group, skills, absent_until, notify)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15)
       on conflict (region_id, login) do update set name = excluded.name,
         password_hash = coalesce($4, account.password_hash), role = excluded.role, organisation = excluded.organisation,
         scope_organisations = excluded.scope_organisations, scope_sectors = excluded.scope_sectors,
         scope_municipalities = excluded.scope_municipalities, disabled = excluded.disabled,
         valid_until = excluded.valid_until, temporary_group = excluded.temporary_group, skills = excluded.skills,
         absent_until = excluded.absent_until, notify = excluded.notify`,
      [
        registry.code,
        login,
        person.name,
        passwordHash ?? '',
        group?.role ?? person.role,
        person.organisation,
        person.scope.organisations,
        person.scope.sectors,
        person.scope.municipalities,
        person.disabled,
        group?.validUntil ?? null,
        person.group,
        person.skills,
        person.absentUntil,
        JSON.stringify(person.notify),
      ],
    );
    await client.query('delete from session where region_id = $1 and login = $2', [registry.code, login]);
  });
}

function checkCodes(
  { organisation, scope, skills }: SavePerson,
  { organisations, municipalities, sectorByTopic, taxonomy }: RegionRegistry,
): void {
  const sectors = new Set([...sectorByTopic.values(), 'outside']);
  const unknown = (what: string, codes: readonly string[] | null, has: (code: string) => boolean) => {
    const missing = codes?.find((code) => !has(code));
    if (missing) throw new PeopleRefusal(`${what} «${missing}» нет в справочнике. Выберите из списка.`);
  };
  unknown('Организации', organisation ? [organisation] : null, (code) => organisations.has(code));
  unknown('Организации', scope.organisations, (code) => organisations.has(code));
  unknown('Муниципалитета', scope.municipalities, (code) => municipalities.has(code));
  unknown('Блока', scope.sectors, (code) => sectors.has(code));
  unknown('Темы', skills, (code) => taxonomy.byCode.has(code));
}

async function keepAnAdministrator(client: pg.PoolClient, regionId: string, login: string): Promise<void> {
  const others = await client.query(
    `select 1 from account where region_id = $1 and role = 'administrator' and not disabled and login <> $2 limit 1`,
    [regionId, login],
  );
  if (others.rowCount === 0)
    throw new PeopleRefusal('Это последний администратор. Сначала дайте эту роль кому-то ещё.');
}

async function readGroup(client: pg.PoolClient, registry: RegionRegistry, code: string) {
  const found = await client.query(
    `select role, ((until_day + 1)::timestamp at time zone $3) as "validUntil" from temporary_group
      where region_id = $1 and code = $2`,
    [registry.code, code, registry.file.timeZone],
  );
  if (!found.rows[0]) throw new PeopleRefusal(`Временной группы «${code}» нет. Сначала заведите её.`);
  return found.rows[0] as { role: string; validUntil: Date };
}
