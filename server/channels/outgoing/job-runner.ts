import { EventEmitter } from 'node:events';
import { Logger, type Runner, run, runMigrations } from 'graphile-worker';
import type pg from 'pg';

const SENDERS_MAX = 4;

/** A job's payload, as the tables' rows name themselves. */
export interface SendJob {
  regionId: string;
  outgoingId: string;
}

export interface JobRunner {
  /** Prepares the queue's own tables and begins to work; the first call alone does anything. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * graphile-worker on the same database. It begins with the first message to send: an installation without channels pays nothing for
 * it. Retries are ours (the row says when), its own are for a database that went away in the middle.
 */
export function createJobRunner(
  pool: pg.Pool,
  send: (job: SendJob) => Promise<void>,
  log: { error(message: string): void },
): JobRunner {
  let runner: Promise<Runner> | null = null;
  const logger = new Logger(() => (level, message) => {
    if (level === 'error') log.error(message);
  });
  const begin = async (): Promise<Runner> => {
    await runMigrations({ pgPool: pool, logger });
    return run({
      pgPool: pool,
      logger,
      concurrency: SENDERS_MAX,
      pollInterval: 1000,
      noHandleSignals: true,
      events: new EventEmitter(),
      taskList: {
        'channel.send': async (payload) => {
          await send(payload as SendJob);
        },
      },
    });
  };
  return {
    async start() {
      runner ??= begin();
      try {
        await runner;
      } catch (error) {
        runner = null;
        throw error;
      }
    },
    async stop() {
      const running = runner;
      runner = null;
      await (await running?.catch(() => null))?.stop().catch(() => {});
    },
  };
}
