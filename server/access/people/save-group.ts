import type pg from 'pg';
import type { TemporaryGroup } from '../../../contract/people.ts';
import { transaction } from '../../platform/database/index.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { PeopleRefusal } from './refusal.ts';

const LASTING = new Set(['administrator', 'head']);

/** Makes a temporary group or moves its last day; all its people get the role and the day at once. @throws PeopleRefusal */
export async function saveGroup(
  pool: pg.Pool,
  registry: RegionRegistry,
  group: TemporaryGroup,
): Promise<void> {
  if (LASTING.has(group.role))
    throw new PeopleRefusal('Эта роль не бывает временной. Выберите роль с меньшими правами.');
  await transaction(pool, async (client) => {
    await client.query(
      `insert into temporary_group (region_id, code, name, role, until_day) values ($1,$2,$3,$4,$5)
       on conflict (region_id, code) do update set name = excluded.name, role = excluded.role, until_day = excluded.until_day`,
      [registry.code, group.code, group.name, group.role, group.until],
    );
    await client.query(
      `update account set role = $3, valid_until = (($4::date + 1)::timestamp at time zone $5)
        where region_id = $1 and temporary_group = $2`,
      [registry.code, group.code, group.role, group.until, registry.file.timeZone],
    );
  });
}
