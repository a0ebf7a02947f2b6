import { z } from 'zod';
import type { Post } from '../post.ts';
import { messagesOf } from './message-stream.ts';

const Message = z.looseObject({
  id: z.number().int(),
  type: z.literal('message'),
  date_unixtime: z.coerce.number().optional(),
  date: z.string().optional(),
  from_id: z.string().optional(),
  forwarded_from: z.string().nullish(),
  text: z.union([z.string(), z.array(z.union([z.string(), z.looseObject({ text: z.string() })]))]),
});

/**
 * Posts of a Telegram Desktop export (`result.json`), in the steps in which they come.
 *
 * @param source whose channel it is: identifiers of messages are unique within a channel only
 * @throws ExportUnreadable
 */
export async function* readTelegramExport(
  stream: AsyncIterable<Buffer>,
  source: { sourceId: string; address: string },
): AsyncGenerator<Post[]> {
  const channel = /^https?:\/\/(?:t|telegram)\.me\/([a-z\d_]+)\/?$/i.exec(source.address)?.[1];
  for await (const messages of messagesOf(stream)) {
    const posts = messages.flatMap((value): Post[] => {
      const parsed = Message.safeParse(value);
      if (!parsed.success || parsed.data.forwarded_from) return [];
      const { id, text, from_id: author, date, date_unixtime: seconds } = parsed.data;
      const at = new Date(seconds ? seconds * 1000 : (date ?? Number.NaN));
      if (Number.isNaN(at.getTime())) return [];
      return [
        {
          externalId: `${source.sourceId}/${id}`,
          at,
          text:
            typeof text === 'string'
              ? text
              : text.map((part) => (typeof part === 'string' ? part : part.text)).join(''),
          // As the bot knows the same person; what a channel says itself is nobody's.
          author: /^user(\d+)$/.exec(author ?? '')?.[1] ?? null,
          url: channel ? `https://t.me/${channel}/${id}` : null,
          thread: null,
          home: null,
          point: null,
          isAdvert: false,
        },
      ];
    });
    if (posts.length > 0) yield posts;
  }
}
