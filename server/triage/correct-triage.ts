import type pg from 'pg';
import type { DecideTriage } from '../../contract/triage.ts';
import type { Regime } from '../../contract/vocabulary.ts';
import { transaction } from '../platform/database/index.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { pathOf } from '../registry/taxonomy.ts';
import { decideDeadline } from './decide-deadline.ts';
import { routeFor } from './decide-triage.ts';
import {
  type DecisionRecord,
  insertDecision,
  lastDecision,
  lockAppeal,
  type TriageChange,
  type TriagedRow,
  updateTriage,
} from './queries.ts';
import type { TriageKnowledge } from './triage-knowledge.ts';
import { decideUrgency } from './urgency.ts';

/** Why a decision was not taken; the message is a Russian sentence for the person who made it. */
export class TriageConflict extends Error {
  override name = 'TriageConflict';
  readonly reason: 'not_found' | 'changed_meanwhile' | 'invalid' | 'too_late';
  constructor(reason: TriageConflict['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface TriageAct {
  pool: pg.Pool;
  signal: EventSignal;
  knowledge: TriageKnowledge;
  appealId: string;
  login: string;
  now: Date;
  /** May this person touch this case? */
  admits(row: TriagedRow): boolean;
}

/** So long after a decision its author may take it back. */
export const UNDO_MINUTES = 10;

/**
 * A person confirms or corrects triage: the case gets its topic, place, body and deadline, and leaves the queue. The correction
 * is kept as training data.
 *
 * @param version the one the person saw
 * @returns the case's new version
 * @throws TriageConflict
 */
export async function correctTriage(
  act: TriageAct,
  decision: DecideTriage,
  version: number,
): Promise<number> {
  const { pool, knowledge, now } = act;
  checkCodes(decision, knowledge);
  const next = await transaction(pool, async (client) => {
    const row = await lockAdmitted(client, act);
    if (row.version !== version) {
      throw new TriageConflict(
        'changed_meanwhile',
        'Дело уже изменил кто-то другой. Посмотрите, что получилось, и решите ещё раз.',
      );
    }
    const change = changeOf(row, decision, knowledge);
    await insertDecision(client, knowledge.registry.code, 'triage.decided', recordOf(act, row, change));
    return updateTriage(client, knowledge.registry.code, change, now);
  });
  act.signal.wake();
  return next;
}

/** Takes the person's own decision back within ten minutes: the case returns to what it was before it. */
export async function undoTriage(act: TriageAct): Promise<number> {
  const { pool, knowledge, now, login } = act;
  const next = await transaction(pool, async (client) => {
    const row = await lockAdmitted(client, act);
    const last = await lastDecision(client, knowledge.registry.code, row.appeal_id);
    const fresh = last && now.getTime() - last.at.getTime() <= UNDO_MINUTES * 60_000;
    if (!fresh || last.type !== 'triage.decided' || last.login !== login) {
      throw new TriageConflict(
        'too_late',
        'Вернуть можно только своё решение и не позже чем через десять минут. Исправьте дело в карточке.',
      );
    }
    const change = { ...row, ...(last.before as Partial<TriageChange>) };
    if (typeof change.due_at === 'string') change.due_at = new Date(change.due_at);
    await insertDecision(client, knowledge.registry.code, 'triage.undone', recordOf(act, row, change));
    return updateTriage(client, knowledge.registry.code, change, now);
  });
  act.signal.wake();
  return next;
}

function recordOf({ now, login }: TriageAct, row: TriagedRow, change: TriageChange): DecisionRecord {
  return {
    decisionId: uuidV7(now.getTime()),
    appealId: row.appeal_id,
    at: now,
    login,
    modelVersion: row.model_version,
    before: remembered(row),
    after: remembered(change),
  };
}

async function lockAdmitted(
  client: pg.PoolClient,
  { knowledge, appealId, admits }: TriageAct,
): Promise<TriagedRow> {
  const row = await lockAppeal(client, knowledge.registry.code, appealId);
  // Somebody else's case answers exactly as one that does not exist.
  if (!row || !admits(row))
    throw new TriageConflict('not_found', 'Такого дела нет или оно не в вашем ведении.');
  return row;
}

function checkCodes(
  { topic, municipality, organisation, aboutOrganisation }: DecideTriage,
  { registry }: TriageKnowledge,
): void {
  const { taxonomy } = registry;
  if (!taxonomy.byCode.has(topic))
    throw new TriageConflict(
      'invalid',
      `Темы «${topic}» нет в справочнике. Обновите страницу и выберите из списка.`,
    );
  if (taxonomy.childrenOf.has(topic))
    throw new TriageConflict(
      'invalid',
      `«${taxonomy.byCode.get(topic)!.name}» — группа тем. Выберите тему внутри неё.`,
    );
  if (municipality && !registry.municipalities.has(municipality))
    throw new TriageConflict('invalid', 'Такого муниципалитета нет в справочнике. Выберите из списка.');
  if (aboutOrganisation && !registry.organisations.has(aboutOrganisation))
    throw new TriageConflict('invalid', 'Такой организации нет в справочнике. Выберите из списка.');
  if (organisation && !registry.organisations.has(organisation))
    throw new TriageConflict('invalid', 'Такой организации нет в справочнике. Выберите из списка.');
}

function changeOf(row: TriagedRow, decision: DecideTriage, knowledge: TriageKnowledge): TriageChange {
  const path = pathOf(decision.topic, knowledge.registry.taxonomy);
  const municipality = decision.municipality === undefined ? row.municipality : decision.municipality;
  const about =
    decision.aboutOrganisation === undefined ? row.about_organisation : decision.aboutOrganisation;
  const route = routeFor(path, municipality, knowledge, about);
  const organisation = decision.organisation ?? route.organisation;
  if (organisation === about)
    throw new TriageConflict(
      'invalid',
      'На эту организацию и жалуются: направить ей дело нельзя (59‑ФЗ, ст. 8 ч. 6). Выберите другую.',
    );
  // The gravity of the topic now known counts; what the person set counts more.
  const urgency = decision.urgency ?? decideUrgency(row.text, path.at(-1)?.severity ?? 2).urgency;
  const same =
    decision.topic === row.topic && municipality === row.municipality && organisation === row.organisation;
  const triage = same && (decision.kind ?? row.kind) === row.kind ? 'confirmed' : 'corrected';
  const deadline = decideDeadline(
    {
      regime: row.regime as Regime,
      channel: row.channel,
      path,
      urgency,
      organisation,
      state: triage,
      from: row.registered_at,
    },
    knowledge,
  );
  return {
    appeal_id: row.appeal_id,
    kind: decision.kind ?? row.kind,
    status: row.status === 'moderation' ? 'routed' : row.status,
    municipality,
    topic: decision.topic,
    organisation,
    co_executors: decision.organisation ? [] : route.co,
    route_why:
      decision.organisation && decision.organisation !== route.organisation
        ? 'назначено оператором'
        : route.why,
    urgency,
    due_at: row.due_at === null ? null : deadline.dueAt,
    deadline_steps: deadline.steps,
    policy: deadline.policy,
    triage,
    about_organisation: about,
  };
}

function remembered(row: TriageChange): Record<string, unknown> {
  const {
    kind,
    status,
    municipality,
    topic,
    organisation,
    co_executors,
    route_why,
    urgency,
    due_at,
    deadline_steps,
    policy,
    triage,
    about_organisation,
  } = row;
  return {
    kind,
    status,
    municipality,
    topic,
    organisation,
    co_executors,
    route_why,
    urgency,
    due_at,
    deadline_steps,
    policy,
    triage,
    about_organisation,
  };
}
