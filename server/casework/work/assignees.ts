import type pg from 'pg';
import type { z } from 'zod';
import type { Assignees } from '../../../contract/case-file.ts';
import { withDescendants } from '../../registry/organisation-tree.ts';
import type { RegionRegistry } from '../../registry/store/index.ts';
import { pathOf } from '../../registry/taxonomy.ts';
import type { CaseRow } from '../life/case-row.ts';

const PEOPLE_MAX = 200;
/** What counts as experience: answered within this time. */
const EXPERIENCE_DAYS = 365;

type Candidate = z.infer<typeof Assignees>['rows'][number];

/** People of the responsible body who could take the case, those who are there first, then the least loaded. */
export async function listAssignees(
  pool: pg.Pool,
  registry: RegionRegistry,
  row: CaseRow,
  now: Date,
): Promise<z.infer<typeof Assignees>> {
  const path =
    row.topic && registry.taxonomy.byCode.has(row.topic) ? pathOf(row.topic, registry.taxonomy) : [];
  const found = await pool.query<Candidate>(
    `select p.login, p.name, p.role, p.absent_until::text as "absentUntil", p.skills && $4 as skilled,
            coalesce(w.load, 0)::int as load, coalesce(w.overdue, 0)::int as overdue,
            (select count(*)::int from appeal d where d.region_id = p.region_id and d.answered_by = p.login and d.topic = $5
                and d.answered_at > $6::timestamptz - make_interval(days => ${EXPERIENCE_DAYS})) as experience
       from account p
       left join lateral (select count(*) as load, count(*) filter (where a.due_at < $6) as overdue from appeal a
         where a.region_id = p.region_id and a.assignee = p.login and a.status not in ('rejected', 'withdrawn', 'closed')) w on true
      where p.region_id = $1 and p.organisation = any($2) and not p.disabled and (p.valid_until is null or p.valid_until > $6)
        and p.role in ('executor', 'approver', 'coordinator') and p.login is distinct from $3
      order by (p.absent_until is not null and p.absent_until >= ($6::timestamptz at time zone $7)::date), load, p.login
      limit ${PEOPLE_MAX}`,
    [
      registry.code,
      withDescendants([row.organisation], registry.organisations),
      row.reopened_at && row.answered_at && row.reopened_at >= row.answered_at ? row.answered_by : null,
      path.map((topic) => topic.code),
      row.topic,
      now,
      registry.file.timeZone,
    ],
  );
  return { rows: found.rows, ...chooseAssignees(found.rows, now.toISOString().slice(0, 10)) };
}

/** Work is shared by executors; leaders are proposed only where there are none. Of equals the first by login. */
export function chooseAssignees(
  people: readonly Candidate[],
  today: string,
): { byLoad: string | null; bySkill: string | null } {
  const present = people.filter((person) => !person.absentUntil || person.absentUntil < today);
  const executors = present.filter((person) => person.role === 'executor');
  const able = executors.length > 0 ? executors : present;
  const least = (some: readonly Candidate[]) =>
    [...some].sort(
      (a, b) => a.load - b.load || b.experience - a.experience || a.login.localeCompare(b.login),
    )[0]?.login ?? null;
  const skilled = able.filter((person) => person.skilled);
  const experienced = able.filter((person) => person.experience > 0);
  return { byLoad: least(able), bySkill: least(skilled.length > 0 ? skilled : experienced) };
}
