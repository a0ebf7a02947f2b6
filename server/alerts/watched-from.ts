import type pg from 'pg';

/** Day from which the region's history has been looked through for spikes, YYYY-MM-DD; null = not yet. */
export async function readWatchedFrom(client: pg.Pool, regionId: string): Promise<string | null> {
  const found = await client.query(
    `select value from setting where region_id = $1 and name = 'spikes-watched-from'`,
    [regionId],
  );
  return found.rows[0]?.value ?? null;
}

export async function saveWatchedFrom(client: pg.Pool, regionId: string, day: string): Promise<void> {
  await client.query(
    `insert into setting (region_id, name, value) values ($1, 'spikes-watched-from', $2)
     on conflict (region_id, name) do update set value = excluded.value`,
    [regionId, JSON.stringify(day)],
  );
}
