import type pg from 'pg';

/** Runs `work` while holding an advisory lock of this name and key, or does nothing when somebody else holds it. @returns null then */
export async function withLock<T>(
  pool: pg.Pool,
  name: string,
  key: string,
  work: () => Promise<T>,
): Promise<T | null> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const taken = await client.query(`select pg_try_advisory_lock(hashtext($1), hashtext($2)) as taken`, [
      name,
      key,
    ]);
    if (!taken.rows[0].taken) return null;
    try {
      return await work();
    } finally {
      await client
        .query(`select pg_advisory_unlock(hashtext($1), hashtext($2))`, [name, key])
        .catch((error: Error) => {
          // A connection that is thrown away gives its lock back.
          broken = error;
        });
    }
  } finally {
    client.release(broken);
  }
}
