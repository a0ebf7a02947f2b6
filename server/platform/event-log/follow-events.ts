import type pg from 'pg';
import type { EventSignal } from './event-signal.ts';
import type { Position } from './position.ts';
import { type LogEvent, readEvents } from './read-events.ts';

export interface FollowOptions {
  pool: pg.Pool;
  regionId: string;
  signal: EventSignal;
  /** Events before and at this position are not delivered. */
  from: Position;
  /** Most events in one delivery. */
  batch: number;
  /** Time for more events to gather before a delivery, milliseconds. */
  gatherMs: number;
  /** What may come later gives way to what may not: deliveries wait while it is busy, at most `msMax`; then all that gathered is delivered. */
  giveWay?: { busy(): boolean; msMax: number };
  /** Delivered again from the same position if it throws: must be repeatable or transactional. */
  deliver(events: LogEvent[]): Promise<void>;
  onError(error: Error): void;
}

export interface Follower {
  stop(): Promise<void>;
  /** Last position delivered. */
  position(): Position;
}

const POLL_MS = 1000;
/** Short: after an outage of the database screens must be live again at once, and one failing query is nothing. */
const RETRY_MS_MAX = 1000;
const GIVE_WAY_STEP_MS = 100;

/** Follows the log of one region until stopped; a failed delivery is repeated with growing pauses, never skipped. */
export function followEvents(options: FollowOptions): Follower {
  let position = options.from;
  let stopped = false;
  let awake: (() => void) | undefined;
  let woken = false;
  const off = options.signal.onWake(() => {
    woken = true;
    awake?.();
  });

  const rest = (ms: number, wakeable: boolean) =>
    new Promise<void>((resolve) => {
      if (stopped || (wakeable && woken)) return resolve();
      const timer = setTimeout(resolve, ms);
      awake = () => {
        if (!wakeable && !stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });

  const giveWay = async () => {
    const { busy, msMax } = options.giveWay ?? { busy: () => false, msMax: 0 };
    for (let waitedMs = 0; waitedMs < msMax && !stopped && busy(); waitedMs += GIVE_WAY_STEP_MS)
      await rest(GIVE_WAY_STEP_MS, false);
  };

  const loop = async () => {
    let failures = 0;
    while (!stopped) {
      woken = false;
      try {
        const events = await readEvents(options.pool, options.regionId, position, options.batch);
        if (events.length > 0) {
          await options.deliver(events);
          position = events.at(-1)!.position;
        }
        failures = 0;
        if (events.length < options.batch) {
          await rest(POLL_MS, true);
          await rest(options.gatherMs, false);
          await giveWay();
        }
      } catch (error) {
        if (stopped) break;
        failures += 1;
        options.onError(error instanceof Error ? error : new Error(String(error)));
        await rest(Math.min(RETRY_MS_MAX, 100 * 2 ** failures), false);
      }
    }
  };
  const done = loop();
  return {
    position: () => position,
    async stop() {
      stopped = true;
      off();
      awake?.();
      await done;
    },
  };
}
