import type pg from 'pg';
import type { SpikeVerdict } from '../../contract/spikes.ts';

export interface Verdict {
  topic: string;
  verdict: SpikeVerdict;
  at: Date;
}

/** A false alarm asks for more evidence, a confirmed one for a little less; units of the score, a natural logarithm. */
const WEIGHTS: Record<SpikeVerdict, number> = { false: 0.75, confirmed: -0.35, known: 0 };
const SHIFT_MIN = -1;
const SHIFT_MAX = 3;
const HALF_LIFE_DAYS = 90;
const REMEMBERED_DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * By how much verdicts have moved the threshold of each topic: Σ weight × 2^(−age ÷ 90 days), kept within −1 … +3. Alarms fall
 * by e for each 1.56 of the score (measured for the detector), so three fresh false verdicts leave about a quarter of them;
 * the bound keeps a topic from ever falling silent. A year after the last verdict hardly anything is left.
 */
export function thresholdShifts(verdicts: readonly Verdict[], now: Date): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { topic, verdict, at } of verdicts) {
    const ageDays = Math.max(0, (now.getTime() - at.getTime()) / DAY_MS);
    sums.set(topic, (sums.get(topic) ?? 0) + WEIGHTS[verdict] * 0.5 ** (ageDays / HALF_LIFE_DAYS));
  }
  for (const [topic, sum] of sums) sums.set(topic, Math.min(SHIFT_MAX, Math.max(SHIFT_MIN, sum)));
  return sums;
}

export async function readShifts(client: pg.Pool, regionId: string, now: Date): Promise<Map<string, number>> {
  const found = await client.query<Verdict>(
    `select topic, verdict, verdict_at as at from spike
      where region_id = $1 and verdict is not null and verdict_at > $2`,
    [regionId, new Date(now.getTime() - REMEMBERED_DAYS * DAY_MS)],
  );
  return thresholdShifts(found.rows, now);
}
