import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { Database } from '../database/index.ts';

const CHANNEL = 'otklik_events';
const COALESCE_MS = 40;
const RECONNECT_MS = 1000;

/**
 * «Something new may be in the log.» Within the process at once; to other processes by NOTIFY, at most once in 40 ms and
 * outside the transactions of intake: NOTIFY takes a lock at commit that would put all of them in one line.
 * Losing a signal is harmless: followers also look by themselves every second.
 */
export interface EventSignal {
  /** Call after a commit that wrote events. */
  wake(): void;
  onWake(listener: () => void): () => void;
  close(): Promise<void>;
}

export async function createEventSignal(
  database: Database,
  { listen }: { listen: boolean },
): Promise<EventSignal> {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let listener: pg.Client | undefined;

  const connect = async (): Promise<void> => {
    if (closed) return;
    const client = new pg.Client({ ...database.connection, application_name: 'otklik-listen' });
    client.on('error', () => {});
    client.on('end', () => {
      if (!closed) setTimeout(() => void connect(), RECONNECT_MS).unref();
    });
    client.on('notification', () => emitter.emit('wake'));
    try {
      await client.connect();
      await client.query(`listen ${CHANNEL}`);
      listener = client;
    } catch {
      // The 'end' event tries again; until then followers poll.
    }
  };
  if (listen) await connect();

  return {
    wake() {
      emitter.emit('wake');
      timer ??= setTimeout(() => {
        timer = undefined;
        if (!closed) database.pool.query(`select pg_notify($1, '')`, [CHANNEL]).catch(() => {});
      }, COALESCE_MS);
    },
    onWake(onWake) {
      emitter.on('wake', onWake);
      return () => emitter.off('wake', onWake);
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await listener?.end().catch(() => {});
    },
  };
}
