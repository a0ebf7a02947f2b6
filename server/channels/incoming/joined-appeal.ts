import type { Account, ChannelMessage, Thread } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';
import { findAnswered, findNumbered, findThread } from './queries.ts';

const DAY_MS = 86_400_000;
/** A thread silent for longer is a new matter. In a private chat one person brings many matters, one after another. */
const JOINED_WITHIN_MS: Record<Thread['scope'], number> = {
  comments: 30 * DAY_MS,
  dialog: 3 * DAY_MS,
  mail: 90 * DAY_MS,
  call: 0,
  api: 90 * DAY_MS,
};

/**
 * The case that a message never heard before goes on with: the one it answers, the one whose number it names, the one of its thread.
 *
 * @returns null when it begins a new matter
 */
export async function joinedAppeal(
  context: ChannelsContext,
  account: Account,
  message: ChannelMessage,
): Promise<string | null> {
  const { pool, regionId } = context;
  const { scope, key, recipient } = message.thread;
  if (scope === 'call') return null;
  if (message.answers?.length) {
    const answered = await findAnswered(pool, regionId, account, message.answers, recipient);
    // Under a post many answer many: there the thread of the author decides.
    if (answered && scope !== 'comments') return answered;
  }
  if (message.appealNumber) {
    const numbered = await findNumbered(pool, regionId, message.appealNumber, recipient);
    if (numbered) return numbered;
  }
  const thread = await findThread(pool, regionId, account, key);
  if (!thread) return null;
  const silentMs = context.clock.now().getTime() - thread.lastAt.getTime();
  if (silentMs > JOINED_WITHIN_MS[scope]) return null;
  // «Не сделано» under a closed case belongs to it; a new matter in a chat does not.
  return thread.final && scope === 'dialog' ? null : thread.appealId;
}
