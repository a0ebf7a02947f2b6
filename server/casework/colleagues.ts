import type pg from 'pg';
import type { Colleague } from '../../contract/my-work.ts';
import type { CaseRow } from './life/case-row.ts';

const SHOWN_MAX = 300;

/**
 * People of the responsible body who could work on a case: those who know its topic first, then the least loaded; whoever is away
 * or answered it before stands last.
 *
 * @param bodies the responsible body and those under it
 * @param topicPath the case's topic and the groups over it
 */
export async function readColleagues(
  client: pg.Pool,
  regionId: string,
  row: CaseRow,
  bodies: readonly string[],
  topicPath: readonly string[],
  now: Date,
): Promise<Colleague[]> {
  const cameBack = row.reopened_at !== null && row.answered_at !== null && row.reopened_at >= row.answered_at;
  const found = await client.query(
    `select p.login, p.name, p.role, p.organisation, p.absent_until::text as "absentUntil",
            p.skills && $3::text[] as skilled,
            (select count(*)::int from appeal a where a.region_id = p.region_id and a.assignee = p.login
                and a.status not in ('rejected', 'withdrawn', 'closed')) as load
       from account p
      where p.region_id = $1 and p.organisation = any($2) and not p.disabled and (p.valid_until is null or p.valid_until > $4)
        and p.role in ('executor', 'approver', 'coordinator')
      order by p.absent_until is not null, 6 desc, 7, p.name limit ${SHOWN_MAX}`,
    [regionId, bodies, topicPath, now],
  );
  const closer = (login: string) => cameBack && row.answered_by === login;
  return found.rows
    .map((person) => ({ ...person, closer: closer(person.login) }))
    .sort((a, b) => Number(a.closer) - Number(b.closer));
}
