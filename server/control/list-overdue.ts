import type pg from 'pg';
import type { OverdueRow } from '../../contract/control.ts';
import type { DeadlineContext } from '../registry/deadlines/index.ts';
import { WHERE_OWED } from '../registry/due-windows.ts';
import type { CaseCondition } from './count-board.ts';
import { workingDaysLate } from './ladder.ts';

export interface OverdueContext extends CaseCondition {
  pool: pg.Pool;
  deadlines: DeadlineContext;
  now: Date;
}

/** What changes hands: from the last of these before the term ended one reads who had the case then. */
const HANDS = `('case.taken', 'case.assigned', 'case.transferred', 'case.returned_to_triage', 'case.handed_out')`;

/**
 * The register of what is late, longest first: by how many working days, which body and person had the case when its term ended
 * (from the log, since it may have been passed on afterwards), how often it was escalated.
 *
 * @throws RangeError when `after` is not a place this register gave
 */
export async function listOverdue(
  context: OverdueContext,
  query: { limit: number; after?: string },
): Promise<{ rows: OverdueRow[]; next: string | null; total: number }> {
  const parameters = [...context.parameters];
  const put = (value: unknown) => `$${parameters.push(value)}`;
  const where = `a.region_id = $1 and ${WHERE_OWED} and a.due_at < ${put(context.now)} and ${context.where}`;
  const counted = [...parameters];
  const place = query.after ? readPlace(query.after) : null;
  const after = place
    ? ` and (a.due_at, a.appeal_id) > (${put(place[0])}::timestamptz, ${put(place[1])}::uuid)`
    : '';
  const [found, count] = await Promise.all([
    context.pool.query(
      `select a.*, hand.type as hand_type, hand.data ->> 'to' as hand_to, later.data ->> 'from' as later_from,
              later.type as later_type, p.name as held_by_name, held.login as held_by,
              (select count(*)::int from escalation e where e.region_id = $1 and e.appeal_id = a.appeal_id) as escalations
         from (select a.appeal_id, a.number, a.status, a.topic, a.municipality, a.organisation, a.assignee, a.due_at,
                 a.due_at::text as place, a.escalation
               from appeal a where ${where}${after} order by a.due_at, a.appeal_id limit ${put(query.limit + 1)}) as a
         left join lateral (select type, data from event e where e.region_id = $1 and e.appeal_id = a.appeal_id
            and e.type in ${HANDS} and e.at <= a.due_at order by transaction_id desc, seq desc limit 1) hand on true
         left join lateral (select type, data from event e where e.region_id = $1 and e.appeal_id = a.appeal_id
            and e.type in ${HANDS} and e.at > a.due_at order by transaction_id, seq limit 1) later on true
         left join lateral (select case
              when hand.type in ('case.taken', 'case.assigned') then hand.data ->> 'to'
              when hand.type is null and later.type is null then a.assignee
              when hand.type is null and later.type in ('case.taken', 'case.assigned') then later.data ->> 'from'
            end as login) held on true
         left join account p on p.region_id = $1 and p.login = held.login
        order by a.due_at, a.appeal_id`,
      parameters,
    ),
    context.pool.query(`select count(*)::int as count from appeal a where ${where}`, counted),
  ]);
  const page = found.rows.slice(0, query.limit);
  const last = found.rows.length > query.limit ? page.at(-1) : undefined;
  return {
    rows: page.map((row) => toRow(row, context)),
    next: last ? Buffer.from(JSON.stringify([last.place, last.appeal_id])).toString('base64url') : null,
    total: count.rows[0].count,
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a row of pg is untyped by nature; its columns are in the query above
function toRow(row: any, { now, deadlines }: OverdueContext): OverdueRow {
  const movedOn = row.later_type === 'case.transferred' || row.later_type === 'case.returned_to_triage';
  return {
    id: row.appeal_id,
    number: row.number,
    status: row.status,
    topic: row.topic,
    municipality: row.municipality,
    organisation: row.organisation,
    dueAt: row.due_at.toISOString(),
    daysLate: workingDaysLate(row.due_at, now, deadlines),
    heldByOrganisation: movedOn ? row.later_from : row.organisation,
    heldBy: row.held_by,
    heldByName: row.held_by_name,
    escalation: row.escalation,
    escalations: row.escalations,
  };
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

function readPlace(after: string): [string, string] {
  try {
    const value: unknown = JSON.parse(Buffer.from(after, 'base64url').toString());
    if (Array.isArray(value) && /^\d{4}-\d\d-\d\d [\d:.+-]+$/.test(value[0]) && UUID.test(value[1]))
      return value as [string, string];
  } catch {
    // Falls through to the error below.
  }
  throw new RangeError('Ссылка на продолжение реестра испорчена. Откройте реестр заново.');
}
