import type pg from 'pg';

export interface HandedPart {
  part_id: string;
  appeal_id: string;
  account: string;
  state: 'token' | 'open';
  token: string | null;
  request_id: string | null;
  status_notes: string | null;
  quiet_polls: number;
  handed_at: Date;
}

/** What the outbox has brought to a contractor begins to be asked about. */
export async function takeOverSent(pool: pg.Pool, regionId: string, now: Date): Promise<void> {
  await pool.query(
    `update contractor_request c
        set state = case when o.external_id like 'request:%' then 'open' when o.external_id like 'token:%' then 'token' else 'lost' end,
            request_id = case when o.external_id like 'request:%' then substr(o.external_id, 9) end,
            token = case when o.external_id like 'token:%' then substr(o.external_id, 7) end,
            next_poll_at = case when o.external_id is null then null else $2::timestamptz end,
            error = case when o.external_id is null then 'Подрядчик принял заявку, но не назвал её номера: спросите у него.' end
       from outgoing_message o
      where c.region_id = $1 and c.state = 'handed' and o.region_id = c.region_id and o.outgoing_id = c.outgoing_id and o.state = 'sent'`,
    [regionId, now],
  );
}

/** Parts of one contractor that are due, put off at once so that no other process asks about them meanwhile. */
export async function takeDue(
  pool: pg.Pool,
  regionId: string,
  account: string,
  state: 'token' | 'open',
  { now, until, max }: { now: Date; until: Date; max: number },
): Promise<HandedPart[]> {
  const found = await pool.query<HandedPart>(
    `update contractor_request set next_poll_at = $5
      where region_id = $1 and part_id = any(array(
        select part_id from contractor_request
         where region_id = $1 and account = $2 and state = $3 and next_poll_at <= $4
         order by next_poll_at limit $6 for update skip locked))
      returning part_id, appeal_id, account, state, token, request_id, status_notes, quiet_polls, handed_at`,
    [regionId, account, state, now, until, max],
  );
  return found.rows;
}

export interface Learned {
  state: 'token' | 'open' | 'closed' | 'lost';
  requestId?: string | null;
  notes?: string | null;
  updatedAt?: Date | null;
  nextPollAt: Date | null;
  quietPolls: number;
  error?: string | null;
  closedAt?: Date | null;
}

export async function noteLearned(
  pool: pg.Pool,
  regionId: string,
  partId: string,
  learned: Learned,
): Promise<void> {
  await pool.query(
    `update contractor_request
        set state = $3, request_id = coalesce($4, request_id), status_notes = coalesce($5, status_notes),
            remote_updated_at = coalesce($6, remote_updated_at), next_poll_at = $7, quiet_polls = $8, error = $9, closed_at = $10
      where region_id = $1 and part_id = $2 and state in ('token', 'open')`,
    [
      regionId,
      partId,
      learned.state,
      learned.requestId ?? null,
      learned.notes ?? null,
      learned.updatedAt ?? null,
      learned.nextPollAt,
      learned.quietPolls,
      learned.error ?? null,
      learned.closedAt ?? null,
    ],
  );
}
