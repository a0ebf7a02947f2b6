import type pg from 'pg';
import type { CaseAction } from '../../../contract/casework.ts';
import { transaction } from '../../platform/database/index.ts';
import type { EventSignal } from '../../platform/event-log/index.ts';
import { appendEvent } from '../../platform/event-log/index.ts';
import { enqueueOutgoing, enqueuePush } from '../../platform/outbox/index.ts';
import { withDescendants } from '../../registry/organisation-tree.ts';
import { type RegionRegistry, termRulesOf } from '../../registry/store/index.ts';
import { letterKind, queueLetter } from '../letters/queue-letter.ts';
import { type Acting, judgeAction, PATH } from '../path-of-a-case.ts';
import { readAnswerFiles, takeAnswerFiles } from './answer-files.ts';
import { type ChainStep, stepsFor, stepsWithoutChain } from './approval-chain.ts';
import { type CaseChange, CaseConflict, type CaseFacts, type CaseRow } from './case-row.ts';
import { readChainOf } from './chain-of-case.ts';
import { changeFor } from './changes/index.ts';
import { pushNewsOf } from './push-news.ts';
import {
  countOtherWorkers,
  lockCase,
  readChangesSince,
  readDraft,
  readFacts,
  readFollowerChannels,
  readFollowers,
  readPerson,
  updateCase,
  writeRecord,
} from './queries.ts';
import { termsAfter } from './terms-after.ts';

/** Whoever acts, and what of this case concerns them. */
export interface CaseActor {
  /** null for the resident and the clock */
  login: string | null;
  acting(row: CaseRow): Acting;
  /** Does this case exist for them? */
  admits(row: CaseRow): boolean;
}

export interface CaseAct {
  pool: pg.Pool;
  signal: EventSignal;
  registry: RegionRegistry;
  appealId: string;
  actor: CaseActor;
  now: Date;
}

export interface Acted {
  row: CaseRow;
  version: number;
}

/**
 * One action on one case: judged by the table of the path, then the change, its records, the new terms, the event and what the
 * resident is told commit together.
 *
 * @param version the one the person saw; null for the resident and the clock, who saw none
 * @throws CaseConflict
 */
export async function actOnCase(act: CaseAct, action: CaseAction, version: number | null): Promise<Acted> {
  const acted = await transaction(act.pool, (client) => actWithin(client, act, action, version));
  act.signal.wake();
  return acted;
}

/** The same inside a transaction that does more: many cases at once, or an answer and its followers. */
export async function actWithin(
  client: pg.PoolClient,
  act: CaseAct,
  action: CaseAction,
  version: number | null,
): Promise<Acted> {
  const { registry, appealId, actor, now } = act;
  const row = await lockCase(client, registry.code, appealId);
  // Somebody else's case answers exactly as one that does not exist.
  if (!row || !actor.admits(row))
    throw new CaseConflict('not_found', 'Такого дела нет или оно не в вашем ведении.');
  if (version !== null && row.version !== version) {
    const changes = await readChangesSince(client, registry.code, appealId, row.version - version);
    throw new CaseConflict(
      'changed_meanwhile',
      'Дело уже изменил кто-то другой. Посмотрите, что изменилось, и повторите.',
      changes,
    );
  }
  const acting = actor.acting(row);
  const judged = judgeAction(action.action, row.status, acting);
  if (judged === 'not_yours')
    throw new CaseConflict('not_yours', 'Это действие не входит в вашу роль в этом деле.');
  if (judged === 'not_now')
    throw new CaseConflict('not_now', 'Сейчас так сделать нельзя: дело на другом шаге. Обновите страницу.');

  const facts = await gatherFacts(client, act, action, row);
  const change = changeFor(action, {
    row,
    facts,
    now,
    login: actor.login,
    roles: typeof acting === 'string' ? [] : acting.map((hat) => hat.role),
    rules: termRulesOf(registry),
    centre: registry.file.centreOrganisation,
    body: withDescendants([row.organisation], registry.organisations),
    organisationName: (code) => registry.organisations.get(code)?.name ?? null,
    ...(action.action === 'submit'
      ? await chainFor(client, registry, row, facts, acting, actor.login)
      : { chain: [], chainId: null }),
  });
  const after = await write(client, act, action, row, change, facts);
  if (PATH[action.action].follows.includes('followers_answered') && after.row.status === 'answered')
    await answerFollowers(client, act, after.row, change);
  return after;
}

async function gatherFacts(
  client: pg.PoolClient,
  { registry, actor }: CaseAct,
  action: CaseAction,
  row: CaseRow,
): Promise<CaseFacts> {
  const facts = await readFacts(client, registry.code, row.appeal_id);
  const draftId =
    action.action === 'submit'
      ? action.draft
      : action.action === 'approve'
        ? facts.approvals[0]?.draftId
        : undefined;
  const taker = action.action === 'assign' ? action.to : action.action === 'take' ? actor.login : null;
  return {
    ...facts,
    followerChannels:
      action.action === 'submit' || action.action === 'approve'
        ? await readFollowerChannels(client, registry.code, row.appeal_id)
        : [],
    draft: draftId ? await readDraft(client, registry.code, row.appeal_id, draftId) : null,
    person: action.action === 'assign' ? await readPerson(client, registry.code, action.to) : null,
    otherWorkers:
      taker && taker === row.answered_by
        ? await countOtherWorkers(
            client,
            registry.code,
            withDescendants([row.organisation], registry.organisations),
            taker,
          )
        : 0,
  };
}

/** Who must agree to this draft, from this author: the chain that holds, or the rule where none is set. */
async function chainFor(
  client: pg.PoolClient,
  registry: RegionRegistry,
  row: CaseRow,
  facts: CaseFacts,
  acting: Acting,
  login: string | null,
): Promise<{ chain: ChainStep[]; chainId: string | null }> {
  const hats = typeof acting === 'string' ? [] : acting;
  const own = await readChainOf(client, registry, row, facts.draft?.outcome ?? '');
  if (own) return { chain: stepsFor(own, { login, roles: hats.map((hat) => hat.role) }), chainId: own.id };
  const byExecutor =
    typeof acting !== 'string' && hats.every((hat) => hat.side !== 'body' || hat.role === 'executor');
  return { chain: stepsWithoutChain(byExecutor), chainId: null };
}

async function write(
  client: pg.PoolClient,
  { registry, now, actor }: CaseAct,
  action: CaseAction,
  row: CaseRow,
  change: CaseChange,
  before: CaseFacts | null,
): Promise<Acted> {
  const { records = [] } = change;
  for (const record of records) await writeRecord(client, registry.code, row.appeal_id, record, now);
  // Only records change them.
  const facts =
    before && records.length === 0 ? before : await readFacts(client, registry.code, row.appeal_id);
  const next: CaseRow = { ...row, ...change.set };
  const terms = termsAfter(next, facts, now, { rules: termRulesOf(registry), taxonomy: registry.taxonomy });
  next.due_at = terms.dueAt;
  next.deadline_steps = terms.steps;
  next.policy = terms.policy;
  const version = await updateCase(client, registry.code, row.appeal_id, {
    ...change.set,
    due_at: terms.dueAt,
    deadline_steps: terms.steps,
    policy: terms.policy,
  });
  if (change.tell) {
    const answerId = await tellResident(
      client,
      registry.code,
      next,
      change.tell,
      facts.answers,
      actor.login,
      now,
    );
    // Who writes is the body that had the case until now: a notice of forwarding is signed by the one that forwards.
    const { appeal_id: appealId, organisation } = row;
    const kind = letterKind(change.tell.kind, action.action);
    await queueLetter(client, registry.code, { appealId, answerId, kind, organisation }, now);
  }
  const news = pushNewsOf(action.action, change.tell?.kind ?? null, actor.acting(row) === 'resident');
  if (news)
    await enqueuePush(client, {
      regionId: registry.code,
      appealId: row.appeal_id,
      ...news,
      dedupeKey: `push:${row.appeal_id}:${version}`,
      now,
    });
  await appendEvent(client, registry.code, {
    at: now,
    type: PATH[action.action].event,
    appealId: row.appeal_id,
    actor: actor.login,
    data: { ...change.data, before: row.status, after: next.status, due: terms.dueAt?.toISOString() ?? null },
  });
  return { row: { ...next, version }, version };
}

/** Kept as an answer of the case for his page, and sent in the thread the case came from. @returns the answer's identifier */
async function tellResident(
  client: pg.PoolClient,
  regionId: string,
  row: CaseRow,
  tell: NonNullable<CaseChange['tell']>,
  answersBefore: number,
  login: string | null,
  now: Date,
): Promise<string> {
  const ordinal = answersBefore + 1;
  const answerId = await writeRecord(
    client,
    regionId,
    row.appeal_id,
    {
      insert: 'answer',
      values: {
        ordinal,
        kind: tell.kind,
        text: tell.text,
        outcome: tell.kind === 'final' || tell.kind === 'outside' ? row.outcome : null,
        at: now,
        login,
        approved_by: tell.kind === 'final' ? login : null,
        organisation: row.organisation,
      },
    },
    now,
  );
  // A question or a notice is no answer: what lies ready for the answer stays.
  const answers = tell.kind !== 'question' && tell.kind !== 'notice';
  const attachments =
    tell.files ?? (answers ? await takeAnswerFiles(client, regionId, row.appeal_id, ordinal) : []);
  await enqueueOutgoing(client, {
    regionId,
    appealId: row.appeal_id,
    text: tell.text,
    attachments,
    dedupeKey: `answer:${row.appeal_id}:${ordinal}`,
    now,
  });
  return answerId!;
}

/** Cases joined to this one get the same answer, each in its own thread. */
async function answerFollowers(
  client: pg.PoolClient,
  act: CaseAct,
  lead: CaseRow,
  change: CaseChange,
): Promise<void> {
  const { registry, now } = act;
  const files = await readAnswerFiles(client, registry.code, lead.appeal_id);
  for (const appealId of await readFollowers(client, registry.code, lead.appeal_id)) {
    const row = await lockCase(client, registry.code, appealId);
    if (!row) continue;
    const own: CaseChange = {
      set: {
        status: 'answered',
        outcome: lead.outcome,
        answered_at: now,
        answered_by: lead.answered_by,
        first_answer_at: row.first_answer_at ?? now,
        held_until: null,
      },
      data: { outcome: lead.outcome, lead: lead.number },
      tell: change.tell && { ...change.tell, files },
    };
    await write(client, { ...act, appealId }, { action: 'approve' }, row, own, null);
  }
}
