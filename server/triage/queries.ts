import type pg from 'pg';
import type { TriageState } from '../../contract/vocabulary.ts';
import { appendEvent } from '../platform/event-log/index.ts';

/** What a triage decision can change. */
export interface TriagedRow {
  appeal_id: string;
  version: number;
  channel: string;
  regime: string;
  kind: string;
  status: string;
  text: string;
  filed_at: Date;
  registered_at: Date;
  municipality: string | null;
  topic: string | null;
  topic_p: number | null;
  organisation: string;
  co_executors: string[];
  route_why: string;
  urgency: number;
  due_at: Date | null;
  deadline_steps: unknown;
  policy: string | null;
  triage: TriageState;
  model_version: string | null;
  about_organisation: string | null;
}

const COLUMNS = `appeal_id, version, channel, regime, kind, status, text, filed_at, registered_at, municipality, topic, topic_p,
  organisation, co_executors, route_why, urgency, due_at, deadline_steps, policy, triage, model_version, about_organisation`;

export async function lockAppeal(
  client: pg.PoolClient,
  regionId: string,
  appealId: string,
): Promise<TriagedRow | null> {
  const found = await client.query<TriagedRow>(
    `select ${COLUMNS} from appeal where region_id = $1 and appeal_id = $2 for update`,
    [regionId, appealId],
  );
  return found.rows[0] ?? null;
}

export async function findTriaged(
  client: pg.Pool,
  regionId: string,
  appealId: string,
): Promise<TriagedRow | null> {
  const found = await client.query<TriagedRow>(
    `select ${COLUMNS} from appeal where region_id = $1 and appeal_id = $2`,
    [regionId, appealId],
  );
  return found.rows[0] ?? null;
}

export type TriageChange = Omit<
  TriagedRow,
  'version' | 'channel' | 'regime' | 'text' | 'filed_at' | 'registered_at' | 'topic_p' | 'model_version'
>;

export async function updateTriage(
  client: pg.PoolClient,
  regionId: string,
  change: TriageChange,
  now: Date,
): Promise<number> {
  const updated = await client.query<{ version: number }>(
    `update appeal set version = version + 1, kind = $3, status = $4, municipality = $5, topic = $6, organisation = $7,
            co_executors = $8, route_why = $9, urgency = $10, due_at = $11, deadline_steps = $12, triage = $13,
            -- Another body, or one that gets it only now: its own terms begin, and nobody in it has taken it.
            assigned_at = case when organisation <> $7 or status = 'moderation' then $14 else assigned_at end,
            assignee = case when organisation <> $7 then null else assignee end, about_organisation = $15,
            policy = coalesce($16, policy)
      where region_id = $1 and appeal_id = $2 returning version`,
    [
      regionId,
      change.appeal_id,
      change.kind,
      change.status,
      change.municipality,
      change.topic,
      change.organisation,
      change.co_executors,
      change.route_why,
      change.urgency,
      change.due_at,
      JSON.stringify(change.deadline_steps),
      change.triage,
      now,
      change.about_organisation,
      change.policy,
    ],
  );
  return updated.rows[0]!.version;
}

export interface DecisionRecord {
  decisionId: string;
  appealId: string;
  at: Date;
  login: string;
  modelVersion: string | null;
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** The correction itself and the event of it. */
export async function insertDecision(
  client: pg.PoolClient,
  regionId: string,
  type: 'triage.decided' | 'triage.undone',
  record: DecisionRecord,
): Promise<void> {
  const { decisionId, appealId, at, login, modelVersion, before, after } = record;
  await client.query(
    `insert into triage_decision (region_id, decision_id, appeal_id, at, login, model_version, before, after)
     values ($1,$2,$3,$4,$5,$6,$7,$8)`,
    [regionId, decisionId, appealId, at, login, modelVersion, JSON.stringify(before), JSON.stringify(after)],
  );
  await appendEvent(client, regionId, { at, type, appealId, actor: login, data: { before, after } });
}

/** The newest decision over a case that has not been taken back. */
export async function lastDecision(
  client: pg.PoolClient,
  regionId: string,
  appealId: string,
): Promise<{ at: Date; login: string; before: Record<string, unknown>; type: string } | null> {
  const found = await client.query(
    `select e.at, e.actor as login, e.data->'before' as before, e.type from event e
      where e.region_id = $1 and e.appeal_id = $2 and e.type in ('triage.decided', 'triage.undone')
      order by e.transaction_id desc, e.seq desc limit 1`,
    [regionId, appealId],
  );
  return found.rows[0] ?? null;
}
