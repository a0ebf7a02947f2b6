import { createECDH, createPrivateKey, sign } from 'node:crypto';

/** RFC 8292 allows 24 hours; half of it forgives clocks that differ. */
const GOOD_FOR_SECONDS = 12 * 3600;

/** A fresh private key of the sender: 32 bytes, base64url. */
export function createVapidKey(): string {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  // A leading zero byte is left out by OpenSSL and belongs to the key all the same.
  return Buffer.concat([Buffer.alloc(32), pair.getPrivateKey()])
    .subarray(-32)
    .toString('base64url');
}

/** @returns the key as it was given, or null when it is no P-256 private key in base64url */
export function readVapidKey(given: string): string | null {
  try {
    if (Buffer.from(given, 'base64url').length !== 32) return null;
    publicKeyOf(given);
    return given;
  } catch {
    return null;
  }
}

/** The key that browsers subscribe with: an uncompressed point, base64url. */
export function publicKeyOf(privateKey: string): string {
  return pointOf(privateKey).toString('base64url');
}

/**
 * `Authorization` of a push: a JWT signed ES256 for the origin of the endpoint.
 *
 * @param subject `mailto:` or `https:` address of whoever answers for the sending
 */
export function vapidHeader(endpoint: string, privateKey: string, subject: string, now: Date): string {
  const claims = {
    aud: new URL(endpoint).origin,
    exp: Math.floor(now.getTime() / 1000) + GOOD_FOR_SECONDS,
    sub: subject,
  };
  const unsigned = [{ typ: 'JWT', alg: 'ES256' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const point = pointOf(privateKey);
  const key = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: privateKey,
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  });
  const signature = sign('sha256', Buffer.from(unsigned), { key, dsaEncoding: 'ieee-p1363' });
  return `vapid t=${unsigned}.${signature.toString('base64url')}, k=${point.toString('base64url')}`;
}

function pointOf(privateKey: string): Buffer {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return pair.getPublicKey();
}
