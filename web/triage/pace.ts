const WINDOW_MS = 15 * 60_000;
/** Below this the rate of a sitting jumps about and says nothing. */
const SHORTEST_MS = 2 * 60_000;

/**
 * Decisions per hour at the present pace: those of the last quarter of an hour, or of the sitting so far when it is
 * younger; null until two minutes have passed. `times` are moments of decisions in ms, ascending; `startedAt` begins the sitting.
 */
export function perHour(times: readonly number[], startedAt: number, now: number): number | null {
  const span = Math.min(WINDOW_MS, now - startedAt);
  if (span < SHORTEST_MS || times.length === 0) return null;
  const recent = times.filter((time) => time > now - span).length;
  return Math.round((recent * 3_600_000) / span);
}
