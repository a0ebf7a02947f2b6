import { createHmac, timingSafeEqual } from 'node:crypto';

/** Long enough for a provider that was down over a holiday. */
const GOOD_DAYS = 7;

const signatureOf = (secret: string, regionId: string, fileId: string, until: number) =>
  createHmac('sha256', secret).update(`file:${regionId}:${fileId}:${until}`).digest();

/**
 * Address of one file for somebody without an account, good for a week: providers that fetch pictures themselves, other systems that
 * are handed answers.
 *
 * @param origin scheme and host of this installation as others reach it
 */
export function fileAddress(
  origin: string,
  secret: string,
  regionId: string,
  fileId: string,
  now: Date,
): { url: string; until: Date } {
  const until = Math.floor(now.getTime() / 1000) + GOOD_DAYS * 86_400;
  const sign = signatureOf(secret, regionId, fileId, until).toString('base64url');
  const url = `${origin.replace(/\/+$/, '')}/files/${regionId}/${fileId}?until=${until}&sign=${sign}`;
  return { url, until: new Date(until * 1000) };
}

/** Was this very address given out by us, and is it still good? */
export function isFileAddress(
  secret: string,
  { regionId, fileId, until, sign }: { regionId: string; fileId: string; until: number; sign: string },
  now: Date,
): boolean {
  if (until * 1000 < now.getTime()) return false;
  const right = signatureOf(secret, regionId, fileId, until);
  const given = Buffer.from(sign, 'base64url');
  return given.length === right.length && timingSafeEqual(given, right);
}
