import type pg from 'pg';
import type { AppealRow } from '../../contract/appeals.ts';
import { readRowsUnscoped } from '../casework/index.ts';
import type { LogEvent } from '../platform/event-log/index.ts';

/** What happened in one step of the replica, read once for all open screens; each shows what its reader may see. */
export interface LiveStep {
  position: string;
  registered(): Promise<LiveRow[]>;
  changed(): Promise<LiveRow[]>;
}

/** Rows of everybody: each goes through the reader's scope before it is shown. */
export type LiveRow = AppealRow & { coExecutors: string[] };

export function createLiveStep(
  pool: pg.Pool,
  regionId: string,
  events: readonly LogEvent[],
  position: string,
): LiveStep {
  const isRegistration = (event: LogEvent) => event.type === 'appeal.registered';
  return {
    position,
    registered: once(() => read(pool, regionId, events.filter(isRegistration))),
    changed: once(() =>
      read(
        pool,
        regionId,
        events.filter((event) => !isRegistration(event)),
      ),
    ),
  };
}

async function read(pool: pg.Pool, regionId: string, events: readonly LogEvent[]): Promise<LiveRow[]> {
  const ids = [...new Set(events.flatMap((event) => event.appealId ?? []))];
  return ids.length > 0 ? readRowsUnscoped(pool, regionId, ids) : [];
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
