/** How often each key knocks: a bucket of a minute's requests that refills evenly. Counted by each process by itself. */
export interface TokenMeter {
  /** @returns 0 when the request may pass, else the seconds to wait */
  take(tokenId: string, perMinute: number, now: Date): number;
}

const MINUTE_MS = 60_000;
/** Buckets that are full again are forgotten when there are more than so many. */
const BUCKETS_MAX = 1000;

/** A meter in the memory of this process: keys are limited by each process apart; a restart forgives. */
export function createTokenMeter(): TokenMeter {
  const buckets = new Map<string, { left: number; at: number }>();
  return {
    take(tokenId, perMinute, now) {
      const at = now.getTime();
      const known = buckets.get(tokenId);
      const refilled = known ? known.left + ((at - known.at) / MINUTE_MS) * perMinute : perMinute;
      const left = Math.min(perMinute, refilled);
      if (left < 1) return Math.ceil(((1 - left) / perMinute) * 60);
      if (!known && buckets.size >= BUCKETS_MAX)
        for (const [id, bucket] of buckets) if (at - bucket.at >= MINUTE_MS) buckets.delete(id);
      buckets.set(tokenId, { left: left - 1, at });
      return 0;
    },
  };
}
