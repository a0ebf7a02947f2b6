import { BULK_MAX, type BulkResult } from '../../../contract/case-file.ts';
import type { CaseActionInput } from '../../../contract/casework.ts';
import type { EndpointOutput } from '../../../contract/endpoints.ts';
import { call } from '../../api/client.ts';

/** Small enough that progress moves and «stop» is heard, large enough that the way there and back does not count. */
const RUN_CHUNK = 100;

export type BulkForecast = EndpointOutput<'previewBulk'>;

export interface BulkProgress {
  done: number;
  of: number;
  /** null until the pace is known. */
  leftMs: number | null;
}

export interface BulkOutcome {
  done: number;
  refused: BulkResult['refused'];
  /** Not tried: stopped, or the server fell silent. */
  untried: number;
}

/** What would happen to all of them: the forecasts of the parts put together. */
export async function forecast(
  ids: readonly string[],
  actions: CaseActionInput[],
  signal?: AbortSignal,
): Promise<BulkForecast> {
  const parts: BulkForecast[] = [];
  for (const part of chunks(ids, BULK_MAX))
    parts.push(await call('previewBulk', { body: { ids: part, actions: actions as never }, signal }));
  return joined(parts);
}

/** The parts' numbers added, reasons merged and most frequent first; the sample is of the first part. */
export function joined(parts: readonly BulkForecast[]): BulkForecast {
  const why = new Map<string, number>();
  for (const part of parts)
    for (const reason of part.unable) why.set(reason.why, (why.get(reason.why) ?? 0) + reason.count);
  const sum = (count: (part: BulkForecast) => number) =>
    parts.reduce((total, part) => total + count(part), 0);
  return {
    total: sum((part) => part.total),
    more: 0,
    able: sum((part) => part.able),
    unable: [...why].map(([reason, count]) => ({ why: reason, count })).sort((a, b) => b.count - a.count),
    sample: parts[0]?.sample ?? [],
  };
}

/**
 * Acts on all of them, part after part. A refusal of one case is kept and does not stop the others; silence of the server stops, and
 * says how many were not tried.
 *
 * @param stopped asked between the parts
 */
export async function runBulk(
  ids: readonly string[],
  actions: CaseActionInput[],
  onProgress: (progress: BulkProgress) => void,
  stopped: () => boolean,
): Promise<{ outcome: BulkOutcome; error: unknown }> {
  const outcome: BulkOutcome = { done: 0, refused: [], untried: ids.length };
  const begun = performance.now();
  try {
    for (const part of chunks(ids, RUN_CHUNK)) {
      if (stopped()) break;
      const result = await call('runBulk', { body: { ids: part, actions: actions as never } });
      outcome.done += result.done;
      outcome.refused.push(...result.refused);
      outcome.untried -= part.length;
      const tried = ids.length - outcome.untried;
      onProgress({
        done: tried,
        of: ids.length,
        leftMs: ((performance.now() - begun) / tried) * outcome.untried,
      });
    }
    return { outcome, error: null };
  } catch (error) {
    return { outcome, error };
  }
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}
