import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Equal, in a time that says neither where they differ nor how long the right one is. A missing one equals nothing. */
export function equalSecrets(given: unknown, expected: string | null): boolean {
  if (typeof given !== 'string' || !expected) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

/** HMAC‑SHA256 of «timestamp.body» in hex: what our webhooks carry both ways. */
export function signatureOf(secret: string, timestamp: string, body: string | Buffer): string {
  return createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');
}

/** Identifier of a delivery whose provider gives none: the same bytes are the same delivery. */
export function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, 40);
}
