import type pg from 'pg';
import { CALLER_COLUMNS, type Caller, hashOf, toCaller } from '../session.ts';
import { TOKEN_START } from './issue-token.ts';

const SHAPE = new RegExp(`^${TOKEN_START}[A-Za-z0-9_-]{43}$`);
/** The moment of the last use is written no oftener: a busy key must not make a write of every read. */
const USE_NOTED_MS = 60_000;

export interface TokenCaller {
  tokenId: string;
  perMinute: number;
  caller: Caller;
}

/** Whom a key stands for now; null when it is unknown, revoked, expired, or its owner is switched off. */
export async function findToken(pool: pg.Pool, token: string, now: Date): Promise<TokenCaller | null> {
  if (!SHAPE.test(token)) return null;
  const found = await pool.query({
    name: 'find-token',
    text: `select t.token_id, t.per_minute, t.scopes, t.last_used_at, ${CALLER_COLUMNS}
             from api_token t join account a on a.region_id = t.region_id and a.login = t.login
             join region r on r.region_id = a.region_id
            where t.token_hash = $1 and t.revoked_at is null and t.expires_at > $2
              and not a.disabled and (a.valid_until is null or a.valid_until > $2)`,
    values: [hashOf(token), now],
  });
  const row = found.rows[0];
  if (!row) return null;
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() >= USE_NOTED_MS)
    await pool.query('update api_token set last_used_at = $3 where region_id = $1 and token_id = $2', [
      row.region_id,
      row.token_id,
      now,
    ]);
  return { tokenId: row.token_id, perMinute: row.per_minute, caller: toCaller(row, row.scopes) };
}
