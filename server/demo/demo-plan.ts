import type pg from 'pg';

/** What the demo region was made with; kept in the store so that every start goes on with the same story. */
export interface DemoPlan {
  seed: number;
  /** Moment of the first start: the past was invented up to here. */
  end: string;
  /** Everything from here up to `end` is written; it moves back as history is added. */
  writtenFrom: string;
}

export const DEMO_REGION_FILE = new URL('../registry/regions/54.json', import.meta.url).pathname;
export const RECENT_DAYS = 14;
export const HISTORY_DAYS = 730;
export const PER_WEEK = 5500;
const SEED = 54;

export async function readPlan(pool: pg.Pool): Promise<{ regionId: string; plan: DemoPlan } | null> {
  const found = await pool.query(`select region_id, value from setting where name = 'demo'`);
  return found.rows[0] ? { regionId: found.rows[0].region_id, plan: found.rows[0].value } : null;
}

export async function savePlan(pool: pg.Pool, regionId: string, plan: DemoPlan): Promise<void> {
  await pool.query(
    `insert into setting (region_id, name, value) values ($1, 'demo', $2)
     on conflict (region_id, name) do update set value = excluded.value`,
    [regionId, JSON.stringify(plan)],
  );
}

export function newPlan(now: Date): DemoPlan {
  return { seed: SEED, end: now.toISOString(), writtenFrom: now.toISOString() };
}

export function isComplete({ end, writtenFrom }: DemoPlan): boolean {
  return Date.parse(end) - Date.parse(writtenFrom) >= HISTORY_DAYS * 86_400_000;
}
