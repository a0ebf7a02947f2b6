import type pg from 'pg';
import { appendEvent } from '../../platform/event-log/index.ts';
import type { Account, ChannelEvent } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';
import { type KnownMessage, markDeleted, setVersions } from './queries.ts';

/** Versions kept of one message: the latest. */
const EDITS_MAX = 50;

/** An edit becomes a version; an original that comes after its edit takes the first place. Heard twice, nothing changes. */
export async function addVersion(
  client: pg.PoolClient,
  context: ChannelsContext,
  account: Account,
  known: KnownMessage,
  { kind, message }: Extract<ChannelEvent, { kind: 'written' | 'edited' }>,
): Promise<void> {
  const now = context.clock.now();
  if (kind === 'written') {
    // The edit came before the original: what we took for the first version was a later one.
    const early = known.text !== message.text && !known.edits.some((edit) => edit.text === message.text);
    if (!early) return;
    const versions = [{ at: known.at.toISOString(), text: known.text }, ...known.edits];
    await setVersions(client, context.regionId, known.messageId, message.text, versions);
  } else {
    const last = known.edits.at(-1)?.text ?? known.text;
    if (last === message.text) return;
    const at = message.at.getTime() > 0 ? message.at : now;
    const versions = [...known.edits, { at: at.toISOString(), text: message.text }].slice(-EDITS_MAX);
    await setVersions(client, context.regionId, known.messageId, known.text, versions);
  }
  await tell(client, context, account, known, 'message.edited', now);
}

/** The sender took it back: kept, marked, told once. */
export async function withdraw(
  client: pg.PoolClient,
  context: ChannelsContext,
  account: Account,
  known: KnownMessage,
): Promise<void> {
  if (known.deleted) return;
  const now = context.clock.now();
  await markDeleted(client, context.regionId, known.messageId, now);
  await tell(client, context, account, known, 'message.deleted', now);
}

function tell(
  client: pg.PoolClient,
  { regionId }: ChannelsContext,
  { channel }: Account,
  { appealId, messageId }: KnownMessage,
  type: string,
  at: Date,
): Promise<void> {
  const data = { channel, message: messageId };
  return appendEvent(client, regionId, { at, type, appealId, actor: null, data });
}
