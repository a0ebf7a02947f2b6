import type pg from 'pg';
import type { Secondment } from '../../../contract/people.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { PeopleRefusal } from './refusal.ts';

/** Lends a person to a block of the centre from a day on. @throws PeopleRefusal */
export async function second(
  pool: pg.Pool,
  registry: RegionRegistry,
  secondment: Omit<Secondment, 'id'>,
  now: Date,
): Promise<Secondment> {
  const { login, home, sector, from, to } = secondment;
  if (!registry.organisations.has(home)) throw new PeopleRefusal('Такой организации нет в справочнике.');
  if (![...registry.sectorByTopic.values()].includes(sector))
    throw new PeopleRefusal('Такого блока нет в справочнике.');
  if (to !== null && to < from) throw new PeopleRefusal('Последний день раньше первого.');
  const person = await pool.query('select 1 from account where region_id = $1 and login = $2', [
    registry.code,
    login,
  ]);
  if (person.rowCount === 0) throw new PeopleRefusal('Такого сотрудника нет.');
  const id = uuidV7(now.getTime());
  await pool.query(
    `insert into secondment (region_id, secondment_id, login, home_organisation, sector, from_day, to_day)
     values ($1,$2,$3,$4,$5,$6,$7)`,
    [registry.code, id, login, home, sector, from, to],
  );
  return { id, ...secondment };
}

/** Ends it yesterday, so that it does not hold today; the row stays as history. */
export async function endSecondment(
  pool: pg.Pool,
  registry: RegionRegistry,
  id: string,
  now: Date,
): Promise<boolean> {
  const ended = await pool.query(
    `update secondment set to_day = ($3::timestamptz at time zone $4)::date - 1
      where region_id = $1 and secondment_id = $2 and coalesce(to_day, 'infinity') >= ($3::timestamptz at time zone $4)::date`,
    [registry.code, id, now, registry.file.timeZone],
  );
  return ended.rowCount === 1;
}
