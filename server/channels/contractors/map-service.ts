import type pg from 'pg';

/** Says which of our topics a service stands for; another service of the contractor gives them up. @returns false: no such service */
export async function mapService(
  pool: pg.Pool,
  regionId: string,
  { account, service, topics }: { account: string; service: string; topics: readonly string[] },
): Promise<boolean> {
  const changed = await pool.query(
    `update contractor_service
        set topics = case when service_code = $3 then $4::text[]
                          else array(select t from unnest(topics) as t where t <> all($4::text[])) end
      where region_id = $1 and account = $2
        and exists (select 1 from contractor_service where region_id = $1 and account = $2 and service_code = $3)`,
    [regionId, account, service, topics],
  );
  return (changed.rowCount ?? 0) > 0;
}
