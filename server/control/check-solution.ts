import type pg from 'pg';
import { type PhotoCheck, photoChecks } from './photo-checks.ts';

/**
 * Checks the photos of the verification just made and keeps the result with it. In the transaction of the confirmation.
 *
 * @returns null when not every attachment named is a photo of this case
 */
export async function checkSolution(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
  attachments: readonly string[],
  now: Date,
): Promise<PhotoCheck[] | null> {
  const found = await client.query(
    `select t.attachment_id as id, t.purpose, t.taken_at as "takenAt", t.lat, t.lon,
            a.filed_at as "filedAt", a.answered_at as "answeredAt", a.lat as "caseLat", a.lon as "caseLon"
       from attachment t join appeal a on a.region_id = t.region_id and a.appeal_id = t.appeal_id
      where t.region_id = $1 and t.appeal_id = $2 and t.attachment_id = any($3::uuid[]) and t.content_type like 'image/%'`,
    [regionId, appealId, attachments],
  );
  const [first] = found.rows;
  if (!first || found.rows.length < new Set(attachments).size) return null;
  const pointOf = (lat: number | null, lon: number | null) =>
    lat === null || lon === null ? null : ([lat, lon] as const);
  const checks = photoChecks(
    found.rows.map((row) => ({
      id: row.id,
      // A photo that came with the answer shows what was done, as one marked «after» does.
      purpose: row.purpose === 'before' ? ('before' as const) : ('after' as const),
      takenAt: row.takenAt,
      point: pointOf(row.lat, row.lon),
    })),
    {
      filedAt: first.filedAt,
      answeredAt: first.answeredAt,
      point: pointOf(first.caseLat, first.caseLon),
    },
    now,
  );
  await client.query(
    `update verification set checks = $3 where region_id = $1 and verification_id =
       (select verification_id from verification where region_id = $1 and appeal_id = $2 order by at desc, verification_id desc limit 1)`,
    [regionId, appealId, JSON.stringify(checks)],
  );
  return checks;
}
