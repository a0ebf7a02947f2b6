import { timingSafeEqual } from 'node:crypto';
import type pg from 'pg';
import { CODE_TRIES_MAX } from './ask-code.ts';
import { hashCode } from './code-hash.ts';
import { joinIdentities } from './join-identities.ts';
import { findIdentity, hasLiveCode, type Identity, markUsed, takeTry } from './queries.ts';

/** Has this asker a code to type? Only then six digits are a code and not, say, a postal index. */
export function awaitsCode(client: pg.Pool, regionId: string, askerKey: string, now: Date): Promise<boolean> {
  return hasLiveCode(client, regionId, { askerKey, now, triesMax: CODE_TRIES_MAX });
}

/**
 * One try of the newest code of this asker; the right one joins both identities, in the caller's transaction. A wrong one must be
 * committed too: it counts.
 *
 * @returns whether they are one person now
 */
export async function confirmCode(
  client: pg.ClientBase,
  regionId: string,
  { asker, code, secret, now }: { asker: Identity; code: string; secret: string; now: Date },
): Promise<boolean> {
  const taken = await takeTry(client, regionId, { askerKey: asker.key, now, triesMax: CODE_TRIES_MAX });
  if (!taken?.codeHash || !taken.appealId) return false;
  if (!timingSafeEqual(taken.codeHash, hashCode(secret, taken.codeId, code))) return false;
  const other = await findIdentity(client, regionId, { appealId: taken.appealId });
  if (!other) return false;
  await markUsed(client, regionId, taken.codeId, now);
  await joinIdentities(client, regionId, {
    one: asker,
    other,
    proof: 'code',
    reason: null,
    login: null,
    now,
  });
  return true;
}
