import type { ChannelMessage } from '../adapter.ts';
import type { ChannelsContext } from '../channels-context.ts';

export interface KeptAttachment {
  kind: string;
  name: string | null;
  /** `wanted` is fetched soon · `stored` is a photo of the case · `unavailable` could not be had · `outside` is only named. */
  state: 'wanted' | 'stored' | 'unavailable' | 'outside';
  photoId?: string;
  url?: string;
  fileId?: string;
  why?: string;
}

/** Pictures that came inside the message (mail), stored; null for each attachment that is none. */
export async function storeEnclosed(
  context: ChannelsContext,
  { attachments }: ChannelMessage,
): Promise<(string | null)[]> {
  const ids: (string | null)[] = [];
  for (const { content } of attachments) ids.push(content ? await context.storePhoto(content) : null);
  return ids;
}

/** How each attachment stands when its message is heard. A message never waits for its attachments. */
export function attachmentStates(
  { attachments }: ChannelMessage,
  photoIds: readonly (string | null)[],
): KeptAttachment[] {
  return attachments.map(({ kind, name, url, fileId, content }, at): KeptAttachment => {
    const base = { kind, name };
    const photoId = photoIds[at];
    if (photoId) return { ...base, state: 'stored', photoId };
    if (content) return { ...base, state: 'outside', why: 'Файл остался в исходном письме' };
    if (kind === 'photo' && (url || fileId))
      return { ...base, state: 'wanted', ...(url ? { url } : {}), ...(fileId ? { fileId } : {}) };
    if (kind === 'photo') return { ...base, state: 'unavailable', why: 'Площадка не дала адреса файла' };
    return { ...base, state: 'outside', why: 'Посмотрите по ссылке на исходное сообщение' };
  });
}
