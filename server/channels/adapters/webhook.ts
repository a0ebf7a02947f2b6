import { z } from 'zod';
import {
  type Account,
  type ChannelAdapter,
  type ChannelEvent,
  type RawRequest,
  SendFailed,
} from '../adapter.ts';
import { digestOf, equalSecrets, signatureOf } from '../equal-secrets.ts';
import { header, peekJson, readJson, textSetting } from './read-json.ts';

/** A signature is good for so long around its moment; a repeat within it is recognised by its `id`. */
const SIGNED_WITHIN_MS = 5 * 60_000;

/** «x-otklik-signature: sha256=HMAC(secret, timestamp.body)» with «x-otklik-timestamp» in Unix seconds. */
export function isSigned({ headers, body, now }: RawRequest, account: Account): boolean {
  const secret = account.secret('secret');
  const timestamp = header(headers, 'x-otklik-timestamp') ?? '';
  if (!secret || !/^\d{9,11}$/.test(timestamp)) return false;
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > SIGNED_WITHIN_MS) return false;
  return equalSecrets(
    header(headers, 'x-otklik-signature'),
    `sha256=${signatureOf(secret, timestamp, body)}`,
  );
}

export function signedHeaders(secret: string, body: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  return {
    'content-type': 'application/json',
    'x-otklik-timestamp': timestamp,
    'x-otklik-signature': `sha256=${signatureOf(secret, timestamp, body)}`,
  };
}

/**
 * The channel for every source that has no adapter: a signed POST in, a signed POST out. The format is ours (docs/channels.md).
 * Settings: `base`, `path` (where answers go; without them the source reads answers elsewhere). Secret: `secret`.
 */
export function createWebhook(now: () => Date): ChannelAdapter {
  return {
    channel: 'api',
    deliveryBytesMax: 256 * 1024,
    textCharsMax: 10_000,
    sendsPerSecondMax: 10,
    tells: { edits: true, deletions: true },
    verify: isSigned,
    receive({ body }) {
      const id = peekJson(body)?.id;
      return { eventId: typeof id === 'string' && id !== '' ? id.slice(0, 300) : digestOf(body) };
    },
    acknowledge: () => ({ status: 202, contentType: 'application/json', body: '{"accepted":true}' }),
    parse: (body) => [eventOf(readJson(body, Notice))],
    files: { countMax: 20, bytesMax: 10_000_000, types: null, byAddress: true },
    async send({ outgoingId, part, recipient, threadKey, replyTo, text, attachments }, account, client) {
      const base = textSetting(account, 'base', '');
      const secret = account.secret('secret');
      if (!base || !secret) throw new SendFailed('dead', 'Адрес для ответов или секрет не задан.');
      const id = `${outgoingId}:${part}`;
      const body = JSON.stringify({
        id,
        type: 'answer',
        thread: threadKey,
        recipient,
        inReplyTo: replyTo,
        text,
        ...(attachments.length > 0
          ? {
              attachments: attachments.map(({ name, contentType, content, address }) => ({
                name,
                contentType,
                bytes: content.length,
                url: address!.url,
                until: address!.until.toISOString(),
              })),
            }
          : {}),
      });
      const answer = await client.call(base, textSetting(account, 'path', ''), {
        method: 'POST',
        headers: signedHeaders(secret, body, now()),
        body,
      });
      const { status } = answer;
      if (status >= 200 && status < 300) return { externalId: id };
      if (status === 429)
        throw new SendFailed('later', 'Получатель просит подождать (429).', {
          retryAfterMs: Number(answer.headers.get('retry-after') ?? 5) * 1000,
          pauses: true,
        });
      throw new SendFailed(
        status >= 400 && status < 500 && status !== 408 ? 'dead' : 'later',
        `Получатель ответил ${status}.`,
      );
    },
    async health(account) {
      if (!account.secret('secret')) throw new Error('Секрет подписи не задан.');
      return textSetting(account, 'base', 'только приём');
    },
  };
}

const Notice = z.looseObject({
  id: z.string().min(1).max(300),
  type: z.enum(['message.created', 'message.edited', 'message.deleted']).or(z.string()),
  message: z.string().max(300).optional(),
  thread: z.string().max(300).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  text: z.string().max(10_000).default(''),
  author: z
    .looseObject({
      id: z.string().max(200),
      name: z.string().max(200).optional(),
      email: z.string().max(200).optional(),
      phone: z.string().max(40).optional(),
    })
    .optional(),
  point: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]).optional(),
  address: z.string().max(500).optional(),
  sourceUrl: z.string().max(500).optional(),
  attachments: z
    .array(z.looseObject({ name: z.string().max(200).optional(), url: z.string().max(1000).optional() }))
    .max(10)
    .optional(),
});

function eventOf(notice: z.output<typeof Notice>): ChannelEvent {
  const externalId = notice.message ?? notice.id;
  const at = notice.at ? new Date(notice.at) : new Date(0);
  if (notice.type === 'message.deleted') return { kind: 'deleted', externalId, at };
  if (notice.type !== 'message.created' && notice.type !== 'message.edited')
    return { kind: 'ignored', why: `Вид события «${notice.type}» не нужен` };
  if (!notice.author) return { kind: 'ignored', why: 'Сообщение без автора: собственное' };
  const thread = notice.thread ?? externalId;
  return {
    kind: notice.type === 'message.edited' ? 'edited' : 'written',
    message: {
      externalId,
      author: notice.author,
      at,
      text: notice.text,
      thread: { key: `${thread}_${notice.author.id}`, scope: 'api', recipient: thread },
      // Addresses of a stranger are shown to people, never fetched.
      attachments: (notice.attachments ?? []).map(({ name, url }) => ({
        kind: 'link',
        name: name ?? url ?? null,
      })),
      point: notice.point ?? null,
      address: notice.address ?? null,
      sourceUrl: notice.sourceUrl ?? null,
    },
  };
}
