// Every kind of event stands together here: they share one way to name what they are about.
import { z } from 'zod';
import {
  type Account,
  type Attachment,
  type ChannelEvent,
  type ChannelMessage,
  Unreadable,
} from '../../adapter.ts';
import { groupOf, PLACES, type Place } from './places.ts';

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

/**
 * One event of the Callback API as one of ours.
 *
 * @param object what came under `object`
 * @throws Unreadable naming the field
 */
export function readVkEvent(type: string, object: unknown, account: Account): ChannelEvent {
  const handler = HANDLERS[type];
  return handler
    ? handler(object, account, type)
    : { kind: 'ignored', why: `Вид события «${type}» не нужен` };
}

function check<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Unreadable(`Поле «object.${issue?.path.join('.')}»: ${issue?.message}`);
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
