import { Agent } from 'node:http';
import type { Agent as SecureAgent } from 'node:https';
import { Bot as MaxBot } from '@maxhub/max-bot-api';
import { type GrammyError, InputFile, Api as TelegramApi } from 'grammy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API, APIError, Upload } from 'vk-io';
import { startMaxPeer } from './max-peer.ts';
import { PIXEL } from './provider-peer.ts';
import { startTelegramPeer } from './telegram-peer.ts';
import { startVkPeer, VK_ERROR } from './vk-peer.ts';

/** Our peers stand for providers in every test of the channels: the providers' community clients must take them for the real ones. */
let vk: Awaited<ReturnType<typeof startVkPeer>>;
let telegram: Awaited<ReturnType<typeof startTelegramPeer>>;
let max: Awaited<ReturnType<typeof startMaxPeer>>;

beforeAll(async () => {
  [vk, telegram, max] = await Promise.all([startVkPeer(), startTelegramPeer(), startMaxPeer()]);
});
afterAll(() => Promise.all([vk.close(), telegram.close(), max.close()]));

test('vk-io comments, repeats a guid without a second comment, and reads an error', async () => {
  const api = new API({
    token: 'vk-token',
    apiBaseUrl: `${vk.base}/method`,
    apiVersion: '5.199',
    apiRetryLimit: 0,
    // The real API speaks https only, the peer http.
    agent: new Agent() as unknown as SecureAgent,
  });
  const comment = { owner_id: -1, post_id: 2, message: 'Засыпали', from_group: 1, guid: 'one' };
  const first = await api.wall.createComment(comment);
  expect(await api.wall.createComment(comment)).toEqual(first);
  expect(vk.sent).toHaveLength(1);
  expect(await api.messages.send({ peer_id: 5, random_id: 7, message: 'Лично' })).toBeTypeOf('number');
  vk.failWith(VK_ERROR(15), 1);
  const refused = await api.wall.createComment({ ...comment, guid: 'two' }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(APIError);
  expect((refused as APIError).code).toBe(15);
});

test('grammy asks who it is, finds a file, answers in a thread, and is told how long to wait', async () => {
  const api = new TelegramApi('77:telegram-token', { apiRoot: telegram.base });
  expect((await api.getMe()).username).toBe('region_bot');
  expect((await api.getFile('one')).file_path).toBe('photos/1.png');
  await api.sendMessage(-100, 'Засыпали', { reply_parameters: { message_id: 9 } });
  expect(telegram.sent.at(-1)).toMatchObject({ chat_id: -100, reply_parameters: { message_id: 9 } });
  const limit = {
    ok: false,
    error_code: 429,
    description: 'Too Many Requests',
    parameters: { retry_after: 3 },
  };
  telegram.failWith({ status: 429, body: limit }, 1);
  const refused = await api.sendMessage(-100, 'Ещё').catch((error: unknown) => error);
  expect((refused as GrammyError).parameters.retry_after).toBe(3);
});

test('max-bot-api asks who it is and answers in a chat', async () => {
  const { api } = new MaxBot('max-token', { clientOptions: { baseUrl: max.base } });
  expect((await api.getMyInfo()).username).toBe('region_bot');
  const sent = await api.sendMessageToChat(12, 'Засыпали');
  expect(sent.body.mid).toBe('mid.out.1');
  expect(max.sent.at(-1)).toMatchObject({ to: '12', text: 'Засыпали' });
});

test('the same clients hand pictures over: vk-io for a message, grammy one and several, max-bot-api', async () => {
  const api = new API({
    token: 'vk-token',
    apiBaseUrl: `${vk.base}/method`,
    apiVersion: '5.199',
    apiRetryLimit: 0,
    agent: new Agent() as unknown as SecureAgent,
  });
  const upload = new Upload({ api, agent: new Agent() as unknown as SecureAgent });
  const photo = await upload.messagePhoto({
    peer_id: 5,
    source: { value: PIXEL, filename: 'a.png', contentType: 'image/png' },
  });
  await api.messages.send({ peer_id: 5, random_id: 8, message: 'Снимок', attachment: String(photo) });
  expect(vk.pictures).toEqual([PIXEL]);

  const bot = new TelegramApi('77:telegram-token', { apiRoot: telegram.base });
  await bot.sendPhoto(-100, new InputFile(PIXEL, 'a.png'));
  await bot.sendMediaGroup(-100, [
    { type: 'photo', media: new InputFile(PIXEL, 'a.png') },
    { type: 'photo', media: new InputFile(PIXEL, 'b.png') },
  ]);
  expect(telegram.pictures).toEqual([PIXEL, PIXEL, PIXEL]);

  const { api: maxApi } = new MaxBot('max-token', { clientOptions: { baseUrl: max.base } });
  const image = await maxApi.uploadImage({ source: PIXEL });
  await maxApi.sendMessageToChat(12, 'Снимок', { attachments: [image.toJson()] });
  expect(max.pictures).toEqual([PIXEL]);
});
