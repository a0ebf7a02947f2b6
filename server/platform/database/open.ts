import pg from 'pg';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../embedded-postgres/index.ts';

export interface Database {
  pool: pg.Pool;
  /** Where it is, without a password, for people. */
  where: string;
  /** Options for a connection outside the pool (LISTEN). */
  connection: pg.ClientConfig;
  /** Closes connections, and stops the embedded server if this process started it. */
  close(): Promise<void>;
}

export interface OpenOptions {
  databaseUrl: string | undefined;
  dataFolder: string;
  poolSize?: number;
  /**
   * The web server keeps the embedded PostgreSQL running (starts it again when it was killed) and stops it even if it had only
   * joined it (an orphan of a killed run).
   */
  own?: boolean;
}

const STATEMENT_MS_MAX = 60_000;

/** @throws Error in Russian when no server can be reached or started */
export async function openDatabase({
  databaseUrl,
  dataFolder,
  poolSize = 20,
  own,
}: OpenOptions): Promise<Database> {
  let embedded: EmbeddedPostgres | undefined;
  let connection: pg.ClientConfig;
  if (databaseUrl) connection = { connectionString: databaseUrl };
  else {
    embedded = await startEmbeddedPostgres(dataFolder);
    connection = embedded.connection;
    if (own)
      embedded.keepAlive(() => console.error('PostgreSQL остановился не по нашей воле: запускаю снова.'));
  }
  const pool = new pg.Pool({
    ...connection,
    max: poolSize,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    statement_timeout: STATEMENT_MS_MAX,
    application_name: 'otklik',
  });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // And so does one that breaks between two queries of a transaction; the next query tells the caller.
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end().catch(() => {});
    if (embedded?.started) await embedded.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`База данных не отвечает (${reason}). Проверьте DATABASE_URL: адрес, имя и пароль.`);
  }
  return {
    pool,
    connection,
    where: databaseUrl ? new URL(databaseUrl).host : `встроенная, ${dataFolder}`,
    close: async () => {
      await pool.end();
      if (embedded && (embedded.started || own)) await embedded.stop();
    },
  };
}
