import { z } from 'zod';
import {
  type Account,
  type Attachment,
  type ChannelAdapter,
  type ChannelEvent,
  type OutgoingPart,
  SendFailed,
} from '../adapter.ts';
import { digestOf, equalSecrets } from '../equal-secrets.ts';
import type { ProviderClient } from '../provider-client.ts';
import { fileForm, PICTURES } from './file-form.ts';
import { header, listSetting, peekJson, readJson, textSetting } from './read-json.ts';

/**
 * Telegram bots: private chats and the discussion groups linked to a channel.
 * Source: Bot API 10.1. Settings: `base` (https://api.telegram.org), `chats` (identifiers of groups we listen to; all when absent).
 * Secrets: `secret` (of setWebhook), `token`. The Bot API does not tell of deletions.
 */
export const telegram: ChannelAdapter = {
  channel: 'telegram',
  deliveryBytesMax: 512 * 1024,
  textCharsMax: 4096,
  sendsPerSecondMax: 20,
  tells: { edits: true, deletions: false },

  verify({ headers }, account) {
    return equalSecrets(header(headers, 'x-telegram-bot-api-secret-token'), account.secret('secret'));
  },
  receive({ body }) {
    const update = peekJson(body)?.update_id;
    return { eventId: typeof update === 'number' ? String(update) : digestOf(body) };
  },
  acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{}' }),
  parse(body, account) {
    const update = readJson(body, Update);
    const message = update.message ?? update.edited_message;
    if (!message) return [{ kind: 'ignored', why: 'Вид обновления не нужен' }];
    return [eventOf(message, update.edited_message ? 'edited' : 'written', account)];
  },
  // After the text, not under it: a caption holds 1024 characters, and a refused picture must not take the answer along.
  files: { countMax: 10, bytesMax: 10_000_000, types: PICTURES, apart: true },

  async send(part, account, client) {
    if (part.attachments.length > 0) return sendPictures(part, account, client);
    const { recipient, replyTo, text } = part;
    const message = /_m(\d+)$/.exec(replyTo ?? '')?.[1];
    const result = (await call(account, client, 'sendMessage', {
      chat_id: Number(recipient),
      text,
      ...(message
        ? { reply_parameters: { message_id: Number(message), allow_sending_without_reply: true } }
        : {}),
    })) as { message_id?: number };
    return { externalId: result.message_id === undefined ? null : `c${recipient}_m${result.message_id}` };
  },
  async locate({ fileId }, account, client) {
    if (!fileId) return null;
    const file = (await call(account, client, 'getFile', { file_id: fileId })) as { file_path?: string };
    if (!file.file_path || file.file_path.includes('..')) return null;
    const base = baseOf(account);
    return { url: `${base}/file/bot${account.secret('token')}/${file.file_path}`, hosts: [hostOf(base)] };
  },
  async health(account, client) {
    const me = (await call(account, client, 'getMe', {})) as { username?: string };
    const hook = (await call(account, client, 'getWebhookInfo', {})) as {
      url?: string;
      last_error_message?: string;
    };
    if (!hook.url) throw new Error('Вебхук не установлен: вызовите setWebhook с адресом этого канала.');
    if (hook.last_error_message) throw new Error(`Telegram не может доставить: ${hook.last_error_message}`);
    return `@${me.username}`;
  },
};

const id = z.number().int();
const User = z.looseObject({
  id,
  is_bot: z.boolean().default(false),
  first_name: z.string().default(''),
  last_name: z.string().optional(),
});
const File = z.looseObject({ file_id: z.string(), file_name: z.string().optional() });
const Message = z.looseObject({
  message_id: id,
  date: id,
  edit_date: id.optional(),
  chat: z.looseObject({ id, type: z.string(), username: z.string().optional() }),
  from: User.optional(),
  sender_chat: z.looseObject({ id }).optional(),
  message_thread_id: id.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(z.looseObject({ file_id: z.string(), width: z.number().default(0) })).optional(),
  document: File.optional(),
  voice: File.optional(),
  video: File.optional(),
  location: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional(),
  contact: z.looseObject({ phone_number: z.string(), user_id: id.optional() }).optional(),
  is_automatic_forward: z.boolean().optional(),
  reply_to_message: z.looseObject({ message_id: id }).optional(),
});
const Update = z.looseObject({
  update_id: id,
  message: Message.optional(),
  edited_message: Message.optional(),
});

function eventOf(
  message: z.output<typeof Message>,
  kind: 'written' | 'edited',
  account: Account,
): ChannelEvent {
  const { chat, from } = message;
  const ignored = whyIgnored(message, account);
  if (ignored) return { kind: 'ignored', why: ignored };
  const dialog = chat.type === 'private';
  const place = `c${chat.id}`;
  const author = from!;
  return {
    kind,
    message: {
      externalId: `${place}_m${message.message_id}`,
      author: {
        id: String(author.id),
        name: [author.first_name, author.last_name].filter(Boolean).join(' ') || null,
        // A contact card says something of the sender only when it is his own.
        phone: message.contact && message.contact.user_id === author.id ? message.contact.phone_number : null,
      },
      at: new Date((message.edit_date ?? message.date) * 1000),
      text: message.text ?? message.caption ?? '',
      thread: {
        key: dialog ? place : `${place}_t${message.message_thread_id ?? 0}_${author.id}`,
        scope: dialog ? 'dialog' : 'comments',
        recipient: String(chat.id),
      },
      attachments: attachmentsOf(message),
      point: message.location ? [message.location.latitude, message.location.longitude] : null,
      answers: message.reply_to_message ? [`${place}_m${message.reply_to_message.message_id}`] : [],
      sourceUrl: chat.username && !dialog ? `https://t.me/${chat.username}/${message.message_id}` : null,
    },
  };
}

function whyIgnored(message: z.output<typeof Message>, account: Account): string | null {
  const { chat, from } = message;
  const chats = listSetting(account, 'chats', []);
  if (message.is_automatic_forward) return 'Собственная запись канала';
  if (!from || from.is_bot || String(from.id) === account.secret('token')?.split(':')[0])
    return 'Собственное сообщение или сообщение бота';
  if (message.sender_chat?.id === chat.id) return 'Собственное сообщение группы';
  if (chat.type !== 'private' && chats.length > 0 && !chats.includes(String(chat.id)))
    return 'Группа не из тех, которые слушаем';
  if (/^\/(start|help|stop)\b/.test(message.text ?? '')) return 'Команда боту';
  const empty = !message.text && !message.caption && !message.location && attachmentsOf(message).length === 0;
  return empty ? 'Служебное сообщение' : null;
}

function attachmentsOf(message: z.output<typeof Message>): Attachment[] {
  const found: Attachment[] = [];
  const largest = [...(message.photo ?? [])].sort((a, b) => b.width - a.width)[0];
  if (largest) found.push({ kind: 'photo', name: null, fileId: largest.file_id });
  for (const [kind, file] of [
    ['file', message.document],
    ['voice', message.voice],
    ['video', message.video],
  ] as const)
    if (file) found.push({ kind, name: file.file_name ?? null, fileId: file.file_id });
  return found;
}

function baseOf(account: Account): string {
  return textSetting(account, 'base', 'https://api.telegram.org').replace(/\/+$/, '');
}

function hostOf(base: string): string {
  const url = new URL(base);
  return url.port ? url.host : url.hostname;
}

/** One picture by sendPhoto, several as an album: sendMediaGroup takes from two to ten. */
async function sendPictures(
  { recipient, replyTo, attachments }: OutgoingPart,
  account: Account,
  client: ProviderClient,
): Promise<{ externalId: string | null }> {
  const message = /_m(\d+)$/.exec(replyTo ?? '')?.[1];
  const place = {
    chat_id: recipient,
    ...(message
      ? {
          reply_parameters: JSON.stringify({
            message_id: Number(message),
            allow_sending_without_reply: true,
          }),
        }
      : {}),
  };
  const [only] = attachments;
  const result = (await (attachments.length === 1
    ? call(account, client, 'sendPhoto', fileForm([['photo', only!]], place))
    : call(
        account,
        client,
        'sendMediaGroup',
        fileForm(
          attachments.map((file, at) => [`file${at}`, file] as const),
          {
            ...place,
            media: JSON.stringify(
              attachments.map((_, at) => ({ type: 'photo', media: `attach://file${at}` })),
            ),
          },
        ),
      ))) as { message_id?: number } | { message_id?: number }[];
  const id = [result].flat()[0]?.message_id;
  return { externalId: id === undefined ? null : `c${recipient}_m${id}` };
}

/** @throws SendFailed */
async function call(
  account: Account,
  client: ProviderClient,
  method: string,
  body: Record<string, unknown> | FormData,
): Promise<unknown> {
  const token = account.secret('token');
  if (!token) throw new SendFailed('later', 'Нет ключа бота: задайте переменную окружения.');
  const { status, json } = await client.call(baseOf(account), `bot${token}/${method}`, {
    method: 'POST',
    ...(body instanceof FormData
      ? { body }
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const answer = json as {
    ok?: boolean;
    result?: unknown;
    description?: string;
    parameters?: { retry_after?: number };
  } | null;
  if (answer?.ok) return answer.result;
  const why = `Telegram: ${answer?.description ?? status}`;
  if (status === 429)
    throw new SendFailed('later', why, {
      retryAfterMs: (answer?.parameters?.retry_after ?? 5) * 1000,
      pauses: true,
    });
  if (status === 403) throw new SendFailed('dead', `${why}. Автор остановил бота или удалил его из группы.`);
  if (status === 400) throw new SendFailed('dead', why);
  throw new SendFailed('later', why, { pauses: status === 401 });
}
