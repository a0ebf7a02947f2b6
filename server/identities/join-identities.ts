import type pg from 'pg';
import type { IdentityProof } from '../../contract/identities.ts';
import { appendEvent } from '../platform/event-log/index.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { type Identity, insertLink, readLinkedKeys, updateEnded } from './queries.ts';

export interface Joining {
  one: Identity;
  other: Identity;
  proof: IdentityProof;
  /** Of the operator; a resident's proof speaks for itself. */
  reason: string | null;
  login: string | null;
  now: Date;
}

/**
 * Joins two identities into one person and writes it into the history of both cases, in the caller's transaction.
 *
 * @returns false when they were one person already: nothing is written
 */
export async function joinIdentities(
  client: pg.ClientBase,
  regionId: string,
  { one, other, proof, reason, login, now }: Joining,
): Promise<boolean> {
  const known = await readLinkedKeys(client, regionId, [one.key]);
  if (known.includes(other.key)) return false;
  const [first, second] = one.key < other.key ? [one, other] : [other, one];
  const fresh = await insertLink(client, regionId, {
    linkId: uuidV7(now.getTime()),
    oneKey: first.key,
    otherKey: second.key,
    oneAppeal: first.appealId,
    otherAppeal: second.appealId,
    proof,
    reason,
    at: now,
    login,
  });
  if (!fresh) return false;
  for (const [side, across] of [
    [one, other],
    [other, one],
  ] as const) {
    if (!side.appealId) continue;
    // It never names the other case: who reads the one may not be one who sees the other.
    await appendEvent(client, regionId, {
      at: now,
      type: 'identity.linked',
      appealId: side.appealId,
      actor: login,
      data: { proof, channel: across.channel },
    });
  }
  return true;
}

/** Takes a bond apart; both histories say so. @returns false when it was not in force */
export async function endLink(
  client: pg.ClientBase,
  regionId: string,
  linkId: string,
  end: { now: Date; login: string; reason: string },
): Promise<boolean> {
  const ended = await updateEnded(client, regionId, linkId, end);
  if (!ended) return false;
  for (const appealId of [ended.oneAppeal, ended.otherAppeal]) {
    if (!appealId) continue;
    await appendEvent(client, regionId, {
      at: end.now,
      type: 'identity.unlinked',
      appealId,
      actor: end.login,
      data: {},
    });
  }
  return true;
}
