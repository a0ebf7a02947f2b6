import type pg from 'pg';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';

/** The journal of personal data: this person has been shown the contacts of these cases. */
export async function noteReadings(
  client: pg.Pool,
  regionId: string,
  login: string,
  appealIds: readonly string[],
  now: Date,
): Promise<void> {
  if (appealIds.length === 0) return;
  const ids = appealIds.map(() => uuidV7(now.getTime()));
  await client.query(
    `insert into personal_data_reading (region_id, reading_id, at, login, appeal_id)
     select $1, x.reading, $2, $3, x.appeal from unnest($4::uuid[], $5::uuid[]) as x(reading, appeal)`,
    [regionId, now, login, ids, appealIds],
  );
}
