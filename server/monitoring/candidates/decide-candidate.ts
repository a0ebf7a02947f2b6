import type { Refusal } from '../../../contract/monitoring.ts';
import type { AccessScope } from '../../access/index.ts';
import type { IncomingMessage } from '../../path/index.ts';
import type { MonitoringContext, PublicThread } from '../monitoring-context.ts';
import {
  type CandidateRow,
  moveCandidate,
  selectCandidate,
  selectUnregistered,
  setAppeal,
} from './queries.ts';

/** Not as the caller took it to be. Russian. */
export class CandidateConflict extends Error {
  override name = 'CandidateConflict';
  readonly reason: 'not_found' | 'decided' | 'too_late';
  constructor(reason: 'not_found' | 'decided' | 'too_late', message: string) {
    super(message);
    this.reason = reason;
  }
}

export interface Decider {
  login: string;
  scope: AccessScope;
}

/** What the person named besides; null: triage decides. */
export interface Named {
  topic: string | null;
  municipality: string | null;
}

const UNDO_MS = 10 * 60_000;
const UNREGISTERED_MAX = 100;

/**
 * A candidate becomes a case: taken for this person first, so that nobody else decides of it, then registered like any message, then
 * joined with its thread. A process that ends in between leaves an accepted candidate without a case: `finishAccepted` goes on.
 *
 * @throws CandidateConflict, Busy
 */
export async function acceptCandidate(
  context: MonitoringContext,
  candidateId: string,
  named: Named,
  { login, scope }: Decider,
): Promise<{ appealId: string; number: string }> {
  const { pool, regionId, clock } = context;
  const row = await findWaiting(context, candidateId, scope);
  const accepted = { state: 'accepted', login, now: clock.now(), rounds: 1 } as const;
  if (!(await moveCandidate(pool, regionId, candidateId, 'waiting', accepted))) throw decided();
  try {
    return await begin(context, { ...row, round: row.round + 1 }, named);
  } catch (error) {
    // The same acceptance again: under the same key intake knows what it may have taken after all.
    const back = { state: 'waiting', login: null, now: clock.now(), rounds: -1 } as const;
    await moveCandidate(pool, regionId, candidateId, 'accepted', back).catch(() => {});
    throw error;
  }
}

/** @throws CandidateConflict */
export async function rejectCandidate(
  context: MonitoringContext,
  candidateId: string,
  reason: Refusal,
  { login, scope }: Decider,
): Promise<void> {
  const { pool, regionId, clock } = context;
  await findWaiting(context, candidateId, scope);
  const rejected = { state: 'rejected', reason, login, now: clock.now() } as const;
  if (!(await moveCandidate(pool, regionId, candidateId, 'waiting', rejected))) throw decided();
}

/**
 * Back into the queue within ten minutes. A case that was begun is rejected as no appeal, if nobody has worked on it.
 *
 * @throws CandidateConflict
 */
export async function undoDecision(
  context: MonitoringContext,
  candidateId: string,
  { scope }: Decider,
): Promise<void> {
  const { pool, regionId, clock } = context;
  const row = await selectCandidate(pool, regionId, candidateId, scope);
  if (!row) throw notThere();
  const now = clock.now();
  if (row.state === 'waiting') return;
  if (!row.decided_at || now.getTime() - row.decided_at.getTime() > UNDO_MS)
    throw new CandidateConflict('too_late', 'Вернуть можно в течение десяти минут.');
  if (row.state === 'accepted' && row.appeal_id)
    try {
      await context.withdrawCase(row.appeal_id);
    } catch (error) {
      throw new CandidateConflict('too_late', (error as Error).message);
    }
  await moveCandidate(pool, regionId, candidateId, row.state, { state: 'waiting', login: null, now });
}

/** Goes on where a process ended between accepting and registering. @returns how many */
export async function finishAccepted(context: MonitoringContext): Promise<number> {
  const minuteAgo = new Date(context.clock.now().getTime() - 60_000);
  const left = await selectUnregistered(context.pool, context.regionId, minuteAgo, UNREGISTERED_MAX);
  let finished = 0;
  let failure: unknown;
  for (const row of left)
    try {
      await begin(context, row, { topic: null, municipality: null });
      finished += 1;
    } catch (error) {
      // One that cannot be registered does not hold up those behind it.
      failure = error;
    }
  if (failure && finished === 0) throw failure;
  return finished;
}

async function begin(
  context: MonitoringContext,
  row: CandidateRow,
  named: Named,
): Promise<{ appealId: string; number: string }> {
  const thread = threadOf(row);
  // The post may have come by a channel of ours as well: then it is that case.
  const known = thread && row.round === 1 ? await context.findCase(thread) : null;
  const found = known ?? (await context.register(messageOf(context, row, named)));
  if (thread && !known) await context.joinThread(found.appealId, thread);
  await setAppeal(context.pool, context.regionId, row.candidate_id, found.appealId);
  return found;
}

function messageOf(context: MonitoringContext, row: CandidateRow, named: Named): IncomingMessage {
  // Taken back and accepted again it is another appeal: the first one is closed for good.
  const again = row.round > 1 ? `#${row.round}` : '';
  return {
    channel: 'monitoring',
    externalId: `${row.network}:${row.external_id}${again}`,
    filedAt: row.at,
    text: row.text,
    regime: 'social',
    sourceName: row.source_name,
    point: row.lat !== null && row.lon !== null ? [row.lat, row.lon] : null,
    municipality: named.municipality ?? row.municipality,
    known: named.topic ? { topic: named.topic } : undefined,
    authorKey: row.author ? context.pseudonym(`${row.network}:${row.author}`) : null,
    raw: { url: row.url, copies: row.copies },
  };
}

function threadOf(row: CandidateRow): PublicThread | null {
  if (!row.thread || !row.author) return null;
  return {
    channel: row.network,
    externalId: row.thread,
    author: row.author,
    at: row.at,
    text: row.text,
    url: row.url,
  };
}

async function findWaiting(
  { pool, regionId }: MonitoringContext,
  candidateId: string,
  scope: AccessScope,
): Promise<CandidateRow> {
  const row = await selectCandidate(pool, regionId, candidateId, scope);
  if (!row) throw notThere();
  if (row.state !== 'waiting') throw decided();
  return row;
}

const notThere = () => new CandidateConflict('not_found', 'Такого кандидата нет: возможно, его срок вышел.');
const decided = () => new CandidateConflict('decided', 'О нём уже решил другой сотрудник.');
