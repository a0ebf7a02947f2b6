import { hash } from '@node-rs/argon2';
import type pg from 'pg';
import type { Role } from '../../contract/access.ts';

export interface NewAccount {
  login: string;
  name: string;
  password: string;
  role: Role;
  organisation?: string | null;
  /** null or absent: not limited by this dimension. */
  scopeOrganisations?: readonly string[] | null;
  scopeSectors?: readonly string[] | null;
  scopeMunicipalities?: readonly string[] | null;
}

/** Adds an account, or sets it anew (password, role and scope) when the login exists. */
export async function addAccount(pool: pg.Pool, regionId: string, account: NewAccount): Promise<void> {
  await pool.query(
    `insert into account (region_id, login, name, password_hash, role, organisation, scope_organisations, scope_sectors, scope_municipalities)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9)
     on conflict (region_id, login) do update set name = excluded.name, password_hash = excluded.password_hash,
       role = excluded.role, organisation = excluded.organisation, scope_organisations = excluded.scope_organisations,
       scope_sectors = excluded.scope_sectors, scope_municipalities = excluded.scope_municipalities, disabled = false`,
    [
      regionId,
      account.login,
      account.name,
      await hash(account.password),
      account.role,
      account.organisation ?? null,
      account.scopeOrganisations ?? null,
      account.scopeSectors ?? null,
      account.scopeMunicipalities ?? null,
    ],
  );
}
