import { z } from 'zod';
import type { ChannelAdapter } from '../../adapter.ts';
import { digestOf, equalSecrets } from '../../equal-secrets.ts';
import { listSetting, numberSetting, peekJson, readJson } from '../read-json.ts';
import { answerCall } from './answer-call.ts';
import { callMethod } from './call-method.ts';
import { readVkEvent } from './events.ts';
import { groupOf } from './places.ts';
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
    return [readVkEvent(type, object, account)];
  },
  files: { countMax: 10, bytesMax: 10_000_000, types: ['image/jpeg', 'image/png'] },
  upload: (part, account, client) =>
    uploadToVk(
      part.attachments,
      answerCall(part, account).method === 'messages.send'
        ? { kind: 'message', peer: answerCall(part, account).params.peer_id! }
        : { kind: 'wall', group: String(groupOf(account)) },
      (method, params, secret) => callMethod(account, client, method, params, secret),
      (url, form) => client.upload(url, listSetting(account, 'uploadHosts', UPLOAD_HOSTS), form),
      numberSetting(account, 'commentPicturesMax', COMMENT_PICTURES_MAX),
    ),
  async send(part, account, client) {
    const { method, params } = answerCall(part, account);
    if (typeof part.uploaded === 'string')
      params[method === 'messages.send' ? 'attachment' : 'attachments'] = part.uploaded;
    const response = await callMethod(account, client, method, params);
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
    const response = (await callMethod(account, client, 'groups.getById', {
      group_id: String(groupOf(account)),
    })) as { groups?: { name?: string }[] } | { name?: string }[];
    const groups = Array.isArray(response) ? response : (response?.groups ?? []);
    return groups[0]?.name ?? `club${groupOf(account)}`;
  },
};

const Envelope = z.looseObject({ type: z.string(), object: z.looseObject({}).default({}) });
