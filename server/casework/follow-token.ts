import { createHmac, timingSafeEqual } from 'node:crypto';

const SIGNATURE_BYTES = 12;

/**
 * The secret part of a resident's follow link: the appeal's identifier and a signature. Nothing is stored, so a repeated filing
 * gets the same link, and a link cannot be guessed.
 */
export function followTokenOf(secret: string, regionId: string, appealId: string): string {
  const id = Buffer.from(appealId.replaceAll('-', ''), 'hex');
  return `${regionId}-${Buffer.concat([id, sign(secret, regionId, id)]).toString('base64url')}`;
}

/** @returns null for a link that we did not make */
export function findByFollowToken(
  secret: (regionId: string) => string | undefined,
  token: string,
): { regionId: string; appealId: string } | null {
  const match = /^([0-9a-z]{1,20})-([\w-]{38})$/i.exec(token);
  const key = match && secret(match[1]!);
  if (!key) return null;
  const bytes = Buffer.from(match[2]!, 'base64url');
  const id = bytes.subarray(0, 16);
  const signature = bytes.subarray(16);
  if (signature.length !== SIGNATURE_BYTES || !timingSafeEqual(signature, sign(key, match[1]!, id)))
    return null;
  const hex = id.toString('hex');
  const appealId = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
  return { regionId: match[1]!, appealId };
}

function sign(secret: string, regionId: string, id: Buffer): Buffer {
  return createHmac('sha256', secret).update(regionId).update(id).digest().subarray(0, SIGNATURE_BYTES);
}
