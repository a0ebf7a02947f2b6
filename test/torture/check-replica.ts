import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { HeatMap } from '../../contract/heat-map.ts';
import { addAccount } from '../../server/access/index.ts';

const LOGIN = 'torture';
const PASSWORD = 'torture-torture';
const CAUGHT_UP_WITHIN_MS = 30_000;
const STEP_MS = 250;

export async function addReader(pool: pg.Pool, regionId: string): Promise<void> {
  const account = { login: LOGIN, name: 'Torture', password: PASSWORD, role: 'administrator' as const };
  await addAccount(pool, regionId, account);
}

/** @returns the session cookie */
export async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: LOGIN, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`Cannot sign in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

/**
 * Counts by municipality × topic × status: what the heat map shows against what the store holds. Waits a bounded time for the
 * followers of the log.
 *
 * @returns violations in words
 */
export async function checkReplica(url: string, cookie: string, pool: pg.Pool): Promise<string[]> {
  const stored = await pool.query<{ cell: string; count: number }>(
    `select concat_ws('|', status, coalesce(municipality, ''), coalesce(topic, '')) as cell, count(*)::integer as count
       from appeal group by 1`,
  );
  const wanted = new Map(stored.rows.map(({ cell, count }) => [cell, count]));
  const statuses = [...new Set(stored.rows.map(({ cell }) => cell.split('|')[0]!))];
  let differing: string[] = [];
  for (let waited = 0; waited <= CAUGHT_UP_WITHIN_MS; waited += STEP_MS) {
    const shown = await shownCounts(url, cookie, statuses);
    differing = [...new Set([...wanted.keys(), ...shown.keys()])]
      .filter((cell) => wanted.get(cell) !== shown.get(cell))
      .map((cell) => `${cell}: stored ${wanted.get(cell) ?? 0}, shown ${shown.get(cell) ?? 0}`);
    if (differing.length === 0) return [];
    await sleep(STEP_MS);
  }
  return [
    `heat map differs from the store in ${differing.length} cells, e.g. ${differing.slice(0, 5).join('; ')}`,
  ];
}

async function shownCounts(url: string, cookie: string, statuses: string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const status of statuses) {
    const answer = await fetch(`${url}/api/heat-map?rows=topic&status=${status}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`Heat map: ${answer.status} ${await answer.text()}`);
    const { cells } = (await answer.json()) as HeatMap;
    for (const { row, municipality, count } of cells)
      if (count > 0) counts.set([status, municipality, row].join('|'), count);
  }
  return counts;
}
