// The five providers that knock at our door, side by side: one file, so that their differences are seen.
import { signedHeaders } from '../../../server/channels/adapters/webhook.ts';
import { type ChannelScript, type Says, withUnknown } from './channel-script.ts';
import { startMaxPeer } from './max-peer.ts';
import { startOkPeer } from './ok-peer.ts';
import { startTelegramPeer } from './telegram-peer.ts';
import { startVkPeer, VK_ERROR } from './vk-peer.ts';
import { startWebhookPeer } from './webhook-peer.ts';

const JSON_TYPE = { 'content-type': 'application/json' };
const accountOf = (
  channel: string,
  settings: Record<string, unknown>,
  secrets: Record<string, string>,
): ChannelScript['account'] => ({
  channel,
  account: 'main',
  name: `Проверка ${channel}`,
  enabled: true,
  settings,
  secrets,
});

export async function vkScript(): Promise<ChannelScript> {
  const peer = await startVkPeer();
  const path = '/hooks/vk/54/main';
  const wire = (type: string, object: unknown, eventId: number, secret = 'vk-secret') => ({
    path,
    headers: JSON_TYPE,
    body: withUnknown({ type, object, group_id: 1, event_id: `e${eventId}`, v: '5.199', secret }),
  });
  const photoOf = ({ photo }: Says) => {
    const url = {
      there: `${peer.base}/photo.png`,
      lost: `${peer.base}/lost.png`,
      foreign: 'http://127.0.0.1:1/x',
    };
    return photo ? [{ type: 'photo', photo: { sizes: [{ url: url[photo], width: 100 }] } }] : [];
  };
  const comment = (says: Says, from: number) => ({
    id: says.id,
    from_id: from,
    owner_id: -1,
    post_id: says.place,
    date: says.at,
    text: says.text,
    attachments: photoOf(says),
  });
  return {
    account: accountOf(
      'vk',
      { groupId: 1, base: peer.base, mediaHosts: [peer.host], uploadHosts: [peer.host] },
      {
        secret: 'OTKLIK_VK_SECRET',
        token: 'OTKLIK_VK_TOKEN',
        userToken: 'OTKLIK_VK_EDITOR',
        confirmation: 'OTKLIK_VK_CONFIRMATION',
      },
    ),
    env: {
      OTKLIK_VK_SECRET: 'vk-secret',
      OTKLIK_VK_TOKEN: 'vk-token',
      OTKLIK_VK_EDITOR: 'vk-editor',
      OTKLIK_VK_CONFIRMATION: 'c0nf1rm',
    },
    written: (says, eventId) => wire('wall_reply_new', comment(says, says.author), eventId),
    edited: (says, eventId) => wire('wall_reply_edit', comment(says, says.author), eventId),
    deleted: (says, eventId) =>
      wire(
        'wall_reply_delete',
        { owner_id: -1, id: says.id, user_id: says.author, post_id: says.place },
        eventId,
      ),
    echo: (says, eventId) => wire('wall_reply_new', comment(says, -1), eventId),
    garbled: wire('wall_reply_new', { from_id: 'кто-то' }, 999_001),
    forged: (right) => [
      { ...right, body: right.body.replace('vk-secret', 'vk-secreT') },
      { ...right, body: right.body.replace('"secret":"vk-secret"', '"no":1') },
    ],
    arrived: () => peer.sent.map(({ params }) => params.message!),
    goDown: (times) => peer.failWith('reset', times),
    limit: (times) => peer.failWith(VK_ERROR(6), times),
    refuse: (times) => peer.failWith(VK_ERROR(15), times),
    pictures: () => peer.pictures,
    refusePictures: (refuse) => {
      peer.refusePictures = refuse;
    },
    close: peer.close,
  };
}

export async function telegramScript(): Promise<ChannelScript> {
  const peer = await startTelegramPeer();
  const wire = (kind: string, says: Says, eventId: number, bot = false) => ({
    path: '/hooks/telegram/54/main',
    headers: { ...JSON_TYPE, 'x-telegram-bot-api-secret-token': 'telegram-secret' },
    body: withUnknown({
      update_id: eventId,
      [kind]: {
        message_id: says.id,
        date: says.at,
        chat: { id: -100_000 - says.place, type: 'supergroup' },
        message_thread_id: says.place,
        from: bot
          ? { id: 77, is_bot: true, first_name: 'Бот' }
          : { id: says.author, is_bot: false, first_name: 'Анна', last_name: 'П.' },
        ...(says.photo
          ? { caption: says.text, photo: [{ file_id: says.photo === 'there' ? 'one' : 'lost', width: 90 }] }
          : { text: says.text }),
      },
    }),
  });
  return {
    account: accountOf(
      'telegram',
      { base: peer.base },
      { secret: 'OTKLIK_TELEGRAM_SECRET', token: 'OTKLIK_TELEGRAM_TOKEN' },
    ),
    env: { OTKLIK_TELEGRAM_SECRET: 'telegram-secret', OTKLIK_TELEGRAM_TOKEN: '77:telegram-token' },
    written: (says, eventId) => wire('message', says, eventId),
    edited: (says, eventId) => wire('edited_message', says, eventId),
    echo: (says, eventId) => wire('message', says, eventId, true),
    garbled: {
      ...wire('message', { id: 1, author: 1, place: 1, text: '', at: 1 }, 1),
      body: '{"update_id": 99',
    },
    forged: (right) => [
      { ...right, headers: { ...right.headers, 'x-telegram-bot-api-secret-token': 'telegram-secreT' } },
      { ...right, headers: JSON_TYPE },
    ],
    arrived: () => peer.sent.map(({ text }) => text),
    goDown: (times) => peer.failWith('reset', times),
    limit: (times) =>
      peer.failWith(
        {
          status: 429,
          body: {
            ok: false,
            error_code: 429,
            description: 'Too Many Requests',
            parameters: { retry_after: 1 },
          },
        },
        times,
      ),
    refuse: (times) =>
      peer.failWith(
        { status: 403, body: { ok: false, error_code: 403, description: 'Forbidden: bot was blocked' } },
        times,
      ),
    pictures: () => peer.pictures,
    refusePictures: (refuse) => {
      peer.refusePictures = refuse;
    },
    close: peer.close,
  };
}

export async function maxScript(): Promise<ChannelScript> {
  const peer = await startMaxPeer();
  const headers = { ...JSON_TYPE, 'x-max-bot-api-secret': 'max-secret' };
  const wire = (body: unknown) => ({ path: '/hooks/max/54/main', headers, body: withUnknown(body) });
  const message = (type: string, says: Says, eventId: number, bot = false) =>
    wire({
      update_type: type,
      timestamp: says.at * 1000 + eventId,
      user_locale: 'ru',
      message: {
        sender: { user_id: says.author, first_name: 'Анна', is_bot: bot, last_activity_time: 1 },
        recipient: { chat_id: says.place, chat_type: 'chat' },
        timestamp: says.at * 1000,
        body: {
          mid: `mid.${says.id}`,
          seq: says.id,
          text: says.text,
          attachments: says.photo
            ? [
                {
                  type: 'image',
                  payload: {
                    photo_id: 1,
                    token: 't',
                    url:
                      says.photo === 'foreign'
                        ? 'http://127.0.0.1:1/x'
                        : `${peer.base}/${says.photo === 'there' ? 'photo' : 'lost'}`,
                  },
                },
              ]
            : null,
        },
      },
    });
  return {
    account: accountOf(
      'max',
      { base: peer.base, mediaHosts: [peer.host] },
      { secret: 'OTKLIK_MAX_SECRET', token: 'OTKLIK_MAX_TOKEN' },
    ),
    env: { OTKLIK_MAX_SECRET: 'max-secret', OTKLIK_MAX_TOKEN: 'max-token' },
    written: (says) => message('message_created', says, 0),
    edited: (says, eventId) => message('message_edited', says, eventId),
    deleted: (says, eventId) =>
      wire({
        update_type: 'message_removed',
        timestamp: says.at * 1000 + eventId,
        message_id: `mid.${says.id}`,
        chat_id: says.place,
        user_id: says.author,
      }),
    echo: (says, eventId) => message('message_created', says, eventId, true),
    garbled: {
      path: '/hooks/max/54/main',
      headers,
      body: '{"update_type":"message_created","timestamp":"завтра"}',
    },
    forged: (right) => [
      { ...right, headers: { ...headers, 'x-max-bot-api-secret': '' } },
      { ...right, headers: JSON_TYPE },
    ],
    arrived: () => peer.sent.map(({ text }) => text),
    goDown: (times) => peer.failWith({ status: 502 }, times),
    limit: (times) => peer.failWith({ status: 429, body: { code: 'too.many.requests' } }, times),
    refuse: (times) =>
      peer.failWith({ status: 403, body: { code: 'chat.denied', message: 'Чат закрыт' } }, times),
    pictures: () => peer.pictures,
    refusePictures: (refuse) => {
      peer.refusePictures = refuse;
    },
    close: peer.close,
  };
}

export async function okScript(): Promise<ChannelScript> {
  const peer = await startOkPeer();
  const path = '/hooks/ok/54/main/7b1f0c9e';
  const wire = (says: Says, sender: string) => ({
    path,
    headers: JSON_TYPE,
    body: withUnknown({
      webhookType: 'MESSAGE_CREATED',
      sender: { user_id: sender, name: 'Анна' },
      // A chat of OK is one person's with the group.
      recipient: { chat_id: `chat:C${says.place}a${says.author}` },
      message: {
        mid: `mid:${says.id}`,
        seq: says.id,
        text: says.text,
        attachments: says.photo
          ? [
              {
                type: 'IMAGE',
                payload: {
                  url:
                    says.photo === 'foreign'
                      ? 'http://127.0.0.1:1/x'
                      : `${peer.base}/${says.photo === 'there' ? 'photo' : 'lost'}`,
                },
              },
            ]
          : [],
      },
      timestamp: says.at * 1000,
    }),
  });
  return {
    account: accountOf(
      'ok',
      { base: peer.base, mediaHosts: [peer.host] },
      { segment: 'OTKLIK_OK_SEGMENT', token: 'OTKLIK_OK_TOKEN' },
    ),
    env: { OTKLIK_OK_SEGMENT: '7b1f0c9e', OTKLIK_OK_TOKEN: 'ok-token' },
    written: (says) => wire(says, `user:${says.author}`),
    echo: (says) => wire(says, 'group:1'),
    garbled: { path, headers: JSON_TYPE, body: '[]' },
    forged: (right) => [
      { ...right, path: right.path.replace('7b1f', '7b1e') },
      { ...right, path: '/hooks/ok/54/main' },
    ],
    arrived: () => peer.sent.map(({ text }) => text),
    goDown: (times) => peer.failWith({ status: 500, body: 'не JSON' }, times),
    limit: (times) =>
      peer.failWith(
        { status: 429, headers: { 'retry-after': '1' }, body: { error_code: 11, error_msg: 'FLOOD' } },
        times,
      ),
    refuse: (times) => peer.failWith({ body: { error_code: 7, error_msg: 'FLOOD_BLOCKED' } }, times),
    pictures: () => peer.pictures,
    refusePictures: (refuse) => {
      peer.refusePictures = refuse;
    },
    close: peer.close,
  };
}

export async function webhookScript(): Promise<ChannelScript> {
  const peer = await startWebhookPeer();
  const path = '/hooks/api/54/main';
  const wire = (type: string, says: Says, eventId: number, own = false) => {
    const body = withUnknown({
      id: `e${eventId}`,
      type,
      message: `m${says.id}`,
      thread: `t${says.place}`,
      at: new Date(says.at * 1000).toISOString(),
      text: says.text,
      ...(own ? {} : { author: { id: String(says.author), name: 'Анна' } }),
      ...(says.photo ? { attachments: [{ name: 'снимок', url: 'http://169.254.169.254/x' }] } : {}),
    });
    return { path, headers: signedHeaders('webhook-secret', body, new Date()), body };
  };
  const garbled = '{"id":"g1","type":7}';
  return {
    account: accountOf('api', { base: peer.base, path: 'answers' }, { secret: 'OTKLIK_WEBHOOK_SECRET' }),
    env: { OTKLIK_WEBHOOK_SECRET: 'webhook-secret' },
    written: (says, eventId) => wire('message.created', says, eventId),
    edited: (says, eventId) => wire('message.edited', says, eventId),
    deleted: (says, eventId) => wire('message.deleted', says, eventId),
    echo: (says, eventId) => wire('message.created', says, eventId, true),
    garbled: { path, headers: signedHeaders('webhook-secret', garbled, new Date()), body: garbled },
    forged: (right) => [
      { ...right, headers: signedHeaders('other', right.body, new Date()) },
      { ...right, body: `${right.body} ` },
      { ...right, headers: signedHeaders('webhook-secret', right.body, new Date(Date.now() - 600_000)) },
      { ...right, headers: JSON_TYPE },
    ],
    arrived: () => peer.sent.map(({ text }) => text),
    goDown: (times) => peer.failWith('reset', times),
    limit: (times) => peer.failWith({ status: 429, headers: { 'retry-after': '1' } }, times),
    refuse: (times) => peer.failWith({ status: 410 }, times),
    pictures: () => peer.pictures,
    refusePictures: (refuse) => {
      peer.refusePictures = refuse;
    },
    close: peer.close,
  };
}
