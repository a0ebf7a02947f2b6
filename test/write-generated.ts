// `npm run schema`: writes what is derived from the sources and reviewed in a commit: docs/permissions.md,
// docs/path-of-a-case.md, server/schema/schema.sql.
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { dumpSchema } from './generated/dump-schema.ts';
import { pathPage } from './generated/path-page.ts';
import { permissionsPage } from './generated/permissions-page.ts';
import { startTestPostgres } from './support/postgres-server.ts';

const fileAt = (path: string) => new URL(`../${path}`, import.meta.url);

writeFileSync(fileAt('docs/permissions.md'), permissionsPage());
writeFileSync(fileAt('docs/path-of-a-case.md'), pathPage());

const postgres = await startTestPostgres();
const { url } = await postgres.createDatabase('schema');
const pool = new pg.Pool({ connectionString: url });
// The server may close an idle connection first; by then everything has been read.
pool.on('error', () => {});
try {
  writeFileSync(fileAt('server/schema/schema.sql'), await dumpSchema(pool));
} finally {
  await pool.end();
  await postgres.stop();
}
console.log('Written: docs/permissions.md, docs/path-of-a-case.md, server/schema/schema.sql');
