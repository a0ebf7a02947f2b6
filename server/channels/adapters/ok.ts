import { z } from 'zod';
import { type Account, type Attachment, type ChannelAdapter, SendFailed } from '../adapter.ts';
import { digestOf, equalSecrets } from '../equal-secrets.ts';
import type { ProviderClient } from '../provider-client.ts';
import { listSetting, peekJson, readJson, textSetting } from './read-json.ts';

/**
 * Odnoklassniki: messages of a group's bot. Source: apiok.ru/dev/graph_api/bot_api. Settings: `base` (https://api.ok.ru),
 * `mediaHosts`. Secrets: `segment` (the random end of our address: OK signs nothing), `token` (of the group).
 * OK wants 200 within five seconds and forgets us after eight silent hours. It tells of neither edits nor deletions.
 */
export const ok: ChannelAdapter = {
  channel: 'ok',
  deliveryBytesMax: 256 * 1024,
  textCharsMax: 2000,
  sendsPerSecondMax: 5,
  tells: { edits: false, deletions: false },

  verify({ segment }, account) {
    return equalSecrets(segment ?? undefined, account.secret('segment'));
  },
  receive({ body }) {
    const message = peekJson(body)?.message as { mid?: unknown } | undefined;
    return { eventId: typeof message?.mid === 'string' ? message.mid.slice(0, 300) : digestOf(body) };
  },
  acknowledge: () => ({ status: 200, contentType: 'application/json', body: '{"success":true}' }),
  parse(body) {
    const hook = readJson(body, Hook);
    if (hook.webhookType && hook.webhookType !== 'MESSAGE_CREATED')
      return [{ kind: 'ignored', why: `Вид события «${hook.webhookType}» не нужен` }];
    if (!hook.message || !hook.recipient || !hook.sender)
      return [{ kind: 'ignored', why: 'Событие без сообщения' }];
    const user = /^user:(\d+)$/.exec(hook.sender.user_id)?.[1];
    if (!user) return [{ kind: 'ignored', why: 'Собственное сообщение группы' }];
    return [
      {
        kind: 'written',
        message: {
          externalId: hook.message.mid,
          author: { id: user, name: hook.sender.name ?? null },
          at: new Date(hook.timestamp),
          text: hook.message.text ?? '',
          thread: { key: hook.recipient.chat_id, scope: 'dialog', recipient: hook.recipient.chat_id },
          attachments: (hook.message.attachments ?? []).slice(0, 10).map(attachmentOf),
          answers: hook.message.reply_to ? [hook.message.reply_to] : [],
        },
      },
    ];
  },
  // OK fetches a picture itself from the address it is given: graph.user.messages, at most five, JPEG or PNG.
  files: { countMax: 5, bytesMax: 10_000_000, types: ['image/jpeg', 'image/png'], byAddress: true },

  async send({ recipient, text, attachments }, account, client) {
    const answer = (await call(
      account,
      client,
      'POST',
      `graph/me/messages/${encodeURIComponent(recipient)}`,
      {
        recipient: { chat_id: recipient },
        message: {
          text,
          ...(attachments.length > 0
            ? {
                attachments: attachments.map(({ address }) => ({
                  type: 'IMAGE',
                  payload: { url: address!.url },
                })),
              }
            : {}),
        },
      },
    )) as { message_id?: string };
    return { externalId: answer.message_id ?? null };
  },
  async locate({ url }, account) {
    return url
      ? { url, hosts: listSetting(account, 'mediaHosts', ['*.okcdn.ru', '*.mycdn.me', '*.odnoklassniki.ru']) }
      : null;
  },
  async health(account, client) {
    const found = (await call(account, client, 'GET', 'graph/me/subscriptions')) as {
      subscriptions?: { url?: string }[];
    };
    if (!found.subscriptions?.length)
      throw new Error('Подписки нет: вызовите /graph/me/subscribe с адресом этого канала.');
    return account.name;
  },
};

const Hook = z.looseObject({
  webhookType: z.string().optional(),
  sender: z.looseObject({ user_id: z.string(), name: z.string().optional() }).optional(),
  recipient: z.looseObject({ chat_id: z.string() }).optional(),
  message: z
    .looseObject({
      mid: z.string(),
      text: z.string().nullish(),
      reply_to: z.string().nullish(),
      attachments: z
        .array(
          z.looseObject({
            type: z.string(),
            payload: z.looseObject({ url: z.string().optional() }).optional(),
          }),
        )
        .nullish(),
    })
    .optional(),
  timestamp: z.number(),
});

function attachmentOf({ type, payload }: { type: string; payload?: { url?: string } }): Attachment {
  if (type === 'IMAGE') return { kind: 'photo', name: null, url: payload?.url };
  if (type === 'VIDEO') return { kind: 'video', name: null };
  if (type === 'AUDIO') return { kind: 'voice', name: null, url: payload?.url };
  if (type === 'FILE') return { kind: 'file', name: null, url: payload?.url };
  return { kind: 'link', name: type };
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
  if (!token) throw new SendFailed('later', 'Нет ключа группы: задайте переменную окружения.');
  const { status, headers, json } = await client.call(
    textSetting(account, 'base', 'https://api.ok.ru'),
    `${path}?access_token=${encodeURIComponent(token)}`,
    {
      method,
      headers: { 'content-type': 'application/json;charset=utf-8' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    },
  );
  const error = json as { error_code?: number; error_msg?: string } | null;
  if (status === 200 && error?.error_code === undefined) return json ?? {};
  const why = `Одноклассники: ${error?.error_msg ?? status}`;
  // 11 and 8: too often or too many; 102, 103: the key is dead.
  if (status === 429 || error?.error_code === 11 || error?.error_code === 8)
    throw new SendFailed('later', why, {
      retryAfterMs: Number(headers.get('retry-after') ?? 5) * 1000,
      pauses: true,
    });
  if (error?.error_code === 102 || error?.error_code === 103 || status === 401)
    throw new SendFailed('later', `${why}. Ключ группы не принят.`, { pauses: true });
  if (status >= 400 && status < 500) throw new SendFailed('dead', why);
  if (status === 200) throw new SendFailed('dead', why);
  throw new SendFailed('later', why);
}
