import type pg from 'pg';
import { FINAL_STATUSES, type Status } from '../../contract/vocabulary.ts';
import { transaction } from '../platform/database/index.ts';
import { appendEvent } from '../platform/event-log/index.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';
import { actWithin, type CaseAct } from './life/act-on-case.ts';
import { CaseConflict, invalid } from './life/case-row.ts';
import { lockCase } from './life/queries.ts';

/** Replies that one case takes in a day: more is not a talk, it is a flood. */
const REPLIES_A_DAY_MAX = 20;

/**
 * What the resident writes on the page behind his link: into the conversation of the case; a case that waited for his answer goes on
 * in the same transaction.
 *
 * @param act the resident's
 * @returns the status after it
 * @throws CaseConflict `not_now` once the case is over, `invalid` when a day's replies are used up
 */
export async function replyAsResident(act: CaseAct, text: string): Promise<Status> {
  const { pool, registry, appealId, now } = act;
  const status = await transaction(pool, async (client) => {
    const row = await lockCase(client, registry.code, appealId);
    if (!row) throw new CaseConflict('not_found', 'Такого обращения нет.');
    if (FINAL_STATUSES.includes(row.status))
      throw new CaseConflict(
        'not_now',
        'Обращение уже закрыто. Если не решено, нажмите «Не решено» или подайте новое.',
      );
    const heard = await client.query(
      `select count(*)::int as count from conversation_message
        where region_id = $1 and appeal_id = $2 and channel = 'web' and direction = 'in' and at > $3::timestamptz - interval '1 day'`,
      [registry.code, appealId, now],
    );
    if (heard.rows[0].count >= REPLIES_A_DAY_MAX)
      throw invalid('За день принято уже двадцать сообщений. Напишите завтра или позвоните.');
    const messageId = uuidV7(now.getTime());
    await client.query(
      `insert into conversation_message (region_id, message_id, appeal_id, channel, account, thread_key, direction, author, text, at, state)
       values ($1, $2, $3, 'web', 'follow', $4, 'in', 'resident', $5, $6, 'received')`,
      [registry.code, messageId, appealId, `follow:${appealId}`, text, now],
    );
    await appendEvent(client, registry.code, {
      at: now,
      type: 'message.received',
      appealId,
      actor: null,
      data: { channel: 'web', message: messageId },
    });
    if (row.status !== 'postponed' || !(await waitsForResident(client, registry.code, appealId)))
      return row.status;
    return (await actWithin(client, act, { action: 'resume' }, null)).row.status;
  });
  act.signal.wake();
  return status;
}

async function waitsForResident(client: pg.PoolClient, regionId: string, appealId: string): Promise<boolean> {
  const found = await client.query(
    `select 1 from pause where region_id = $1 and appeal_id = $2 and to_at is null and why = 'resident' limit 1`,
    [regionId, appealId],
  );
  return found.rows.length > 0;
}
