import type pg from 'pg';
import type { ApprovalTerm } from '../../../contract/approval-chains.ts';
import type { NormEffect } from '../../../contract/norms.ts';
import { transaction } from '../../platform/database/index.ts';
import type { EventSignal } from '../../platform/event-log/index.ts';
import { type RegionRegistry, termRulesOf } from '../../registry/store/index.ts';
import { CASE_COLUMNS, type CaseRow, type DeadlineStep } from './case-row.ts';
import { type TermFacts, termsAfter } from './terms-after.ts';

/** Cases of one transaction: short enough that nobody waits for it. */
const BATCH = 500;
const NIL = '00000000-0000-0000-0000-000000000000';

type OpenRow = CaseRow & {
  facts: {
    pauses: { from: string; to: string | null }[];
    days: number;
    promises: string[];
    approvals: { term: ApprovalTerm | null; since: string | null }[];
  };
};

/** Who makes a step does not move its term. */
const NOBODY = { id: '', role: '', draftId: '', person: null, personThere: false };

interface Changed {
  appeal_id: string;
  due_at: Date | null;
  deadline_steps: DeadlineStep[];
  policy: string | null;
}

/** What these norms would make of the open cases; nothing is written. @param topics null = all of them */
export async function previewTerms(
  pool: pg.Pool,
  registry: RegionRegistry,
  topics: readonly string[] | null,
  now: Date,
): Promise<NormEffect> {
  const effect = emptyEffect();
  for (let after = NIL; ; ) {
    const rows = await readOpen(pool, registry.code, topics, after, '');
    for (const row of rows) judge(row, registry, now, effect);
    if (rows.length < BATCH) return effect;
    after = rows.at(-1)!.appeal_id;
  }
}

/**
 * Counts the terms of open cases anew by the norms of this registry, batch by batch, each with its events. Repeatable: a case whose
 * terms already are so is not touched, so work that broke off is done again from the start.
 */
export async function recalculateTerms(
  pool: pg.Pool,
  signal: EventSignal,
  registry: RegionRegistry,
  topics: readonly string[] | null,
  now: Date,
): Promise<NormEffect> {
  const effect = emptyEffect();
  for (let after = NIL; ; ) {
    const rows = await transaction(pool, async (client) => {
      const open = await readOpen(client, registry.code, topics, after, 'for update of a');
      const changed = open.flatMap((row) => judge(row, registry, now, effect) ?? []);
      if (changed.length > 0) await write(client, registry.code, changed, now);
      return open;
    });
    signal.wake();
    if (rows.length < BATCH) return effect;
    after = rows.at(-1)!.appeal_id;
  }
}

const emptyEffect = (): NormEffect => ({ open: 0, changed: 0, earlier: 0, later: 0, overdueNow: 0 });

/** @returns the new terms, or null where they are what they were */
function judge(row: OpenRow, registry: RegionRegistry, now: Date, effect: NormEffect): Changed | null {
  const facts: TermFacts = {
    pauses: row.facts.pauses.map(({ from, to }) => ({ from: new Date(from), to: to ? new Date(to) : null })),
    extensionDays: row.facts.days,
    openPromises: row.facts.promises,
    approvals: row.facts.approvals.map(({ term, since }) => ({
      ...NOBODY,
      term,
      since: since ? new Date(since) : null,
    })),
  };
  const terms = termsAfter(row, facts, now, { rules: termRulesOf(registry), taxonomy: registry.taxonomy });
  effect.open += 1;
  const before = row.due_at?.getTime() ?? 0;
  const after = terms.dueAt?.getTime() ?? 0;
  if (before === after) return null;
  effect.changed += 1;
  if (after < before) effect.earlier += 1;
  else effect.later += 1;
  if (after < now.getTime() && before >= now.getTime()) effect.overdueNow += 1;
  return { appeal_id: row.appeal_id, due_at: terms.dueAt, deadline_steps: terms.steps, policy: terms.policy };
}

async function readOpen(
  client: pg.Pool | pg.PoolClient,
  regionId: string,
  topics: readonly string[] | null,
  after: string,
  lock: '' | 'for update of a',
): Promise<OpenRow[]> {
  const found = await client.query<OpenRow>(
    `select ${CASE_COLUMNS}, jsonb_build_object(
        'pauses', (select coalesce(jsonb_agg(jsonb_build_object('from', from_at, 'to', to_at)), '[]') from pause p
                    where p.region_id = a.region_id and p.appeal_id = a.appeal_id),
        'days', (select coalesce(sum(days), 0) from extension e
                  where e.region_id = a.region_id and e.appeal_id = a.appeal_id and e.state = 'granted'),
        'promises', (select coalesce(jsonb_agg(until::text order by until), '[]') from promise m
                      where m.region_id = a.region_id and m.appeal_id = a.appeal_id and m.state = 'open'),
        'approvals', (select coalesce(jsonb_agg(jsonb_build_object('term', w.term, 'since', w.waits_since)), '[]') from approval w
                       where w.region_id = a.region_id and w.appeal_id = a.appeal_id and w.state = 'waiting')) as facts
       from appeal a
      where a.region_id = $1 and a.appeal_id > $2 and a.status not in ('rejected', 'withdrawn', 'closed')
        and ($3::text[] is null or a.topic = any($3))
      order by a.appeal_id limit ${BATCH} ${lock}`,
    [regionId, after, topics],
  );
  return found.rows;
}

async function write(
  client: pg.PoolClient,
  regionId: string,
  changed: readonly Changed[],
  now: Date,
): Promise<void> {
  await client.query(
    `with input as (
       select * from jsonb_to_recordset($2::jsonb) as x(appeal_id uuid, due_at timestamptz, deadline_steps jsonb, policy text)
     ), updated as (
       update appeal a set version = a.version + 1, due_at = i.due_at, deadline_steps = i.deadline_steps, policy = i.policy
         from input i where a.region_id = $1 and a.appeal_id = i.appeal_id
       returning a.appeal_id, a.due_at
     )
     insert into event (region_id, at, type, appeal_id, actor, data)
     select $1, $3, 'case.terms_recalculated', appeal_id, null, jsonb_build_object('due', due_at) from updated`,
    [regionId, JSON.stringify(changed), now],
  );
}
