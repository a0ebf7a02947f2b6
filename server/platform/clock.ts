/**
 * The only place that reads the clock. Rules receive `now`; use cases get a `Clock`.
 * Tests and replays pass `fixedClock`.
 */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

export function fixedClock(at: Date): Clock {
  return { now: () => at };
}

/** Milliseconds of a monotonic clock: for durations and rates, never for moments. */
export function monotonicMs(): number {
  return performance.now();
}
