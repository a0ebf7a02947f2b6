import type pg from 'pg';
import type { Contractor } from '../../../contract/contractors.ts';

/** @param only one connection by its code */
export async function listContractors(
  pool: pg.Pool,
  regionId: string,
  only: string | null = null,
): Promise<Contractor[]> {
  const found = await pool.query<Contractor>(
    `select c.account, c.name, c.enabled,
            (select coalesce(jsonb_agg(jsonb_build_object('code', s.service_code, 'name', s.service_name, 'group', s.service_group,
                      'attributes', s.attributes, 'topics', s.topics, 'gone', s.gone) order by s.service_name, s.service_code), '[]')
               from contractor_service s where s.region_id = c.region_id and s.account = c.account) as services
       from channel_account c
      where c.region_id = $1 and c.channel = 'open311' and ($2::text is null or c.account = $2)
      order by c.name, c.account limit 200`,
    [regionId, only],
  );
  return found.rows;
}
