import { isUnavailable } from '../../platform/database/index.ts';
import type { Accounts } from '../accounts.ts';
import { SendFailed } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';
import type { KeptAttachment } from './keep-attachments.ts';
import { attachPhotos } from './queries.ts';

const PHOTO_BYTES_MAX = 10_000_000;
const TRIES_MAX = 5;
const MESSAGES_A_ROUND = 10;

/**
 * Fetches pictures that are still with the provider, from the provider's own hosts only, and puts them to their cases. One that
 * cannot be had is said so at the message; the message itself has long been registered.
 *
 * @returns messages looked at
 */
export async function fetchMedia(context: ChannelsContext, accounts: Accounts): Promise<number> {
  const { pool, regionId, clock } = context;
  const now = clock.now();
  // Taken for a minute: another process, or this one after a crash, goes on later.
  const taken = await pool.query(
    `update conversation_message set media_due_at = $2::timestamptz + interval '1 minute', media_tries = media_tries + 1
      where region_id = $1 and message_id in (
        select message_id from conversation_message where region_id = $1 and media_due_at <= $2
         order by media_due_at limit ${MESSAGES_A_ROUND} for update skip locked)
      returning message_id, appeal_id, channel, account, attachments, media_tries`,
    [regionId, now],
  );
  for (const row of taken.rows) {
    const attachments: KeptAttachment[] = row.attachments;
    const last = row.media_tries >= TRIES_MAX;
    const stored: string[] = [];
    for (const item of attachments) {
      if (item.state !== 'wanted') continue;
      const found = await fetchOne(context, accounts, row, item);
      if (found.photoId) {
        stored.push(found.photoId);
        Object.assign(item, { state: 'stored', photoId: found.photoId });
        delete item.url;
        delete item.fileId;
      } else if (found.never || last) {
        Object.assign(item, { state: 'unavailable', why: found.why });
      }
    }
    const waiting = attachments.some((item) => item.state === 'wanted');
    await attachPhotos(pool, regionId, row.appeal_id, stored);
    await pool.query(
      `update conversation_message set attachments = $3, media_due_at = $4 where region_id = $1 and message_id = $2`,
      [
        regionId,
        row.message_id,
        JSON.stringify(attachments),
        waiting ? new Date(now.getTime() + 2 ** row.media_tries * context.retryMs) : null,
      ],
    );
  }
  return taken.rows.length;
}

async function fetchOne(
  context: ChannelsContext,
  accounts: Accounts,
  { channel, account: code }: { channel: string; account: string },
  item: KeptAttachment,
): Promise<{ photoId: string | null; never: boolean; why: string }> {
  const adapter = context.adapters.get(channel);
  const account = await accounts.find(channel, code);
  const away = { photoId: null, never: false, why: 'Площадка не отдала файл' };
  if (!adapter?.locate || !account) return { ...away, never: true };
  try {
    const place = await adapter.locate({ ...item, kind: 'photo' }, account, context.client);
    if (!place) return { ...away, never: true };
    const found = await context.client.fetchMedia(place.url, place.hosts, PHOTO_BYTES_MAX);
    if (!('content' in found)) return { ...away, never: found.never };
    const photoId = await context.storePhoto(found.content);
    return photoId
      ? { photoId, never: false, why: '' }
      : { photoId: null, never: true, why: 'Это не фотография' };
  } catch (error) {
    if (isUnavailable(error)) throw error;
    return {
      ...away,
      never: error instanceof SendFailed && error.fate === 'dead',
      why: (error as Error).message,
    };
  }
}
