// `npm run schema`: writes what is derived from the sources and reviewed in a commit: docs/permissions.md, server/schema/schema.sql.
import { writeFileSync } from 'node:fs';
import pg from 'pg';
import { dumpSchema } from './generated/dump-schema.ts';
import { permissionsPage } from './generated/permissions-page.ts';
import { startTestPostgres } from './support/postgres-server.ts';

const fileAt = (path: string) => new URL(`../${path}`, import.meta.url);

writeFileSync(fileAt('docs/permissions.md'), permissionsPage());

const postgres = await startTestPostgres();
const { url } = await postgres.createDatabase('schema');
const pool = new pg.Pool({ connectionString: url });
try {
  writeFileSync(fileAt('server/schema/schema.sql'), await dumpSchema(pool));
} finally {
  await pool.end();
  await postgres.stop();
}
console.log('Written: docs/permissions.md, server/schema/schema.sql');
