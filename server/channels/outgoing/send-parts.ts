import { type Account, type ChannelAdapter, type OutgoingPart, SendFailed } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';
import { notePartsSent, type OutgoingRow } from './queries.ts';
import { type FilesForMessage, readFiles } from './read-files.ts';
import { splitText } from './split-text.ts';

/** So many tries are made with the files; then the text goes alone. */
const FILE_TRIES_MAX = 5;

export interface Sent {
  /** The provider's identifier of the first message. */
  externalId: string | null;
  /** Why files stayed behind; null when none did. */
  leftOut: string | null;
}

/**
 * A long answer leaves in parts; those that have left are not sent again. Files go with the first part, or after the text as a part
 * of their own. A provider that refuses them still gets the text.
 *
 * @throws SendFailed when a text was not taken, or files may be taken later
 */
export async function sendParts(
  context: ChannelsContext,
  row: OutgoingRow,
  account: Account,
  adapter: ChannelAdapter,
): Promise<Sent> {
  const texts = splitText(row.text, adapter.textCharsMax);
  const carried = await readFiles(context, row.attachments, adapter.files);
  const apart = adapter.files?.apart === true && carried.files.length > 0;
  const count = texts.length + (apart ? 1 : 0);
  let { leftOut } = carried;
  let first: string | null = null;
  for (let part = row.options.partsSent ?? 0; part < count; part += 1) {
    const alone: OutgoingPart = {
      outgoingId: row.outgoingId,
      part,
      text: texts[part] ?? '',
      threadKey: row.threadKey,
      recipient: row.recipient,
      replyTo: row.replyTo,
      attachments: [],
      options: { ...row.options, number: row.number, attempt: row.attempts },
    };
    const withFiles = carried.files.length > 0 && part === (apart ? texts.length : 0);
    const send = (item: OutgoingPart) => adapter.send(item, account, context.client);
    if (!withFiles) first ??= (await send(alone)).externalId;
    else {
      const sent = await sendFiles(context, row, account, adapter, alone, carried);
      if ('why' in sent) {
        leftOut = `Файлы не ушли: ${sent.why}`;
        if (!apart) first ??= (await send(alone)).externalId;
      } else first ??= sent.externalId;
    }
    if (count > 1) await notePartsSent(context.pool, context.regionId, row.outgoingId, part + 1);
  }
  return { externalId: first, leftOut };
}

async function sendFiles(
  { client }: ChannelsContext,
  row: OutgoingRow,
  account: Account,
  adapter: ChannelAdapter,
  alone: OutgoingPart,
  { files }: FilesForMessage,
): Promise<{ externalId: string | null } | { why: string }> {
  const loaded = { ...alone, attachments: files };
  try {
    const uploaded = await adapter.upload?.(loaded, account, client);
    return await adapter.send({ ...loaded, uploaded }, account, client);
  } catch (error) {
    if (!(error instanceof SendFailed)) throw error;
    if (error.fate === 'later' && row.attempts < FILE_TRIES_MAX) throw error;
    return { why: error.message };
  }
}
