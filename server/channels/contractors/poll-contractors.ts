import type { Accounts } from '../accounts.ts';
import { type Account, SendFailed } from '../adapter.ts';
import { numberSetting } from '../adapters/read-json.ts';
import type { ChannelsContext } from '../channels-context.ts';
import { noteOutcome } from '../outgoing/queries.ts';
import { askServer } from './ask-server.ts';
import { type HandedPart, type Learned, noteLearned, takeDue, takeOverSent } from './queries.ts';
import { type Open311Row, textOf } from './read-answer.ts';

const POLL_SECONDS = 300;
const POLL_MS_MAX = 6 * 3_600_000;
/** As many numbers as one address holds. */
const BATCH_MAX = 50;
/** Not told in a list, asked for by themselves: so many in one round. */
const SINGLES_MAX = 10;
const TOKENS_MAX = 20;
const LEASE_MS = 120_000;
const DAY_MS = 86_400_000;
/** A token that brings no number, a request that its server does not know: given up after so long. */
const PATIENCE_MS = 14 * DAY_MS;

/**
 * One round over all contractors: what was handed over gets its number, what is open is asked about in batches, what is closed
 * settles its part. The wait doubles while nothing changes, up to six hours.
 *
 * @returns how many parts were heard of; 0 = nothing was due
 */
export async function pollContractors(context: ChannelsContext, accounts: Accounts): Promise<number> {
  const { pool, regionId, clock } = context;
  await takeOverSent(pool, regionId, clock.now());
  let heard = 0;
  for (const account of await accounts.all()) {
    if (account.channel !== 'open311' || !account.enabled) continue;
    try {
      heard += await resolveTokens(context, account);
      heard += await askOpen(context, account);
    } catch (error) {
      if (!(error instanceof SendFailed)) throw error;
      // Those taken come due again when their lease is over.
      const row = { channel: 'open311', account: account.account };
      await noteOutcome(pool, regionId, row, clock.now(), error.message);
    }
  }
  return heard;
}

async function resolveTokens(context: ChannelsContext, account: Account): Promise<number> {
  let heard = 0;
  for (const part of await due(context, account, 'token', TOKENS_MAX)) {
    const resource = `tokens/${encodeURIComponent(part.token!)}`;
    // A token that is not ready is told as an empty answer, as a 404 or as a 400: all mean «later».
    const [row] = await refusable(context, account, resource);
    const requestId = textOf(row?.service_request_id);
    if (requestId) heard += 1;
    await note(context, account, part, requestId ? { state: 'open', requestId, fresh: true } : null);
  }
  return heard;
}

async function askOpen(context: ChannelsContext, account: Account): Promise<number> {
  const parts = await due(context, account, 'open', BATCH_MAX);
  if (parts.length === 0) return 0;
  const ids = parts.map((part) => part.request_id!);
  const told = new Map<string, Open311Row>();
  const remember = (rows: readonly Open311Row[]) => {
    for (const row of rows) {
      const id = textOf(row.service_request_id);
      if (id) told.set(id, row);
    }
  };
  if (ids.length > 1)
    remember(await refusable(context, account, 'requests', { service_request_id: ids.join(',') }));
  const singles = new Set(ids.filter((id) => !told.has(id)).slice(0, SINGLES_MAX));
  for (const id of singles) remember(await refusable(context, account, `requests/${encodeURIComponent(id)}`));
  for (const part of parts) {
    const row = told.get(part.request_id!);
    // Not asked for in this round: it comes due again when its lease is over.
    if (!row && !singles.has(part.request_id!)) continue;
    await note(context, account, part, row ? standingOf(part, row) : null);
  }
  return told.size;
}

interface Heard {
  state: 'open' | 'closed';
  requestId?: string;
  notes?: string | null;
  updatedAt?: Date | null;
  fresh: boolean;
}

function standingOf(part: HandedPart, row: Open311Row): Heard {
  const notes = textOf(row.status_notes);
  const updated = Date.parse(textOf(row.updated_datetime) ?? '');
  return {
    state: textOf(row.status)?.toLowerCase() === 'closed' ? 'closed' : 'open',
    notes,
    updatedAt: Number.isNaN(updated) ? null : new Date(updated),
    fresh: notes !== null && notes !== part.status_notes,
  };
}

/** @param heard null when the server says nothing of this part */
async function note(
  { pool, regionId, clock, contractorClosed }: ChannelsContext,
  account: Account,
  part: HandedPart,
  heard: Heard | null,
): Promise<void> {
  const now = clock.now();
  const quietPolls = heard?.fresh ? 0 : Math.min(part.quiet_polls + 1, 20);
  const waitMs = Math.min(
    numberSetting(account, 'pollSeconds', POLL_SECONDS) * 1000 * 2 ** quietPolls,
    POLL_MS_MAX,
  );
  const learned: Learned = { state: part.state, nextPollAt: new Date(now.getTime() + waitMs), quietPolls };
  if (!heard) {
    learned.error = 'Сервер подрядчика пока ничего не говорит об этой заявке.';
    if (now.getTime() - part.handed_at.getTime() > PATIENCE_MS) {
      Object.assign(learned, { state: 'lost', nextPollAt: null });
      learned.error = 'Сервер подрядчика две недели ничего не говорит об этой заявке: спросите у него.';
    }
  } else {
    Object.assign(learned, {
      state: heard.state,
      requestId: heard.requestId,
      notes: heard.notes,
      updatedAt: heard.updatedAt,
    });
    if (heard.requestId) learned.nextPollAt = now;
    if (heard.state === 'closed') {
      // First the part: a stop in between brings the same word again, and a settled part is not settled twice.
      await contractorClosed({
        appealId: part.appeal_id,
        partId: part.part_id,
        contractor: account.name,
        notes: heard.notes ?? part.status_notes,
      });
      Object.assign(learned, { nextPollAt: null, closedAt: now });
    }
  }
  await noteLearned(pool, regionId, part.part_id, learned);
}

function due(
  { pool, regionId, clock }: ChannelsContext,
  account: Account,
  state: 'token' | 'open',
  max: number,
) {
  const now = clock.now();
  const until = new Date(now.getTime() + LEASE_MS);
  return takeDue(pool, regionId, account.account, state, { now, until, max });
}

/** «There is no such request» is an answer too. @throws SendFailed when the server is away */
async function refusable(
  { client }: ChannelsContext,
  account: Account,
  resource: string,
  query: Record<string, string> = {},
): Promise<Open311Row[]> {
  try {
    return await askServer(account, client, 'request', resource, query);
  } catch (error) {
    if (error instanceof SendFailed && error.fate === 'dead') return [];
    throw error;
  }
}
