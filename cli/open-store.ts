import { readSettings } from '../server/app/settings.ts';
import { MIGRATIONS } from '../server/app/start-app.ts';
import { type Database, migrate, openDatabase } from '../server/platform/database/index.ts';

/** The store of `DATABASE_URL`, or the embedded one of the data folder (joined when the server is running). Migrated. */
export async function withStore<T>(work: (database: Database, dataFolder: string) => Promise<T>): Promise<T> {
  const { databaseUrl, dataFolder } = readSettings(process.env);
  const database = await openDatabase({ databaseUrl, dataFolder, poolSize: 6 });
  try {
    await migrate(database.pool, MIGRATIONS);
    return await work(database, dataFolder);
  } finally {
    await database.close();
  }
}
