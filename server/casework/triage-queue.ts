import type pg from 'pg';
import type { QueuedAppeal } from '../../contract/triage.ts';
import { ROW_COLUMNS, toAppealRow } from './appeal-row.ts';
import { type WhereContext, whereAppeals } from './where-appeals.ts';

/** What waits for a person: the most urgent first, then the least sure. */
export async function readQueue(
  client: pg.Pool,
  limit: number,
  context: WhereContext,
): Promise<{ rows: QueuedAppeal[]; total: number }> {
  const parameters: unknown[] = [];
  const where = `${whereAppeals({}, context, parameters)} and a.triage = 'queue'`;
  const [found, counted] = await Promise.all([
    client.query(
      `select ${ROW_COLUMNS}, a.version, a.text, a.suggestions, a.urgency_reasons, a.lat, a.lon, a.address, a.place_why, a.route_why
         from appeal a where ${where}
        order by a.urgency desc, a.topic_p, a.appeal_id limit $${parameters.length + 1}`,
      [...parameters, limit],
    ),
    client.query(`select count(*)::int as count from appeal a where ${where}`, parameters),
  ]);
  return {
    total: counted.rows[0].count,
    rows: found.rows.map((row) => ({
      ...toAppealRow(row),
      version: row.version,
      text: row.text,
      suggestions: row.suggestions,
      urgencyReasons: row.urgency_reasons,
      point: row.lat === null || row.lon === null ? null : [row.lat, row.lon],
      address: row.address,
      placeWhy: row.place_why,
      routeWhy: row.route_why,
    })),
  };
}
