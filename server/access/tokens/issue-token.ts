import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { allows, type Role } from '../../../contract/access.ts';
import { type CreatedToken, type CreateToken, TOKENS_MAX } from '../../../contract/tokens.ts';
import { transaction } from '../../platform/database/index.ts';
import { appendEvent } from '../../platform/event-log/index.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { hashOf } from '../session.ts';
import { listTokens } from './list-tokens.ts';

/** Begins every key: found by scanners of leaked secrets, and told apart from other bearers. */
export const TOKEN_START = 'otk_';
const PREFIX_CHARS = 10;
const DAY_MS = 86_400_000;

/** Why a key was not made; the message is a Russian sentence that names the remedy. */
export class TokenRefusal extends Error {
  override name = 'TokenRefusal';
}

/**
 * A new key: 256 random bits, told once. The event says who made it, for whom and how wide.
 *
 * @throws TokenRefusal when the owner cannot have it
 */
export async function issueToken(
  pool: pg.Pool,
  regionId: string,
  { name, owner, scopes, perMinute, days }: CreateToken,
  createdBy: string,
  now: Date,
): Promise<CreatedToken> {
  const token = `${TOKEN_START}${randomBytes(32).toString('base64url')}`;
  const id = uuidV7(now.getTime());
  const granted = [...new Set(scopes)];
  const expiresAt = new Date(now.getTime() + days * DAY_MS);
  await transaction(pool, async (client) => {
    const found = await client.query<{ role: Role }>(
      `select role from account
        where region_id = $1 and login = $2 and not disabled and (valid_until is null or valid_until > $3)`,
      [regionId, owner, now],
    );
    const role = found.rows[0]?.role;
    if (!role) throw new TokenRefusal('Такого сотрудника нет или он выключен. Выберите другого владельца.');
    if (granted.some((scope) => !allows(role, scope)))
      throw new TokenRefusal('Ключ не может больше, чем его владелец. Уберите лишние права.');
    // Those that open nothing any more take nobody's place.
    const count = await client.query(
      'select count(*)::int as n from api_token where region_id = $1 and revoked_at is null and expires_at > $2',
      [regionId, now],
    );
    if (count.rows[0].n >= TOKENS_MAX)
      throw new TokenRefusal(`Ключей уже ${TOKENS_MAX}. Отзовите те, что не нужны, и выпустите новый.`);
    await client.query(
      `insert into api_token (region_id, token_id, token_hash, prefix, name, login, scopes, per_minute, created_by, created_at, expires_at)
       values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)`,
      [
        regionId,
        id,
        hashOf(token),
        token.slice(0, PREFIX_CHARS),
        name,
        owner,
        granted,
        perMinute,
        createdBy,
        now,
        expiresAt,
      ],
    );
    const data = { token: id, name, owner, scopes: granted, perMinute, expiresAt };
    await appendEvent(client, regionId, {
      at: now,
      type: 'token.created',
      appealId: null,
      actor: createdBy,
      data,
    });
  });
  const [row] = await listTokens(pool, regionId, now, id);
  return { ...row!, token };
}
