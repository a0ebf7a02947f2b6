import type pg from 'pg';
import type { Role } from '../../contract/access.ts';
import type { EscalationRow } from '../../contract/control.ts';
import { transaction } from '../platform/database/index.ts';
import { withAncestors } from '../registry/organisation-tree.ts';
import type { CaseCondition } from './count-board.ts';
import { appendEvents } from './queries.ts';

/** Whoever reads: for «addressed to me». */
export interface Reader {
  login: string;
  role: Role;
  /** null = the centre */
  organisation: string | null;
}

export interface EscalationContext extends CaseCondition {
  pool: pg.Pool;
  regionId: string;
  reader: Reader;
  centre: string;
  organisations: ReadonlyMap<string, { code: string; parent: string | null }>;
  now: Date;
}

const COLUMNS = `e.escalation_id, e.appeal_id, e.why, e.level, e.at, e.to_role, e.to_organisation, e.acknowledged_by,
  e.acknowledged_at, a.number, a.status, a.topic, a.organisation, a.due_at`;

export async function listEscalations(
  context: EscalationContext,
  query: { waiting?: '1'; rung?: string; limit: number },
): Promise<{ rows: EscalationRow[]; total: number }> {
  const parameters = [...context.parameters];
  const put = (value: unknown) => `$${parameters.push(value)}`;
  const from = `from escalation e join appeal a on a.region_id = e.region_id and a.appeal_id = e.appeal_id
    where e.region_id = $1 and ${context.where}${query.waiting ? ' and e.acknowledged_at is null' : ''}${
      query.rung ? ` and e.why = ${put(query.rung)}` : ''
    }`;
  const counted = [...parameters];
  const [rows, count] = await Promise.all([
    context.pool.query(
      `select ${COLUMNS} ${from} order by e.acknowledged_at is not null, e.level desc, e.at desc, e.escalation_id
        limit ${put(query.limit)}`,
      parameters,
    ),
    context.pool.query(`select count(*)::int as count ${from}`, counted),
  ]);
  return { rows: rows.rows.map((row) => toRow(row, context)), total: count.rows[0].count };
}

/** Why it was not taken note of; the message is a Russian sentence that names the remedy. */
export class EscalationConflict extends Error {
  override name = 'EscalationConflict';
  readonly reason: 'not_found' | 'not_yours';
  constructor(reason: EscalationConflict['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** A person says «I know, it is mine now». Repeating it changes nothing: the first stays. @throws EscalationConflict */
export async function acknowledge(context: EscalationContext, escalationId: string): Promise<EscalationRow> {
  const { pool, regionId, reader, now } = context;
  return transaction(pool, async (client) => {
    const found = await client.query(
      `select ${COLUMNS} from escalation e join appeal a on a.region_id = e.region_id and a.appeal_id = e.appeal_id
        where e.region_id = $1 and ${context.where} and e.escalation_id = $${context.parameters.length + 1}
          for update of e`,
      [...context.parameters, escalationId],
    );
    const row = found.rows[0];
    if (!row) throw new EscalationConflict('not_found', 'Такой записи нет или дело не в вашем ведении.');
    if (row.acknowledged_at) return toRow(row, context);
    if (!isAddressed(row, context))
      throw new EscalationConflict(
        'not_yours',
        'Дело поднято не вам: принять его может адресат или руководитель центра.',
      );
    await client.query(
      `update escalation set acknowledged_by = $3, acknowledged_at = $4 where region_id = $1 and escalation_id = $2`,
      [regionId, escalationId, reader.login, now],
    );
    await appendEvents(
      client,
      regionId,
      now,
      'case.escalation_acknowledged',
      [{ appealId: row.appeal_id, data: { rung: row.why, level: row.level } }],
      reader.login,
    );
    return toRow({ ...row, acknowledged_by: reader.login, acknowledged_at: now }, context);
  });
}

/** The role and body it was sent to, whoever leads a body over that one, and the head of the centre for all. */
function isAddressed(
  row: { to_role: string; to_organisation: string | null },
  { reader, centre, organisations }: EscalationContext,
): boolean {
  if (reader.organisation === null || reader.organisation === centre) {
    if (reader.role === 'head' || reader.role === 'administrator') return true;
    return (row.to_organisation ?? centre) === centre && reader.role === row.to_role;
  }
  const leads = reader.role === 'coordinator' || reader.role === 'approver';
  return (
    leads &&
    row.to_organisation !== null &&
    withAncestors(row.to_organisation, organisations).includes(reader.organisation)
  );
}

// biome-ignore lint/suspicious/noExplicitAny: a row of pg is untyped by nature; its columns are COLUMNS above
function toRow(row: any, context: EscalationContext): EscalationRow {
  return {
    id: row.escalation_id,
    appealId: row.appeal_id,
    number: row.number,
    status: row.status,
    topic: row.topic,
    organisation: row.organisation,
    dueAt: row.due_at?.toISOString() ?? null,
    rung: row.why,
    level: row.level,
    at: row.at.toISOString(),
    toRole: row.to_role,
    toOrganisation: row.to_organisation,
    acknowledgedBy: row.acknowledged_by,
    acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
    mine: isAddressed(row, context),
  };
}
