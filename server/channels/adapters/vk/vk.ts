// Every kind of VK event and of answer stands together here, in one file: they share one way to name what they are about.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type Account,
  type Attachment,
  type ChannelAdapter,
  type ChannelEvent,
  type ChannelMessage,
  type OutgoingPart,
  SendFailed,
  Unreadable,
} from '../../adapter.ts';
import { digestOf, equalSecrets } from '../../equal-secrets.ts';
import type { ProviderClient } from '../../provider-client.ts';
import { listSetting, numberSetting, peekJson, readJson, textSetting } from '../read-json.ts';
import { fateOfVkError } from './errors.ts';
import { COMMENT_PICTURES_MAX, UPLOAD_HOSTS, uploadToVk } from './upload.ts';

/**
 * VK communities: Callback API in; comments and direct messages out.
 * Source: VKCOM/vk-api-schema 5.199 (callback, wall, messages). Settings: `base` (https://api.vk.com), `groupId`, `version`,
 * `mediaHosts`, `uploadHosts`, `commentPicturesMax`. Secrets: `secret` (Callback API), `confirmation`, `token` (of the community),
 * `userToken` (of an editor of it: VK lets only people hand pictures over for comments).
 */
export const vk: ChannelAdapter = {
  channel: 'vk',
  deliveryBytesMax: 512 * 1024,
  textCharsMax: 4000,
  // A community may 20 times a second; half of it leaves room for the community's own people.
  sendsPerSecondMax: 10,
  tells: { edits: true, deletions: true },

  verify({ body }, account) {
    const envelope = peekJson(body);
    if (!envelope || Number(envelope.group_id) !== groupOf(account)) return false;
    // The confirmation of a new server is asked for before its secret is saved.
    if (envelope.type === 'confirmation' && envelope.secret === undefined) return true;
    return equalSecrets(envelope.secret, account.secret('secret'));
  },
  receive({ body }, account) {
    const envelope = peekJson(body)!;
    if (envelope.type === 'confirmation') return { handshake: account.secret('confirmation') ?? '' };
    const { event_id: eventId } = envelope;
    return { eventId: typeof eventId === 'string' && eventId !== '' ? eventId : digestOf(body) };
  },
  acknowledge: (handshake) => ({
    status: 200,
    contentType: 'text/plain; charset=utf-8',
    body: handshake ?? 'ok',
  }),
  parse(body, account) {
    const { type, object } = readJson(body, Envelope);
    const handler = HANDLERS[type];
    return [
      handler ? handler(object, account, type) : { kind: 'ignored', why: `Вид события «${type}» не нужен` },
    ];
  },
  files: { countMax: 10, bytesMax: 10_000_000, types: ['image/jpeg', 'image/png'] },
  upload: (part, account, client) =>
    uploadToVk(
      part.attachments,
      answerCall(part, account).method === 'messages.send'
        ? { kind: 'message', peer: answerCall(part, account).params.peer_id! }
        : { kind: 'wall', group: String(groupOf(account)) },
      (method, params, secret) => call(account, client, method, params, secret),
      (url, form) => client.upload(url, listSetting(account, 'uploadHosts', UPLOAD_HOSTS), form),
      numberSetting(account, 'commentPicturesMax', COMMENT_PICTURES_MAX),
    ),
  async send(part, account, client) {
    const { method, params } = answerCall(part, account);
    if (typeof part.uploaded === 'string')
      params[method === 'messages.send' ? 'attachment' : 'attachments'] = part.uploaded;
    const response = await call(account, client, method, params);
    if (typeof response === 'number')
      return { externalId: `m${part.recipient.replace(/^peer/, '')}_id${response}` };
    const { comment_id: id } = (response ?? {}) as { comment_id?: number };
    return { externalId: id === undefined ? null : `${part.recipient}_r${id}` };
  },
  async locate(attachment, account) {
    return attachment.url
      ? {
          url: attachment.url,
          hosts: listSetting(account, 'mediaHosts', ['*.userapi.com', '*.vkuserphoto.ru']),
        }
      : null;
  },
  async health(account, client) {
    const response = (await call(account, client, 'groups.getById', {
      group_id: String(groupOf(account)),
    })) as { groups?: { name?: string }[] } | { name?: string }[];
    const groups = Array.isArray(response) ? response : (response?.groups ?? []);
    return groups[0]?.name ?? `club${groupOf(account)}`;
  },
};

const Envelope = z.looseObject({ type: z.string(), object: z.looseObject({}).default({}) });
const id = z.number().int();
const Media = z.array(z.looseObject({ type: z.string() })).optional();
const Words = z.string().default('');

const Comment = z.looseObject({
  id,
  from_id: id,
  date: id,
  text: Words,
  owner_id: id.optional(),
  attachments: Media,
});
const Post = z.looseObject({ id, from_id: id, owner_id: id, date: id, text: Words, attachments: Media });
const Message = z.looseObject({
  id: id.optional(),
  date: id,
  peer_id: id,
  from_id: id,
  text: Words,
  conversation_message_id: id.optional(),
  out: z.number().optional(),
  attachments: Media,
  geo: z
    .looseObject({ coordinates: z.looseObject({ latitude: z.number(), longitude: z.number() }).optional() })
    .optional(),
  reply_message: z.looseObject({ conversation_message_id: id.optional() }).optional(),
});

type Handler = (object: unknown, account: Account, type: string) => ChannelEvent;
const OWN: ChannelEvent = { kind: 'ignored', why: 'Собственное сообщение сообщества' };

/** Under what a comment stands: how the thing is addressed, the name of its number, and the method that answers. */
const PLACES = {
  wall: { number: 'post_id', owner: 'post_owner_id', create: 'wall.createComment' },
  board: { number: 'topic_id', owner: 'topic_owner_id', create: 'board.createComment' },
  photo: { number: 'photo_id', owner: 'photo_owner_id', create: 'photos.createComment' },
  video: { number: 'video_id', owner: 'video_owner_id', create: 'video.createComment' },
  market: { number: 'item_id', owner: 'market_owner_id', create: 'market.createComment' },
} as const;
type Place = keyof typeof PLACES;

const written =
  (place: Place): Handler =>
  (object, account, type) => {
    const comment = check(Comment, object);
    if (comment.from_id === -groupOf(account)) return OWN;
    const under = `${place}${ownerOf(place, comment, account)}_${numberOf(place, comment)}`;
    const url = place === 'wall' ? `https://vk.com/${under}?reply=${comment.id}` : null;
    return {
      kind: type.endsWith('_edit') ? 'edited' : 'written',
      message: {
        externalId: `${under}_r${comment.id}`,
        author: { id: String(comment.from_id) },
        at: new Date(comment.date * 1000),
        text: comment.text,
        // One resident under one post is one conversation, in whichever branch he goes on.
        thread: { key: `${under}_${comment.from_id}`, scope: 'comments', recipient: under },
        attachments: attachmentsOf(comment.attachments),
        sourceUrl: url,
      },
    };
  };

const deleted =
  (place: Place): Handler =>
  (object, account) => {
    const gone = check(z.looseObject({ id, owner_id: id.optional() }), object);
    const under = `${place}${ownerOf(place, gone, account)}_${numberOf(place, gone)}`;
    return { kind: 'deleted', externalId: `${under}_r${gone.id}`, at: new Date(0) };
  };

const posted: Handler = (object, account) => {
  const post = check(Post, object);
  if (post.from_id === -groupOf(account)) return OWN;
  const under = `wall${post.owner_id}_${post.id}`;
  return {
    kind: 'written',
    message: {
      externalId: under,
      author: { id: String(post.from_id) },
      at: new Date(post.date * 1000),
      text: post.text,
      thread: { key: `${under}_${post.from_id}`, scope: 'comments', recipient: under },
      attachments: attachmentsOf(post.attachments),
      sourceUrl: `https://vk.com/${under}`,
    },
  };
};

const messaged: Handler = (object, account, type) => {
  const inner = (object as { message?: unknown }).message;
  const message = check(Message, inner ?? object);
  if (message.out === 1 || message.from_id === -groupOf(account)) return OWN;
  const { peer_id: peer } = message;
  const number = (n: number | undefined) => `m${peer}_${n}`;
  const coordinates = message.geo?.coordinates;
  const answered = message.reply_message?.conversation_message_id;
  return {
    kind: type === 'message_edit' ? 'edited' : 'written',
    message: {
      externalId: number(message.conversation_message_id ?? message.id),
      author: { id: String(message.from_id) },
      at: new Date(message.date * 1000),
      text: message.text,
      thread: {
        key: peer === message.from_id ? `peer${peer}` : `peer${peer}_${message.from_id}`,
        scope: 'dialog',
        recipient: `peer${peer}`,
      },
      attachments: attachmentsOf(message.attachments),
      point: coordinates ? [coordinates.latitude, coordinates.longitude] : null,
      answers: answered === undefined ? [] : [number(answered)],
    },
  } satisfies { kind: 'written' | 'edited'; message: ChannelMessage };
};

const HANDLERS: Record<string, Handler | undefined> = {
  wall_post_new: posted,
  message_new: messaged,
  message_edit: messaged,
  message_reply: () => OWN,
  wall_reply_new: written('wall'),
  wall_reply_edit: written('wall'),
  wall_reply_restore: written('wall'),
  wall_reply_delete: deleted('wall'),
  board_post_new: written('board'),
  board_post_edit: written('board'),
  board_post_restore: written('board'),
  board_post_delete: deleted('board'),
  photo_comment_new: written('photo'),
  photo_comment_edit: written('photo'),
  photo_comment_delete: deleted('photo'),
  video_comment_new: written('video'),
  video_comment_edit: written('video'),
  video_comment_delete: deleted('video'),
  market_comment_new: written('market'),
  market_comment_edit: written('market'),
  market_comment_delete: deleted('market'),
};

function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Unreadable(`Поле «object.${issue?.path.join('.')}»: ${issue?.message}`);
}

function groupOf(account: Account): number {
  return Math.abs(numberSetting(account, 'groupId', 0));
}

function ownerOf(place: Place, object: Record<string, unknown>, account: Account): number {
  return Number(object[PLACES[place].owner] ?? object.owner_id ?? -groupOf(account));
}

function numberOf(place: Place, object: Record<string, unknown>): number {
  const number = object[PLACES[place].number];
  if (typeof number === 'number') return number;
  throw new Unreadable(`Поле «object.${PLACES[place].number}»: не указано, под чем комментарий`);
}

function attachmentsOf(items: z.output<typeof Media>): Attachment[] {
  return (items ?? []).slice(0, 10).map((item): Attachment => {
    const inner = (item[item.type] ?? {}) as {
      sizes?: { url?: string; width?: number }[];
      title?: string;
      url?: string;
    };
    switch (item.type) {
      case 'photo': {
        const sizes = [...(inner.sizes ?? [])].sort((a, b) => (b.width ?? 0) - (a.width ?? 0));
        return { kind: 'photo', name: null, url: sizes[0]?.url };
      }
      case 'doc':
        return { kind: 'file', name: inner.title ?? null, url: inner.url };
      case 'audio_message':
        return { kind: 'voice', name: null };
      case 'video':
        return { kind: 'video', name: inner.title ?? null };
      default:
        return { kind: 'link', name: inner.title ?? item.type };
    }
  });
}

/** By a comment in the same branch; by a direct message in a dialog, or when the answer holds personal data (`options.private`). */
function answerCall(
  { outgoingId, part, text, recipient, replyTo, threadKey, options }: OutgoingPart,
  account: Account,
): { method: string; params: Record<string, string> } {
  // VK refuses a second message with the same mark, so a repeated try cannot be read twice.
  const mark = createHash('sha256').update(`${outgoingId}:${part}`).digest();
  const author = /_(-?\d+)$/.exec(threadKey)?.[1];
  if (recipient.startsWith('peer') || (options.private === true && author)) {
    const peer = recipient.startsWith('peer') ? recipient.slice(4) : author!;
    return {
      method: 'messages.send',
      params: { peer_id: peer, random_id: String(mark.readInt32BE(0)), message: text },
    };
  }
  const [, place, owner, number] = /^(wall|board|photo|video|market)(-?\d+)_(\d+)$/.exec(recipient) ?? [];
  if (!place) throw new SendFailed('dead', `Непонятный адресат «${recipient}».`);
  const { create, number: numberName } = PLACES[place as Place];
  const comment = /_r(\d+)$/.exec(replyTo ?? '')?.[1];
  return {
    method: create,
    params: {
      ...(place === 'board' ? { group_id: String(groupOf(account)) } : { owner_id: owner! }),
      [numberName]: number!,
      message: text,
      guid: mark.toString('hex', 0, 16),
      ...(place === 'wall' || place === 'board'
        ? { from_group: place === 'wall' ? String(groupOf(account)) : '1' }
        : {}),
      ...(comment && place !== 'board' ? { reply_to_comment: comment } : {}),
    },
  };
}

/** @throws SendFailed */
async function call(
  account: Account,
  client: ProviderClient,
  method: string,
  params: Record<string, string>,
  secret: 'token' | 'userToken' = 'token',
): Promise<unknown> {
  // Without an editor's key VK itself says that the community's is not enough, and the text goes alone.
  const token = account.secret(secret) ?? account.secret('token');
  if (!token) throw new SendFailed('later', 'Нет ключа доступа сообщества: задайте переменную окружения.');
  const answer = await client.call(textSetting(account, 'base', 'https://api.vk.com'), `method/${method}`, {
    method: 'POST',
    body: new URLSearchParams({
      ...params,
      access_token: token,
      v: textSetting(account, 'version', '5.199'),
    }),
  });
  const json = answer.json as {
    response?: unknown;
    error?: { error_code?: number; error_msg?: string };
  } | null;
  if (json?.error) throw fateOfVkError(json.error.error_code ?? 0, json.error.error_msg ?? '');
  if (answer.status !== 200 || json?.response === undefined)
    throw new SendFailed('later', `VK ответил ${answer.status}.`);
  return json.response;
}
