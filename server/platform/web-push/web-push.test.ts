import { createPublicKey, verify } from 'node:crypto';
import { expect, test } from 'vitest';
import { createBrowserKeys, decryptPush } from '../../../test/support/peers/push-service.ts';
import {
  createVapidKey,
  encryptPush,
  isPushKey,
  PUSH_BYTES_MAX,
  publicKeyOf,
  readVapidKey,
  vapidHeader,
} from './index.ts';

const NOW = new Date('2026-11-20T05:00:00Z');

test('the test vector of RFC 8291, appendix A', () => {
  const body = encryptPush(
    'When I grow up, I want to be a watermelon',
    {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    },
    {
      privateKey: Buffer.from('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw', 'base64url'),
      salt: Buffer.from('DGv6ra1nlYgDCS1FRnbzlw', 'base64url'),
    },
  );
  expect(body.toString('base64url')).toBe(
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
  );
});

test('only the browser it is for can read it, and a body never exceeds what push services take', () => {
  const browser = createBrowserKeys();
  const text = 'Ю'.repeat(Math.floor(PUSH_BYTES_MAX / 2));
  const body = encryptPush(text, browser.keys);
  expect(body.length).toBeLessThanOrEqual(4096);
  expect(decryptPush(body, browser)).toBe(text);
  expect(() => decryptPush(body, createBrowserKeys())).toThrow();
  expect(() => encryptPush(`${text}ЮЮ`, browser.keys)).toThrow('longer');
});

test('the signed word names the push service, an end within a day and the key that was subscribed with', () => {
  const key = createVapidKey();
  const header = vapidHeader('https://push.example:8443/a/b?c', key, 'mailto:a@b.ru', NOW);
  const [, jwt, k] = /^vapid t=([^,]+), k=(.+)$/.exec(header)!;
  expect(k).toBe(publicKeyOf(key));
  const [head, claims, signature] = jwt!.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(head!)).toEqual({ typ: 'JWT', alg: 'ES256' });
  expect(read(claims!)).toEqual({
    aud: 'https://push.example:8443',
    exp: NOW.getTime() / 1000 + 12 * 3600,
    sub: 'mailto:a@b.ru',
  });
  const point = Buffer.from(k!, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x, y } });
  expect(
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature!, 'base64url'),
    ),
  ).toBe(true);
});

test('keys that are none are recognised', () => {
  const { keys } = createBrowserKeys();
  expect(isPushKey(keys)).toBe(true);
  const point = Buffer.from(keys.p256dh, 'base64url');
  point[64] = point[64]! ^ 1;
  expect(isPushKey({ ...keys, p256dh: point.toString('base64url') })).toBe(false);
  expect(isPushKey({ ...keys, auth: 'AAAA' })).toBe(false);
  expect(readVapidKey(createVapidKey())).not.toBeNull();
  expect(readVapidKey('AAAA')).toBeNull();
  expect(readVapidKey(Buffer.alloc(32).toString('base64url'))).toBeNull();
});
