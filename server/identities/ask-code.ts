import { randomInt } from 'node:crypto';
import type pg from 'pg';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { enqueueOutgoing } from '../platform/outbox/index.ts';
import { hashCode } from './code-hash.ts';
import {
  countCodes,
  findIdentity,
  findPrivateAddress,
  type Identity,
  insertCode,
  readLinkedKeys,
} from './queries.ts';

export const CODE_MINUTES = 10;
export const CODE_TRIES_MAX = 5;
const ASKED_PER_HOUR_MAX = 5;
/** Nobody's mailbox is filled by somebody who guesses numbers. */
const SENT_PER_HOUR_MAX = 3;
const HOUR_MS = 3_600_000;

/** This asker has asked too often; it is said to him, since it is about him alone. */
export class TooManyCodes extends Error {
  override name = 'TooManyCodes';
}

export interface CodeRequest {
  asker: Pick<Identity, 'key' | 'appealId'>;
  /** Of the case that is said to be his too. */
  number: string;
  secret: string;
  now: Date;
}

/**
 * Sends a one-time code to the known private address of the named case, in the caller's transaction. Says nothing about whether there
 * is such a case or an address: numbers are guessable.
 *
 * @throws TooManyCodes
 */
export async function askCode(
  client: pg.ClientBase,
  regionId: string,
  { asker, number, secret, now }: CodeRequest,
): Promise<void> {
  // Counting and writing in one line for the region: two at once must not pass the limits together.
  await client.query(`select pg_advisory_xact_lock(hashtext('otklik.identity-code'), hashtext($1))`, [
    regionId,
  ]);
  const target = await findIdentity(client, regionId, { number });
  const appealId = target?.appealId ?? null;
  const since = new Date(now.getTime() - HOUR_MS);
  const asked = await countCodes(client, regionId, { askerKey: asker.key, appealId, since });
  if (asked.byAsker >= ASKED_PER_HOUR_MAX) throw new TooManyCodes();
  const own = await readLinkedKeys(client, regionId, [asker.key]);
  const wanted = appealId && !own.includes(target!.key) && asked.toAppeal < SENT_PER_HOUR_MAX;
  const address = wanted ? await findPrivateAddress(client, regionId, appealId) : null;
  const codeId = uuidV7(now.getTime());
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  await insertCode(client, regionId, {
    codeId,
    askerKey: asker.key,
    askerAppeal: asker.appealId,
    appealId: address ? appealId : null,
    codeHash: address ? hashCode(secret, codeId, code) : null,
    now,
    expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
  });
  if (!address) return;
  await enqueueOutgoing(client, {
    regionId,
    // Of no case: in its conversation the code would be read by everybody who works on it.
    appealId: null,
    ...address,
    text:
      `Код подтверждения: ${code}. Кто-то назвал обращение ${number} своим, когда писал нам из другого места. ` +
      `Если это вы, введите код там в течение ${CODE_MINUTES} минут. Если не вы, ничего не делайте и никому код не сообщайте.`,
    erasedWhenSent: true,
    options: { subject: 'Код подтверждения' },
    dedupeKey: `identity-code:${codeId}`,
    now,
  });
}
