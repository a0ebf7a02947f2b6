import type pg from 'pg';

/** Ends a key at once and writes who did it. @returns false when there is no such key in force */
export async function revokeToken(
  pool: pg.Pool,
  regionId: string,
  tokenId: string,
  by: string,
  now: Date,
): Promise<boolean> {
  const done = await pool.query(
    `with gone as (
       update api_token set revoked_at = $3, revoked_by = $4
        where region_id = $1 and token_id = $2 and revoked_at is null returning name, login
     )
     insert into event (region_id, at, type, appeal_id, actor, data)
     select $1, $3, 'token.revoked', null, $4, jsonb_build_object('token', $2::uuid, 'name', name, 'owner', login) from gone`,
    [regionId, tokenId, now, by],
  );
  return done.rowCount === 1;
}
