import type pg from 'pg';
import { ROLES } from '../../contract/access.ts';
import { addAccount } from '../../server/access/index.ts';

/** Password of every account below: none of them exists outside a test database. */
export const TEST_PASSWORD = 'пароль для проверок';

/** Limited by each dimension in turn, with roles that may otherwise see everything. */
export const SCOPED_LOGINS = {
  municipality: 'only-berdsk',
  sector: 'only-roads',
  organisation: 'only-mintrans',
} as const;

export const SCOPE_VALUES = { municipality: '50708000', sector: 'roads', organisation: 'mintrans' } as const;

/** People of one body: login → role. */
export const BODY_LOGINS = {
  'mintrans-executor': 'executor',
  'mintrans-colleague': 'executor',
  'mintrans-approver': 'approver',
  'mintrans-coordinator': 'coordinator',
} as const;

/** A person of each role (login = role, sees the whole region), and one limited by each dimension. */
export async function addTestAccounts(pool: pg.Pool, regionId: string): Promise<void> {
  for (const role of ROLES) {
    await addAccount(pool, regionId, {
      login: role,
      name: `Проверка: ${role}`,
      password: TEST_PASSWORD,
      role,
    });
  }
  const limited = { name: 'Проверка: ограничен', password: TEST_PASSWORD, role: 'coordinator' } as const;
  await addAccount(pool, regionId, {
    ...limited,
    login: SCOPED_LOGINS.municipality,
    scopeMunicipalities: [SCOPE_VALUES.municipality],
  });
  await addAccount(pool, regionId, {
    ...limited,
    login: SCOPED_LOGINS.sector,
    scopeSectors: [SCOPE_VALUES.sector],
  });
  for (const [login, role] of Object.entries(BODY_LOGINS)) {
    await addAccount(pool, regionId, {
      login,
      role,
      name: `Проверка: ${login}`,
      password: TEST_PASSWORD,
      organisation: SCOPE_VALUES.organisation,
    });
  }
  await addAccount(pool, regionId, {
    ...limited,
    login: SCOPED_LOGINS.organisation,
    scopeOrganisations: [SCOPE_VALUES.organisation],
  });
}
