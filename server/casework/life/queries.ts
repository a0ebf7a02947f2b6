import type pg from 'pg';
import { ApprovalStep } from '../../../contract/approval-chains.ts';
import type { Channel } from '../../../contract/vocabulary.ts';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { Chain } from './approval-chain.ts';
import {
  CASE_COLUMNS,
  type CaseFacts,
  type CaseRecord,
  type CaseRow,
  type DraftRow,
  type WaitingStep,
} from './case-row.ts';

export async function lockCase(
  client: pg.PoolClient,
  regionId: string,
  appealId: string,
): Promise<CaseRow | null> {
  const found = await client.query<CaseRow>({
    name: 'lock-case',
    text: `select ${CASE_COLUMNS} from appeal where region_id = $1 and appeal_id = $2 for update`,
    values: [regionId, appealId],
  });
  return found.rows[0] ?? null;
}

export async function readCase(client: pg.Pool, regionId: string, appealId: string): Promise<CaseRow | null> {
  const found = await client.query<CaseRow>(
    `select ${CASE_COLUMNS} from appeal where region_id = $1 and appeal_id = $2`,
    [regionId, appealId],
  );
  return found.rows[0] ?? null;
}

/** Over `account p` joined to what names a person: can they be waited for today? */
export const PERSON_THERE = `coalesce(not p.disabled and (p.valid_until is null or p.valid_until > now())
  and (p.absent_until is null or p.absent_until < current_date), false)`;

const FACTS = `select
  (select coalesce(jsonb_agg(jsonb_build_object('from', from_at, 'to', to_at)), '[]') from pause
    where region_id = $1 and appeal_id = $2) as pauses,
  (select coalesce(sum(days), 0)::int from extension where region_id = $1 and appeal_id = $2 and state = 'granted') as extension_days,
  (select jsonb_build_object('id', extension_id, 'days', days, 'by', asked_by) from extension
    where region_id = $1 and appeal_id = $2 and state = 'asked' order by asked_at desc limit 1) as asked_extension,
  (select coalesce(jsonb_agg(jsonb_build_object('id', w.approval_id, 'role', w.role, 'draftId', w.draft_id, 'person', w.person,
            'personThere', ${PERSON_THERE}, 'term', w.term, 'since', w.waits_since) order by w.ordinal), '[]')
     from approval w left join account p on p.region_id = w.region_id and p.login = w.person
    where w.region_id = $1 and w.appeal_id = $2 and w.state in ('waiting', 'next')) as approvals,
  (select count(*)::int from answer where region_id = $1 and appeal_id = $2) as answers,
  (select coalesce(jsonb_agg(until::text order by until), '[]') from promise
    where region_id = $1 and appeal_id = $2 and state = 'open') as open_promises`;

/** Everything a term or an action depends on besides the row, in one round trip. */
export async function readFacts(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
): Promise<Omit<CaseFacts, 'draft' | 'person' | 'otherWorkers' | 'followerChannels'>> {
  const found = await client.query({ name: 'case-facts', text: FACTS, values: [regionId, appealId] });
  const row = found.rows[0];
  return {
    pauses: row.pauses.map((pause: { from: string; to: string | null }) => ({
      from: new Date(pause.from),
      to: pause.to ? new Date(pause.to) : null,
    })),
    extensionDays: row.extension_days,
    askedExtension: row.asked_extension,
    approvals: row.approvals.map((step: WaitingStep) => ({
      ...step,
      since: step.since && new Date(step.since),
    })),
    answers: row.answers,
    openPromises: row.open_promises,
  };
}

export async function readDraft(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
  draftId: string,
): Promise<DraftRow | null> {
  const found = await client.query<DraftRow>(
    `select draft_id, edition, login, understood, cause, plan, plan_date::text, outcome from draft
      where region_id = $1 and appeal_id = $2 and draft_id = $3`,
    [regionId, appealId, draftId],
  );
  return found.rows[0] ?? null;
}

/** @returns null when there is no such account */
export async function readPerson(
  client: pg.ClientBase,
  regionId: string,
  login: string,
): Promise<CaseFacts['person']> {
  const found = await client.query(
    'select login, organisation, disabled from account where region_id = $1 and login = $2',
    [regionId, login],
  );
  return found.rows[0] ?? null;
}

/** People of these bodies who could take a case instead of the one named. */
export async function countOtherWorkers(
  client: pg.ClientBase,
  regionId: string,
  organisations: readonly string[],
  but: string | null,
): Promise<number> {
  const found = await client.query(
    `select count(*)::int as count from account where region_id = $1 and organisation = any($2) and not disabled
        and role in ('executor', 'approver', 'coordinator') and login is distinct from $3`,
    [regionId, organisations, but],
  );
  return found.rows[0].count;
}

/** The chain that holds: named body before any, deeper topic before shallower, named outcome before any. */
export async function readChain(
  client: pg.ClientBase | pg.Pool,
  regionId: string,
  organisations: readonly string[],
  topicPath: readonly string[],
  outcome: string,
): Promise<Chain | null> {
  const found = await client.query(
    `select chain_id as id, title, steps, min_steps as "minSteps" from approval_chain
      where region_id = $1 and enabled and (organisation is null or organisation = any($2)) and (topic is null or topic = any($3))
        and (outcome is null or outcome = $4)
      order by array_position($2, organisation) nulls last, array_position($3, topic) desc nulls last, outcome nulls last
      limit 1`,
    [regionId, organisations, topicPath, outcome],
  );
  const chain = found.rows[0];
  return chain ? { ...chain, steps: chain.steps.map((step: unknown) => ApprovalStep.parse(step)) } : null;
}

/** What happened to a case after a moment, newest last: for somebody whose action came too late. */
export async function readChangesSince(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
  versionsBehind: number,
): Promise<{ at: Date; type: string; actor: string | null }[]> {
  const found = await client.query(
    `select at, type, actor from event where region_id = $1 and appeal_id = $2
      order by transaction_id desc, seq desc limit $3`,
    [regionId, appealId, Math.max(1, Math.min(20, versionsBehind))],
  );
  return found.rows.reverse();
}

export async function updateCase(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
  set: Partial<CaseRow>,
): Promise<number> {
  const columns = Object.keys(set) as (keyof CaseRow)[];
  const assignments = columns.map((column, index) => `${column} = $${index + 3}`);
  const updated = await client.query<{ version: number }>(
    `update appeal set version = version + 1${assignments.map((part) => `, ${part}`).join('')}
      where region_id = $1 and appeal_id = $2 returning version`,
    [regionId, appealId, ...columns.map((column) => toColumn(column, set[column]))],
  );
  return updated.rows[0]!.version;
}

function toColumn(column: keyof CaseRow, value: unknown): unknown {
  return column === 'deadline_steps' ? JSON.stringify(value) : value;
}

const KEYS: Record<Extract<CaseRecord, { insert: string }>['insert'], string> = {
  answer: 'answer_id',
  promise: 'promise_id',
  pause: 'pause_id',
  extension: 'extension_id',
  approval: 'approval_id',
  verification: 'verification_id',
  rating: 'rating_id',
};

/** Writes one thing that an action adds or settles. @returns the key of an added row */
export async function writeRecord(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
  record: CaseRecord,
  now: Date,
): Promise<string | null> {
  if ('insert' in record) {
    const id = uuidV7(now.getTime());
    const values = { region_id: regionId, [KEYS[record.insert]]: id, appeal_id: appealId, ...record.values };
    const columns = Object.keys(values);
    await client.query(
      `insert into ${record.insert} (${columns.join(', ')}) values (${columns.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(values),
    );
    return id;
  }
  const key = [regionId, appealId] as const;
  switch (record.settle) {
    case 'promise':
      await client.query(
        `update promise set state = $3, settled_at = $4 where region_id = $1 and appeal_id = $2 and state = 'open'`,
        [...key, record.state, now],
      );
      break;
    case 'pause':
      await client.query(
        'update pause set to_at = $3 where region_id = $1 and appeal_id = $2 and to_at is null',
        [...key, now],
      );
      break;
    case 'extension':
      await client.query(
        `update extension set state = $4, decided_by = $5, decided_at = $6
          where region_id = $1 and appeal_id = $2 and extension_id = $3`,
        [...key, record.id, record.state, record.login, now],
      );
      break;
    case 'approval':
      await client.query(
        `update approval set state = $4, login = $5, at = $6, comment = $7
          where region_id = $1 and appeal_id = $2 and approval_id = $3`,
        [...key, record.id, record.state, record.login, now, record.comment],
      );
      break;
    case 'next_approval':
      await client.query(
        `update approval set state = 'waiting', waits_since = $4 where region_id = $1 and appeal_id = $2 and approval_id = $3`,
        [...key, record.id, now],
      );
      break;
    case 'approvals':
      await client.query(
        `update approval set state = 'void' where region_id = $1 and appeal_id = $2 and state in ('waiting', 'next')`,
        [...key],
      );
  }
  return null;
}

/** Channels into which the answer of this case goes besides its own. */
export async function readFollowerChannels(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
): Promise<Channel[]> {
  const found = await client.query<{ channel: Channel }>(
    `select distinct channel from appeal
      where region_id = $1 and lead_appeal = $2 and status not in ('rejected', 'withdrawn', 'closed')`,
    [regionId, appealId],
  );
  return found.rows.map((row) => row.channel);
}

/** Open cases whose answer is this one's too. */
export async function readFollowers(
  client: pg.ClientBase,
  regionId: string,
  appealId: string,
): Promise<string[]> {
  const found = await client.query(
    `select appeal_id from appeal where region_id = $1 and lead_appeal = $2 and status not in ('rejected', 'withdrawn', 'closed')
      order by appeal_id limit 1000`,
    [regionId, appealId],
  );
  return found.rows.map((row) => row.appeal_id);
}
