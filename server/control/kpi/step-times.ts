import type { KpiReport } from '../../../contract/control.ts';
import { STATUSES } from '../../../contract/vocabulary.ts';
import type { KpiContext } from './read-kpis.ts';

/** Enough for means that do not jump; the log of a case is read whole. */
const CASES_MAX = 2000;

/**
 * Where time goes: how long the cases answered in the period stood in each status before the answer, by their log. `hours` is the mean
 * of those that stood there at all, `share` its part of the whole way.
 */
export async function readStepTimes(
  period: { from: string; to: string },
  { pool, where, parameters, timeZone }: KpiContext,
): Promise<KpiReport['steps']> {
  const own = [...parameters];
  const put = (value: unknown, type: string) => `$${own.push(value)}::${type}`;
  const [from, to, zone] = [put(period.from, 'date'), put(period.to, 'date'), put(timeZone, 'text')];
  const found = await pool.query(
    `with chosen as (
       select a.region_id, a.appeal_id, a.registered_at, a.answered_at from appeal a
        where ${where} and a.answered_at >= (${from}::timestamp at time zone ${zone})
          and a.answered_at < ((${to} + 1)::timestamp at time zone ${zone})
        order by a.filed_at desc limit ${CASES_MAX}
     ), stood as (
       select c.appeal_id, coalesce(e.data -> 'after' ->> 'status', e.data ->> 'after',
                case when e.data ->> 'triage' = 'queue' then 'moderation' else 'routed' end) as status,
              least(coalesce(lead(e.at) over w, c.answered_at), c.answered_at) - e.at as stood
         from chosen c join event e on e.region_id = c.region_id and e.appeal_id = c.appeal_id
        where e.at < c.answered_at and (e.type = 'appeal.registered' or e.type = 'triage.decided' or e.data ->> 'after' <> e.data ->> 'before')
       window w as (partition by c.appeal_id order by e.transaction_id, e.seq)
     ), by_case as (
       select appeal_id, status, sum(extract(epoch from stood))::float8 / 3600 as hours from stood group by 1, 2
     )
     select status, avg(hours) as hours, sum(hours) / nullif(sum(sum(hours)) over (), 0) as share, count(*)::int as n,
            (select count(*)::int from chosen) as cases
       from by_case group by status`,
    own,
  );
  const rows = found.rows
    .filter((row) => (STATUSES as readonly string[]).includes(row.status))
    .map(({ status, hours, share, n }) => ({ status, hours, share: share ?? 0, n }))
    .sort((a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status));
  return { cases: found.rows[0]?.cases ?? 0, rows };
}
