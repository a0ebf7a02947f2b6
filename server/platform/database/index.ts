/**
 * PostgreSQL: connection, migrations, transactions. Knows no table of the product.
 * Invariant: `DATABASE_URL` set → that server; unset → the embedded one in the data folder. One SQL dialect (15 and later).
 * Entrance: `openDatabase`.
 */

export { isUnavailable } from './is-unavailable.ts';
export { migrate } from './migrate.ts';
export type { Database } from './open.ts';
export { openDatabase } from './open.ts';
export { transaction } from './transaction.ts';
export { withLock } from './with-lock.ts';
