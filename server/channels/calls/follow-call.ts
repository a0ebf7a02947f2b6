import type pg from 'pg';
import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import type { CallRecord } from '../adapter.ts';
import type { CallSettings } from './call-settings.ts';

export interface KeyedCall {
  channel: string;
  account: string;
  call: CallRecord;
  callerKey: string | null;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * What a call, just written down, means for whom to call back: one that nobody answered makes a task for its number (or adds to the
 * open one), one that was answered, either way, closes the tasks of that number. Records come in any order.
 *
 * @returns true when a task was made or added to
 */
export async function followCall(
  client: pg.ClientBase,
  regionId: string,
  { channel, account, call, callerKey }: KeyedCall,
  settings: CallSettings,
  now: Date,
): Promise<boolean> {
  if (!callerKey || !call.caller) return false;
  if (call.disposition === 'answered') {
    await client.query(
      `update call_back set closed_at = $4, closed_how = $5
        where region_id = $1 and caller_key = $2 and closed_at is null and last_missed_at <= $3`,
      [regionId, callerKey, call.at, now, call.direction === 'out' ? 'seen_in_calls' : 'called_again'],
    );
    return false;
  }
  const lost = call.direction === 'in' && (call.disposition === 'no_answer' || call.disposition === 'busy');
  if (!lost || now.getTime() - call.at.getTime() > settings.callBackWithinHours * HOUR_MS) return false;
  const made = await client.query(
    `insert into call_back (region_id, call_back_id, channel, account, caller_key, phone, line, missed_at, last_missed_at, missed,
                            due_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $8, 1, $9
      where not exists (select 1 from call_record r where r.region_id = $1 and r.caller_key = $5 and r.at >= $8
                          and r.disposition = 'answered')
     on conflict (region_id, channel, account, caller_key) where closed_at is null do update
       set missed = call_back.missed + 1, missed_at = least(call_back.missed_at, excluded.missed_at),
           last_missed_at = greatest(call_back.last_missed_at, excluded.last_missed_at)`,
    [
      regionId,
      uuidV7(now.getTime()),
      channel,
      account,
      callerKey,
      call.caller,
      call.line,
      call.at,
      new Date(call.at.getTime() + settings.callBackAfterMinutes * MINUTE_MS),
    ],
  );
  return made.rowCount === 1;
}
