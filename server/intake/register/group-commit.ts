import type { IncomingMessage } from '../../path/index.ts';
import { isUnavailable } from '../../platform/database/index.ts';
import type { IdempotencyConflict } from './idempotency-conflict.ts';
import { type RegisterContext, type Registered, registerAppeals } from './register-appeals.ts';

/** More are waiting than the bound allows: the caller is told to come again, nothing was taken. */
export class IntakeOverloaded extends Error {
  override name = 'IntakeOverloaded';
}

export interface GroupCommit {
  /** Resolves after commit. */
  register(message: IncomingMessage): Promise<Registered | IdempotencyConflict>;
  /** Messages waiting or being written. */
  pending(): number;
  /** Messages taken since the start. */
  taken(): number;
  /** Waits for everything that was taken. */
  drain(): Promise<void>;
}

interface Waiting {
  message: IncomingMessage;
  resolve(result: Registered | IdempotencyConflict): void;
  reject(error: unknown): void;
}

const BATCH_MAX = 128;
const WAITING_MAX = 4000;
/** Two: while one transaction waits for the disk, the next is being built. */
const IN_FLIGHT_MAX = 2;
/**
 * The second begins when it is half as long as the first: begun with the first few that come, transactions stay short, and each
 * costs PostgreSQL as much as two filings.
 */
const SECOND_SHARE = 0.5;

/**
 * Concurrent filings share one transaction: what arrives while a commit is under way forms the next batch. No timer: a lone
 * filing is written at once.
 */
export function createGroupCommit(context: RegisterContext): GroupCommit {
  let waiting: Waiting[] = [];
  let inFlight = 0;
  let writing = 0;
  let taken = 0;
  const idle: (() => void)[] = [];

  const pump = () => {
    while (inFlight < IN_FLIGHT_MAX && waiting.length > 0 && waiting.length >= writing * SECOND_SHARE) {
      const batch = waiting.slice(0, BATCH_MAX);
      waiting = waiting.slice(BATCH_MAX);
      inFlight += 1;
      writing += batch.length;
      void write(context, batch).finally(() => {
        inFlight -= 1;
        writing -= batch.length;
        pump();
        if (inFlight === 0 && waiting.length === 0) for (const resolve of idle.splice(0)) resolve();
      });
    }
  };
  let soon = false;
  const pumpSoon = () => {
    if (soon) return;
    soon = true;
    setImmediate(() => {
      soon = false;
      pump();
    });
  };
  return {
    register(message) {
      if (waiting.length >= WAITING_MAX) return Promise.reject(new IntakeOverloaded());
      taken += 1;
      return new Promise((resolve, reject) => {
        waiting.push({ message, resolve, reject });
        // The next turn of the loop: requests parsed in this one come along.
        pumpSoon();
      });
    },
    pending: () => waiting.length + writing,
    taken: () => taken,
    drain: () =>
      inFlight === 0 && waiting.length === 0
        ? Promise.resolve()
        : new Promise((resolve) => idle.push(resolve)),
  };
}

async function write(context: RegisterContext, batch: Waiting[]): Promise<void> {
  try {
    // Two deliveries of one message in one batch: the second must find the first, so it goes after it.
    const { first, again } = splitRepeats(batch);
    await writeTogether(context, first);
    if (again.length > 0) await write(context, again);
  } catch (error) {
    for (const entry of batch) entry.reject(error);
  }
}

async function writeTogether(context: RegisterContext, batch: Waiting[]): Promise<void> {
  let results: (Registered | IdempotencyConflict)[];
  try {
    results = await registerAppeals(
      context,
      batch.map((entry) => entry.message),
    );
  } catch (error) {
    if (batch.length === 1) return batch[0]!.reject(error);
    // Whether it was written is not known; the callers' repeats under the same keys will find out.
    if (isUnavailable(error)) throw error;
    // One that cannot be written must not take its neighbours with it.
    for (const entry of batch) await writeTogether(context, [entry]);
    return;
  }
  batch.forEach((entry, index) => {
    entry.resolve(results[index]!);
  });
}

function splitRepeats(batch: Waiting[]): { first: Waiting[]; again: Waiting[] } {
  const seen = new Set<string>();
  const first: Waiting[] = [];
  const again: Waiting[] = [];
  for (const entry of batch) {
    const key = `${entry.message.channel} ${entry.message.externalId}`;
    (seen.has(key) ? again : first).push(entry);
    seen.add(key);
  }
  return { first, again };
}
