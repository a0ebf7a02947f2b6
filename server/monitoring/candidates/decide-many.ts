import type { CandidateFilter, DecidedMany } from '../../../contract/monitoring.ts';
import type { MonitoringContext } from '../monitoring-context.ts';
import { acceptCandidate, CandidateConflict, type Decider, rejectCandidate } from './decide-candidate.ts';
import { toCandidate } from './list-candidates.ts';
import { selectWaiting } from './queries.ts';

const RUN_MAX = 300;
const SAMPLE = 8;

/**
 * One verdict about all that a filter finds. Without `expected` only told; with it done, if there are still as many.
 *
 * @throws CandidateConflict when the queue is not what the preview showed
 */
export async function decideMany(
  context: MonitoringContext,
  {
    filter,
    verdict,
    expected,
  }: {
    filter: CandidateFilter;
    verdict: 'accept' | 'spam' | 'advert' | 'not_complaint' | 'elsewhere';
    expected?: number;
  },
  decider: Decider,
): Promise<DecidedMany> {
  const { rows, total } = await selectWaiting(context.pool, context.regionId, filter, decider.scope, RUN_MAX);
  const sample = rows.slice(0, SAMPLE).map(toCandidate);
  if (expected === undefined) return { count: rows.length, more: total - rows.length, sample, done: false };
  if (expected !== rows.length)
    throw new CandidateConflict(
      'decided',
      `Пока вы смотрели, очередь изменилась: теперь их ${rows.length}. Посмотрите ещё раз.`,
    );
  let count = 0;
  for (const { candidate_id: id } of rows) {
    try {
      if (verdict === 'accept')
        await acceptCandidate(context, id, { topic: null, municipality: null }, decider);
      else await rejectCandidate(context, id, verdict, decider);
      count += 1;
    } catch (error) {
      // Somebody was quicker with this one.
      if (!(error instanceof CandidateConflict)) throw error;
    }
  }
  return { count, more: total - rows.length, sample, done: true };
}
