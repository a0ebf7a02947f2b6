import type pg from 'pg';
import type { AppealRow } from '../../../contract/appeals.ts';
import type { JoinSpikePreview, SpikeLead } from '../../../contract/spikes.ts';
import { FINAL_STATUSES, type Status } from '../../../contract/vocabulary.ts';
import type { CaseAct } from '../life/act-on-case.ts';
import { CaseConflict } from '../life/case-row.ts';
import { type ListQuery, readRowsUnscoped } from '../list-appeals.ts';
import { type WhereContext, whereAppeals } from '../where-appeals.ts';
import { joinCase } from './links.ts';

/** More at once are joined by asking again. */
export const JOINED_MAX = 300;
const SHOWN = 12;
/** Whose answer is out leads nobody, and an answered case needs no lead. */
const TOO_LATE: readonly Status[] = [...FINAL_STATUSES, 'answered', 'awaiting_rating'];

interface Candidate {
  id: string;
  number: string;
  organisation: string;
  status: Status;
  lead: string | null;
  leads: boolean;
}
type Filter = Omit<ListQuery, 'q' | 'sort' | 'limit' | 'after'>;
export type JoinPlan = Omit<JoinSpikePreview, 'version'> & { ids: string[] };

/**
 * What joining the cases of a filter under one would do: which would lead (the one asked for, one that leads already, else the first
 * filed at the body with most of them), which would follow, and why the others would not. Reads only what exists for the person.
 */
export async function planJoining(
  pool: pg.Pool,
  filter: Filter,
  wanted: string | null,
  context: WhereContext,
): Promise<JoinPlan> {
  const parameters: unknown[] = [];
  const where = whereAppeals(filter, context, parameters);
  const found = await pool.query<Candidate>(
    `select a.appeal_id as id, a.number, a.organisation, a.status, a.lead_appeal as lead,
            exists (select 1 from appeal f where f.region_id = a.region_id and f.lead_appeal = a.appeal_id) as leads
       from appeal a where ${where} order by a.filed_at, a.appeal_id limit ${JOINED_MAX + 1}`,
    parameters,
  );
  const all = found.rows.slice(0, JOINED_MAX);
  const open = all.filter(({ status }) => !TOO_LATE.includes(status));
  const free = open.filter(({ lead }) => lead === null);
  const lead = free.find(({ id }) => id === wanted) ?? likelyLead(free);
  const joined = lead ? all.filter((each) => each.lead === lead.id).length : 0;
  const able = lead
    ? free.filter((each) => each.id !== lead.id && each.organisation === lead.organisation && !each.leads)
    : [];
  const others = new Map<string, number>();
  for (const each of free)
    if (lead && each.organisation !== lead.organisation)
      others.set(each.organisation, (others.get(each.organisation) ?? 0) + 1);
  const candidates = lead
    ? [lead, ...free.filter((each) => each !== lead && each.organisation === lead.organisation)].slice(
        0,
        SHOWN,
      )
    : [];
  return {
    lead: lead?.id ?? null,
    candidates: (await readRowsUnscoped(
      pool,
      context.regionId,
      candidates.map(({ id }) => id),
    )) as AppealRow[],
    able: able.length,
    joined,
    answered: all.length - open.length,
    elsewhere: [...others].map(([organisation, count]) => ({ organisation, count })),
    more: found.rows.length > JOINED_MAX,
    ids: able.map(({ id }) => id),
  };
}

function likelyLead(free: readonly Candidate[]): Candidate | null {
  const counts = new Map<string, number>();
  for (const { organisation } of free) counts.set(organisation, (counts.get(organisation) ?? 0) + 1);
  const [body] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  const own = free.filter(({ organisation }) => organisation === body);
  return own.find(({ leads }) => leads) ?? own[0] ?? null;
}

/** Joins each case to the lead in a transaction of its own; what cannot is told and does not stop the rest. */
export async function joinCases(
  act: Omit<CaseAct, 'appealId'>,
  lead: string,
  ids: readonly string[],
): Promise<{ joined: number; refused: { number: string; why: string }[] }> {
  const refused: { number: string; why: string }[] = [];
  let joined = 0;
  for (const appealId of ids) {
    try {
      await joinCase({ ...act, appealId }, lead);
      joined += 1;
    } catch (error) {
      if (!(error instanceof CaseConflict)) throw error;
      const [row] = await readRowsUnscoped(act.pool, act.registry.code, [appealId]);
      refused.push({ number: row?.number ?? '', why: error.message });
    }
  }
  return { joined, refused };
}

/** A lead case as whoever joined others under it wants to know it, WHOSEVER it is: the caller passes it through the scope. */
export async function readLeadCase(
  pool: pg.Pool,
  regionId: string,
  id: string,
): Promise<
  (SpikeLead & { topic: string | null; municipality: string | null; coExecutors: string[] }) | null
> {
  const found = await pool.query(
    `select a.appeal_id as id, a.number, a.status, a.organisation, a.outcome, p.name as "assigneeName", a.topic, a.municipality,
            a.co_executors as "coExecutors",
            (select count(*)::int from appeal f where f.region_id = a.region_id and f.lead_appeal = a.appeal_id) as followers
       from appeal a left join account p on p.region_id = a.region_id and p.login = a.assignee
      where a.region_id = $1 and a.appeal_id = $2`,
    [regionId, id],
  );
  return found.rows[0] ?? null;
}

/** For cases that lead or follow others, the lead; the rest are left out. */
export async function leadsOf(
  pool: pg.Pool,
  regionId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const found = await pool.query<{ id: string; lead: string }>(
    `select appeal_id as id, lead_appeal as lead from appeal
      where region_id = $1 and appeal_id = any($2::uuid[]) and lead_appeal is not null`,
    [regionId, ids],
  );
  const leads = new Map(found.rows.map(({ id, lead }) => [id, lead]));
  for (const lead of new Set(leads.values())) leads.set(lead, lead);
  return leads;
}
