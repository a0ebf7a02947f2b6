import { createHash } from 'node:crypto';
import type { PushNote } from '../../../contract/push.ts';
import { encryptPush, type PushKeys, readVapidKey, vapidHeader } from '../../platform/web-push/index.ts';
import { type Account, type ChannelAdapter, SendFailed, Unreadable } from '../adapter.ts';
import { isOnHosts } from '../provider-client.ts';
import { listSetting, textSetting } from './read-json.ts';

/** Where a browser's subscription and the region's key are kept. */
export interface PushDesk {
  find(subscriptionId: string): Promise<({ endpoint: string } & PushKeys) | null>;
  /** The push service says it is gone: it and what waits for it. */
  forget(subscriptionId: string): Promise<void>;
  count(): Promise<number>;
  /** The private key of a region that configures none. */
  ownKey(): Promise<string>;
}

/**
 * Push services of the browsers there are: an endpoint comes from a stranger's browser, so that nothing else is ever called.
 * Chrome, Edge on Android, Yandex, Opera · Firefox · Edge on Windows · Safari.
 */
const HOSTS = [
  'fcm.googleapis.com',
  '*.push.services.mozilla.com',
  '*.notify.windows.com',
  '*.push.apple.com',
];
/** Who answers for the sending, where nobody has said: Apple wants a real address, the others take this one. */
const NOBODY = 'mailto:otklik@example.org';
const KEPT_SECONDS = 3 * 86_400;

export const hostsOf = (account: Account): string[] => listSetting(account, 'hosts', HOSTS);

/** The configured private key (secret `key`), else the region's own. @throws Error in Russian for one that is none */
export async function keyOf(account: Account, desk: PushDesk): Promise<string> {
  const given = account.secret('key');
  if (!given) return desk.ownKey();
  const key = readVapidKey(given);
  if (!key) throw new Error('Ключ VAPID с ошибкой: нужны 32 байта закрытого ключа P-256 в base64url.');
  return key;
}

/**
 * Notifications in browsers (Web Push: RFC 8030, 8291, 8292). Only goes out. Recipient: a row of `push_subscription`.
 * Settings: `hosts` (instead of HOSTS), `subject` (mailto: or https:). Secret: `key`.
 */
export function createPush(now: () => Date, desk: PushDesk): ChannelAdapter {
  return {
    channel: 'push',
    deliveryBytesMax: 0,
    textCharsMax: 1000,
    sendsPerSecondMax: 50,
    tells: { edits: false, deletions: false },
    verify: () => false,
    receive() {
      throw new Unreadable('Уведомления только уходят.');
    },
    acknowledge: () => ({ status: 404, contentType: 'text/plain', body: '' }),
    parse() {
      throw new Unreadable('Уведомления только уходят.');
    },
    async send({ recipient, text, options }, account, client) {
      const subscription = await desk.find(recipient);
      if (!subscription || !isOnHosts(subscription.endpoint, hostsOf(account))) {
        await desk.forget(recipient);
        throw new SendFailed('dead', 'Подписки больше нет.');
      }
      const note: PushNote = {
        number: String(options.number ?? ''),
        news: options.news as PushNote['news'],
        text,
      };
      const { origin, pathname, search } = new URL(subscription.endpoint);
      const key = await keyOf(account, desk);
      const answer = await client.call(origin, pathname + search, {
        method: 'POST',
        headers: {
          authorization: vapidHeader(
            subscription.endpoint,
            key,
            textSetting(account, 'subject', NOBODY),
            now(),
          ),
          'content-type': 'application/octet-stream',
          'content-encoding': 'aes128gcm',
          ttl: String(KEPT_SECONDS),
          urgency: 'normal',
          // A phone that was off hears the last news of a case, not all of them; the word itself says nothing (RFC 8030 5.4).
          topic: createHash('sha256').update(`${recipient}:${note.number}`).digest('base64url').slice(0, 32),
        },
        body: encryptPush(JSON.stringify(note), subscription),
      });
      const { status } = answer;
      if (status >= 200 && status < 300) return { externalId: null };
      if (status === 404 || status === 410) {
        await desk.forget(recipient);
        throw new SendFailed('dead', 'Браузер отписался: подписка удалена.');
      }
      if (status === 429 || status >= 500)
        throw new SendFailed('later', `Служба уведомлений ответила ${status}.`, {
          retryAfterMs: retryAfter(answer.headers.get('retry-after')),
        });
      throw new SendFailed('dead', `Служба уведомлений не приняла сообщение: ${status}.`);
    },
    async health(account) {
      await keyOf(account, desk);
      return `подписок: ${await desk.count()}`;
    },
  };
}

/** Seconds; a date is left to our own doubling waits. */
function retryAfter(value: string | null): number | undefined {
  const seconds = Number(value ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.min(seconds, 3600) * 1000 : undefined;
}
