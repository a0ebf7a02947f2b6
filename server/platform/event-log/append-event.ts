import type pg from 'pg';

export interface NewEvent {
  at: Date;
  /** In the past tense, «case.taken». */
  type: string;
  /** Null: it is about no single case. */
  appealId: string | null;
  /** Login; null: a resident, a channel or the system. */
  actor: string | null;
  data: unknown;
}

/** Writes one event, in the transaction of the change it tells of. Wakes nobody: the use case does after its commit. */
export async function appendEvent(
  client: pg.Pool | pg.ClientBase,
  regionId: string,
  { at, type, appealId, actor, data }: NewEvent,
): Promise<void> {
  await client.query(
    'insert into event (region_id, at, type, appeal_id, actor, data) values ($1, $2, $3, $4, $5, $6)',
    [regionId, at, type, appealId, actor, JSON.stringify(data)],
  );
}
