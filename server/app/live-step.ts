import type pg from 'pg';
import type { AppealRow } from '../../contract/appeals.ts';
import type { SpikeRow } from '../../contract/spikes.ts';
import { readRowsUnscoped } from '../casework/index.ts';
import type { LogEvent } from '../platform/event-log/index.ts';

/** What happened in one step of the replica, read once for all open screens; each shows what its reader may see. */
export interface LiveStep {
  position: string;
  registered(): Promise<LiveRow[]>;
  changed(): Promise<LiveRow[]>;
  /** Spikes of everybody that something happened to, and which of them are new waves. */
  spikes(): Promise<{ rows: SpikeRow[]; found: ReadonlySet<string> }>;
}

/** Rows of everybody: each goes through the reader's scope before it is shown. */
export type LiveRow = AppealRow & { coExecutors: string[] };

export function createLiveStep(
  pool: pg.Pool,
  regionId: string,
  events: readonly LogEvent[],
  position: string,
  readSpikes: (ids: string[]) => Promise<SpikeRow[]>,
): LiveStep {
  const isRegistration = (event: LogEvent) => event.type === 'appeal.registered';
  return {
    position,
    registered: once(() => read(pool, regionId, events.filter(isRegistration))),
    spikes: once(() => spikesOf(events, readSpikes)),
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

async function spikesOf(events: readonly LogEvent[], read: (ids: string[]) => Promise<SpikeRow[]>) {
  const told = events.filter((event) => event.type.startsWith('spike.'));
  const ids = [...new Set(told.map((event) => String(event.data.spike)))];
  const found = told.filter(
    (event) => event.type === 'spike.found' && event.data.past !== true && event.data.state !== 'known',
  );
  return {
    rows: ids.length > 0 ? await read(ids) : [],
    found: new Set(found.map((event) => String(event.data.spike))),
  };
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => (result ??= work());
}
