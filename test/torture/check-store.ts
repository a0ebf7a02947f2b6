import type pg from 'pg';
import { FINAL_STATUSES, Status } from '../../contract/vocabulary.ts';
import type { Acknowledged } from './clients.ts';

/** Each finds rows that must not be there; what it returns is shown with the violation. */
const FORBIDDEN: Record<string, string> = {
  'an appeal without a message': `select appeal_id from appeal a where not exists
     (select 1 from message m where m.region_id = a.region_id and m.appeal_id = a.appeal_id)`,
  'a message without an appeal': `select external_id from message m where not exists
     (select 1 from appeal a where a.region_id = m.region_id and a.appeal_id = m.appeal_id)`,
  'two messages of one appeal':
    'select appeal_id from message group by region_id, appeal_id having count(*) > 1',
  'a number given twice': 'select number from appeal group by region_id, number having count(*) > 1',
  'an appeal whose body is not in the registry': `select appeal_id, organisation from appeal a where not exists
     (select 1 from organisation o where o.region_id = a.region_id and o.code = a.organisation)`,
  'an appeal with an unknown status': `select appeal_id, status from appeal where status not in (${quoted(Status.options)})`,
  'an open appeal without a deadline': `select appeal_id from appeal where due_at is null and status not in (${quoted(FINAL_STATUSES)})`,
  'an appeal without exactly one event of its registration': `select a.appeal_id, count(e.seq) from appeal a
     left join event e on e.region_id = a.region_id and e.appeal_id = a.appeal_id and e.type = 'appeal.registered'
     group by a.region_id, a.appeal_id having count(e.seq) <> 1`,
  'an event of no appeal': `select appeal_id from event e where appeal_id is not null and not exists
     (select 1 from appeal a where a.region_id = e.region_id and a.appeal_id = e.appeal_id)`,
  'an appeal that is not in the search index': `select appeal_id from appeal a where not exists
     (select 1 from appeal_search s where s.region_id = a.region_id and s.appeal_id = a.appeal_id)`,
  'a search row of no appeal': `select appeal_id from appeal_search s where not exists
     (select 1 from appeal a where a.region_id = s.region_id and a.appeal_id = s.appeal_id)`,
};

const SHOWN = 5;

/** Everything the store must hold after the kills, and nothing more. @returns violations in words */
export async function checkStore(
  pool: pg.Pool,
  acknowledged: readonly Acknowledged[],
  sent: ReadonlySet<string>,
): Promise<string[]> {
  const violations: string[] = [];
  for (const [what, sql] of Object.entries(FORBIDDEN)) {
    const { rows } = await pool.query(sql);
    if (rows.length > 0)
      violations.push(`${what}: ${rows.length}, e.g. ${JSON.stringify(rows.slice(0, SHOWN))}`);
  }
  const stored = await pool.query<{ key: string; id: string; number: string }>(
    `select m.external_id as key, a.appeal_id as id, a.number
       from message m join appeal a on a.region_id = m.region_id and a.appeal_id = m.appeal_id`,
  );
  const byKey = new Map(stored.rows.map((row) => [row.key, row]));
  const lost = acknowledged.filter(({ key }) => !byKey.has(key));
  if (lost.length > 0)
    violations.push(`acknowledged and lost: ${lost.length}, e.g. ${JSON.stringify(lost.slice(0, SHOWN))}`);
  const other = acknowledged.filter(({ key, id, number }) => {
    const row = byKey.get(key);
    return row && (row.id !== id || row.number !== number);
  });
  if (other.length > 0)
    violations.push(
      `stored under another number than acknowledged: ${JSON.stringify(other.slice(0, SHOWN))}`,
    );
  const invented = stored.rows.filter(({ key }) => !sent.has(key));
  if (invented.length > 0)
    violations.push(`stored but never sent: ${JSON.stringify(invented.slice(0, SHOWN))}`);
  return violations;
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}
