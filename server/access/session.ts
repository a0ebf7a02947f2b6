import { createHash, randomBytes } from 'node:crypto';
import { verify } from '@node-rs/argon2';
import type pg from 'pg';
import type { Permission, Role } from '../../contract/access.ts';

/** The person behind a request. */
export interface Caller {
  regionId: string;
  login: string;
  name: string;
  role: Role;
  organisation: string | null;
  scopeOrganisations: string[] | null;
  scopeSectors: string[] | null;
  scopeMunicipalities: string[] | null;
  /** Bodies that let this person answer in their name today. */
  delegatedFor: string[];
  /** Blocks of the centre this person is lent to today, and the ministry that lent. */
  secondments: { sector: string; home: string }[];
  /** Permissions an API key was given; null for a session. */
  scopes: readonly Permission[] | null;
}

const SESSION_HOURS = 12;
/** Verified when the login is unknown, so that an answer takes as long as for a wrong password and logins cannot be guessed. */
const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$Qn5H1BB1UoSGxJEnmXpQwp0CEKFT9C0pNQf4hYp4c5U';

/** @returns null when login or password is wrong, or the account is switched off */
export async function signIn(
  pool: pg.Pool,
  regionId: string,
  { login, password }: { login: string; password: string },
  now: Date,
): Promise<{ token: string; expiresAt: Date; caller: Caller } | null> {
  const found = await pool.query(
    `select ${CALLER_COLUMNS}, a.password_hash, a.disabled or a.valid_until <= $2 as disabled
       from account a join region r on r.region_id = a.region_id
      where a.region_id = $1 and a.login = $3`,
    // A text of PostgreSQL cannot hold NUL: such a login is nobody's.
    [regionId, now, login.includes('\u0000') ? '' : login],
  );
  const row = found.rows[0];
  const right = await verify(row?.password_hash ?? NOBODY, password).catch(() => false);
  if (!row || !right || row.disabled) return null;
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await pool.query('delete from session where region_id = $1 and expires_at < $2', [regionId, now]);
  await pool.query('insert into session (region_id, token_hash, login, expires_at) values ($1,$2,$3,$4)', [
    regionId,
    hashOf(token),
    login,
    expiresAt,
  ]);
  return { token, expiresAt, caller: toCaller(row) };
}

export async function findSession(pool: pg.Pool, token: string, now: Date): Promise<Caller | null> {
  const found = await pool.query({
    name: 'find-session',
    text: `select ${CALLER_COLUMNS} from session s join account a on a.region_id = s.region_id and a.login = s.login
             join region r on r.region_id = a.region_id
            where s.token_hash = $1 and s.expires_at > $2 and not a.disabled and (a.valid_until is null or a.valid_until > $2)`,
    values: [hashOf(token), now],
  });
  return found.rows[0] ? toCaller(found.rows[0]) : null;
}

/** The people of a region with one of these roles, as a session of theirs would have them now. */
export async function readCallers(
  client: pg.Pool | pg.PoolClient,
  regionId: string,
  roles: readonly Role[],
  now: Date,
): Promise<Caller[]> {
  const found = await client.query(
    `select ${CALLER_COLUMNS} from account a join region r on r.region_id = a.region_id
      where a.region_id = $1 and a.role = any($3) and not a.disabled and (a.valid_until is null or a.valid_until > $2)
      order by a.login`,
    [regionId, now, roles],
  );
  return found.rows.map((row) => toCaller(row));
}

export async function signOut(pool: pg.Pool, token: string): Promise<void> {
  await pool.query('delete from session where token_hash = $1', [hashOf(token)]);
}

/** Of `account a` and `region r`; $2 is now. */
export const CALLER_COLUMNS = `a.region_id, a.login, a.name, a.role, a.organisation, a.scope_organisations, a.scope_sectors, a.scope_municipalities,
  array(select d.organisation from delegation d
         where d.region_id = a.region_id and d.login = a.login
           and ($2::timestamptz at time zone r.time_zone)::date between d.from_day and coalesce(d.to_day, 'infinity')) as delegated_for,
  (select coalesce(jsonb_agg(jsonb_build_object('sector', c.sector, 'home', c.home_organisation)), '[]') from secondment c
    where c.region_id = a.region_id and c.login = a.login
      and ($2::timestamptz at time zone r.time_zone)::date between c.from_day and coalesce(c.to_day, 'infinity')) as secondments`;

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

// biome-ignore lint/suspicious/noExplicitAny: a row of pg is untyped by nature; its columns are CALLER_COLUMNS above
export function toCaller(row: any, scopes: Caller['scopes'] = null): Caller {
  return {
    regionId: row.region_id,
    login: row.login,
    name: row.name,
    role: row.role,
    organisation: row.organisation,
    scopeOrganisations: row.scope_organisations,
    scopeSectors: row.scope_sectors,
    scopeMunicipalities: row.scope_municipalities,
    delegatedFor: row.delegated_for,
    secondments: row.secondments,
    scopes,
  };
}
