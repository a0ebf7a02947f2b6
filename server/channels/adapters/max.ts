import { z } from 'zod';
import {
  type Account,
  type Attachment,
  type ChannelAdapter,
  type ChannelEvent,
  SendFailed,
} from '../adapter.ts';
import { digestOf, equalSecrets } from '../equal-secrets.ts';
import type { ProviderClient } from '../provider-client.ts';
import { fileForm, PICTURES } from './file-form.ts';
import { header, listSetting, peekJson, readJson, textSetting } from './read-json.ts';

/**
 * MAX bots. Source: dev.max.ru, max-bot-api-client-ts 0.3. Settings: `base` (https://platform-api2.max.ru), `mediaHosts`.
 * Secrets: `secret` (of POST /subscriptions), `token`. MAX unsubscribes after eight hours without a 200.
 */
export const max: ChannelAdapter = {
  channel: 'max',
  deliveryBytesMax: 512 * 1024,
  textCharsMax: 4000,
  sendsPerSecondMax: 15,
  tells: { edits: true, deletions: true },

  verify({ headers }, account) {
    return equalSecrets(header(headers, 'x-max-bot-api-secret'), account.secret('secret'));
  },
  receive({ body }) {
    const update = peekJson(body);
    const message = update?.message as { body?: { mid?: unknown } } | undefined;
    const subject = message?.body?.mid ?? update?.message_id;
    // No identifier of the delivery exists; kind, message and moment together are equal for a repeat and only for a repeat.
    if (!update || typeof subject !== 'string') return { eventId: digestOf(body) };
    return { eventId: `${update.update_type}:${subject}:${update.timestamp}`.slice(0, 300) };
  },
  acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{}' }),
  parse(body) {
    const update = readJson(body, Update);
    switch (update.update_type) {
      case 'message_created':
      case 'message_edited':
        if (update.message) return [eventOf(update.message, update)];
        break;
      case 'message_removed':
        if (update.message_id)
          return [{ kind: 'deleted', externalId: update.message_id, at: new Date(update.timestamp) }];
    }
    return [{ kind: 'ignored', why: `Вид события «${update.update_type}» не нужен` }];
  },
  files: { countMax: 10, bytesMax: 10_000_000, types: PICTURES },
  async upload({ attachments }, account, client) {
    const payloads: unknown[] = [];
    for (const file of attachments) {
      const { url } = (await call(account, client, 'POST', 'uploads?type=image')) as { url?: string };
      const answer = await client.upload(url ?? '', mediaHosts(account), fileForm([['data', file]]));
      const { photos } = (answer.json ?? {}) as { photos?: Record<string, unknown> };
      if (answer.status !== 200 || !photos || Object.keys(photos).length === 0)
        throw new SendFailed(
          answer.status >= 500 ? 'later' : 'dead',
          `MAX не принял картинку (${answer.status}).`,
        );
      payloads.push({ photos });
    }
    return payloads.map((payload) => ({ type: 'image', payload }));
  },
  async send({ recipient, replyTo, text, uploaded }, account, client) {
    const [, kind, to] = /^(chat|user):(-?\d+)$/.exec(recipient) ?? [];
    if (!kind) throw new SendFailed('dead', `Непонятный адресат «${recipient}».`);
    const answer = (await call(account, client, 'POST', `messages?${kind}_id=${to}`, {
      text,
      ...(uploaded ? { attachments: uploaded } : {}),
      ...(replyTo ? { link: { type: 'reply', mid: replyTo } } : {}),
    })) as { message?: { body?: { mid?: string } } };
    return { externalId: answer.message?.body?.mid ?? null };
  },
  async locate({ url }, account) {
    return url
      ? {
          url,
          hosts: mediaHosts(account),
        }
      : null;
  },
  async health(account, client) {
    const me = (await call(account, client, 'GET', 'me')) as { first_name?: string; username?: string };
    return me.username ? `@${me.username}` : (me.first_name ?? 'MAX');
  },
};

const mediaHosts = (account: Account) =>
  listSetting(account, 'mediaHosts', ['*.max.ru', '*.oneme.ru', '*.okcdn.ru', '*.mycdn.me']);

const Payload = z.looseObject({
  url: z.string().optional(),
  vcf_info: z.string().optional(),
});
const Message = z.looseObject({
  sender: z
    .looseObject({
      user_id: z.number(),
      first_name: z.string().optional(),
      last_name: z.string().nullish(),
      name: z.string().nullish(),
      is_bot: z.boolean().default(false),
    })
    .optional(),
  recipient: z.looseObject({
    chat_id: z.number().nullish(),
    chat_type: z.string(),
    user_id: z.number().nullish(),
  }),
  timestamp: z.number(),
  body: z.looseObject({
    mid: z.string(),
    text: z.string().nullish(),
    attachments: z
      .array(
        z.looseObject({
          type: z.string(),
          payload: Payload.optional(),
          filename: z.string().optional(),
          latitude: z.number().optional(),
          longitude: z.number().optional(),
        }),
      )
      .nullish(),
  }),
  link: z
    .looseObject({ type: z.string(), message: z.looseObject({ mid: z.string().optional() }).optional() })
    .nullish(),
  url: z.string().nullish(),
});
const Update = z.looseObject({
  update_type: z.string(),
  timestamp: z.number(),
  message: Message.nullish(),
  message_id: z.string().optional(),
});

function eventOf(message: z.output<typeof Message>, update: z.output<typeof Update>): ChannelEvent {
  const { sender, recipient, body, link } = message;
  if (!sender || sender.is_bot) return { kind: 'ignored', why: 'Собственное сообщение или сообщение бота' };
  const dialog = recipient.chat_type === 'dialog';
  const chat = recipient.chat_id;
  const attached = body.attachments ?? [];
  const place = attached.find((item) => item.type === 'location');
  const answered = link?.type === 'reply' ? link.message?.mid : undefined;
  const to = chat === null || chat === undefined ? `user:${sender.user_id}` : `chat:${chat}`;
  return {
    kind: update.update_type === 'message_edited' ? 'edited' : 'written',
    message: {
      externalId: body.mid,
      author: {
        id: String(sender.user_id),
        name: [sender.first_name, sender.last_name].filter(Boolean).join(' ') || sender.name || null,
      },
      at: new Date(update.update_type === 'message_edited' ? update.timestamp : message.timestamp),
      text: body.text ?? '',
      thread: {
        key: dialog ? to : `${to}_${sender.user_id}`,
        scope: dialog ? 'dialog' : 'comments',
        recipient: to,
      },
      attachments: attached.slice(0, 10).flatMap(attachmentOf),
      point:
        place?.latitude !== undefined && place.longitude !== undefined
          ? [place.latitude, place.longitude]
          : null,
      answers: answered ? [answered] : [],
      sourceUrl: message.url ?? null,
    },
  };
}

function attachmentOf(item: { type: string; payload?: { url?: string }; filename?: string }): Attachment[] {
  const name = item.filename ?? null;
  const url = item.payload?.url;
  switch (item.type) {
    case 'image':
      return [{ kind: 'photo', name, url }];
    case 'video':
      return [{ kind: 'video', name }];
    case 'audio':
      return [{ kind: 'voice', name, url }];
    case 'file':
      return [{ kind: 'file', name, url }];
    case 'location':
    case 'inline_keyboard':
      return [];
    default:
      return [{ kind: 'link', name: name ?? item.type }];
  }
}

/** @throws SendFailed */
async function call(
  account: Account,
  client: ProviderClient,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<unknown> {
  const token = account.secret('token');
  if (!token) throw new SendFailed('later', 'Нет ключа бота: задайте переменную окружения.');
  const { status, headers, json } = await client.call(
    textSetting(account, 'base', 'https://platform-api2.max.ru'),
    path,
    {
      method,
      headers: { authorization: token, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
  );
  if (status >= 200 && status < 300) return json ?? {};
  const { code, message } = (json ?? {}) as { code?: string; message?: string };
  const why = `MAX: ${message ?? code ?? status}`;
  if (status === 429)
    throw new SendFailed('later', why, {
      retryAfterMs: Number(headers.get('retry-after') ?? 1) * 1000,
      pauses: true,
    });
  if (status === 401) throw new SendFailed('later', `${why}. Ключ бота не принят.`, { pauses: true });
  // A picture just handed over is not in its place yet.
  if (code === 'attachment.not.ready') throw new SendFailed('later', why, { retryAfterMs: 2000 });
  if (status >= 400 && status < 500) throw new SendFailed('dead', why);
  throw new SendFailed('later', why);
}
