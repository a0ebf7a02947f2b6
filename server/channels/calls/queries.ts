import type pg from 'pg';
import type { KeyedCall } from './follow-call.ts';

interface LineKey {
  regionId: string;
  channel: string;
  account: string;
}

export async function knownCalls(
  client: pg.Pool,
  { regionId, channel, account }: LineKey,
  callIds: readonly string[],
): Promise<Set<string>> {
  const found = await client.query(
    'select call_id from call_record where region_id = $1 and channel = $2 and account = $3 and call_id = any($4)',
    [regionId, channel, account, callIds],
  );
  return new Set(found.rows.map((row) => row.call_id));
}

/**
 * Writes calls of one line, each once. A known call changes only when a later record says that it was answered after all, or which
 * case it became.
 *
 * @param calls no two of one number
 * @returns what was written: `fresh`, or `changed` for one that turned out answered; what was known as it is has no entry
 */
export async function insertCalls(
  client: pg.ClientBase | pg.Pool,
  regionId: string,
  calls: readonly (KeyedCall & { appealId: string | null })[],
): Promise<Map<string, 'fresh' | 'changed'>> {
  if (calls.length === 0) return new Map();
  const written = await client.query(
    `insert into call_record as r (region_id, channel, account, call_id, at, line, direction, caller_key, queue, wait_seconds,
       talk_seconds, disposition, operator, purpose, appeal_id)
     select $1, x.* from jsonb_to_recordset($2::jsonb) as x(channel text, account text, call_id text, at timestamptz, line text,
       direction text, caller_key text, queue text, wait_seconds int, talk_seconds int, disposition text, operator text,
       purpose text, appeal_id uuid)
     on conflict (region_id, channel, account, call_id) do update
       set appeal_id = coalesce(r.appeal_id, excluded.appeal_id),
           disposition = case when r.disposition = 'answered' then r.disposition else excluded.disposition end,
           talk_seconds = coalesce(excluded.talk_seconds, r.talk_seconds),
           wait_seconds = coalesce(excluded.wait_seconds, r.wait_seconds), operator = coalesce(excluded.operator, r.operator),
           purpose = coalesce(r.purpose, excluded.purpose)
       where (r.disposition <> 'answered' and excluded.disposition = 'answered')
          or (r.appeal_id is null and excluded.appeal_id is not null)
     returning call_id, (xmax = 0) as fresh`,
    [
      regionId,
      JSON.stringify(
        calls.map(({ channel, account, call, callerKey, appealId }) => ({
          channel,
          account,
          call_id: call.callId,
          at: call.at,
          line: call.line,
          direction: call.direction,
          caller_key: callerKey,
          queue: call.queue,
          wait_seconds: call.waitSeconds,
          talk_seconds: call.talkSeconds,
          disposition: call.disposition,
          operator: call.operator,
          purpose: call.purpose,
          appeal_id: appealId,
        })),
      ),
    ],
  );
  return new Map(written.rows.map((row) => [row.call_id, row.fresh ? 'fresh' : 'changed']));
}
