import { isUnavailable } from '../platform/database/index.ts';
import { createLoop, type Loop } from '../platform/loop.ts';
import { finishAccepted } from './candidates/decide-candidate.ts';
import { eraseCandidates } from './candidates/queries.ts';
import { createPostTaker, type PostTaker } from './candidates/take-posts.ts';
import { POST_DAYS_MAX } from './judge/judge-post.ts';
import type { MonitoringContext } from './monitoring-context.ts';
import { readDueSources } from './sources/read-source.ts';

export interface Monitoring {
  context: MonitoringContext;
  taker: PostTaker;
  /** Ends after the step that is under way. */
  close(): Promise<void>;
}

const READ_MS = 30_000;
const FINISH_MS = 60_000;
const ERASE_MS = 3_600_000;
const DAY_MS = 86_400_000;
/** Words of decided candidates are kept a month, the bare verdict three: it is what thresholds are made of. */
const WORDS_DAYS = 30;
const VERDICT_DAYS = 90;
const WAITING_MAX = 20_000;

/** Everything of the monitoring of one region that runs by itself: reading, finishing, expiring. */
export function openMonitoring(context: MonitoringContext): Monitoring {
  const taker = createPostTaker(context);
  const loops: Loop[] = [];
  const loop = (name: string, everyMs: number, work: () => Promise<number>) => {
    const onError = (error: Error) => {
      if (!isUnavailable(error)) context.log.error(`${name} (${context.regionId}): ${error.message}`);
    };
    loops.push(createLoop(everyMs, work, onError));
  };
  loop('Чтение источников', READ_MS, () => readDueSources(context, taker));
  loop('Принятые кандидаты', FINISH_MS, () => finishAccepted(context));
  loop('Срок кандидатов', ERASE_MS, async () => {
    await eraseExpiredCandidates(context);
    return 0;
  });
  return {
    context,
    taker,
    async close() {
      for (const each of loops) await each.stop();
    },
  };
}

/** Candidates nobody decided of in two weeks, and the least likely beyond twenty thousand. */
export async function eraseExpiredCandidates({
  pool,
  regionId,
  clock,
}: Pick<MonitoringContext, 'pool' | 'regionId' | 'clock'>): Promise<void> {
  const ago = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  const moments = {
    waitingSince: ago(POST_DAYS_MAX),
    wordsSince: ago(WORDS_DAYS),
    verdictsSince: ago(VERDICT_DAYS),
  };
  await eraseCandidates(pool, regionId, moments, WAITING_MAX);
}
