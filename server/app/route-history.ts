import type pg from 'pg';
import type { RegionRegistry } from '../registry/store/index.ts';
import { type LearnedRoutes, learnRoutes } from '../triage/route/learn-routes.ts';

/** Cases looked back at: enough for every pair that matters, and a bound on the question. */
const HISTORY_CASES_MAX = 300_000;

/** Who answered for what and where, of cases whose body a person or the source system has set. */
export async function loadRouteHistory(
  pool: pg.Pool,
  registry: RegionRegistry,
): Promise<LearnedRoutes | undefined> {
  const found = await pool.query(
    `select topic, municipality, organisation, count(*)::int as count
       from (select topic, municipality, organisation from appeal
              where region_id = $1 and triage in ('confirmed', 'corrected') and topic is not null and municipality is not null
              order by filed_at desc limit ${HISTORY_CASES_MAX}) as x
      group by topic, municipality, organisation`,
    [registry.code],
  );
  if (found.rows.length === 0) return undefined;
  return learnRoutes(found.rows, (topic) => registry.taxonomy.byCode.get(topic)?.parent ?? null);
}
