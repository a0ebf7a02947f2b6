import type pg from 'pg';
import { type ApiToken, TOKENS_MAX } from '../../../contract/tokens.ts';

/**
 * Keys of a region, those that work first, newest first.
 *
 * @param only one key by its identifier
 */
export async function listTokens(
  pool: pg.Pool,
  regionId: string,
  now: Date,
  only: string | null = null,
): Promise<ApiToken[]> {
  const found = await pool.query(
    `select t.*, a.name as owner_name,
            case when t.revoked_at is not null then 'revoked' when t.expires_at <= $2 then 'expired'
                 when a.disabled or a.valid_until <= $2 then 'owner_off' else 'active' end as state
       from api_token t join account a on a.region_id = t.region_id and a.login = t.login
      where t.region_id = $1 and ($3::uuid is null or t.token_id = $3)
      order by (t.revoked_at is null and t.expires_at > $2) desc, t.created_at desc, t.token_id desc limit ${TOKENS_MAX}`,
    [regionId, now, only],
  );
  return found.rows.map((row) => ({
    id: row.token_id,
    prefix: row.prefix,
    name: row.name,
    owner: row.login,
    ownerName: row.owner_name,
    scopes: row.scopes,
    perMinute: row.per_minute,
    createdBy: row.created_by,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    revokedBy: row.revoked_by,
    state: row.state,
  }));
}
