import type { FoundSpike, QuietTime } from '../../../path/index.ts';
import { openThread } from '../../../platform/work-thread.ts';
import type { BurstAnswer, BurstQuestion } from '../words/burst-terms.ts';
import type { DailyCounts } from './read-counts.ts';
import type { WatchedPlan } from './watched-counts.ts';

export interface DetectRequest {
  alarmsPerWeek: number;
  publicationAlarmsPerWeek: number;
  /** First day (index of the plan) on which a wave may be found. */
  fromDay: number;
  neighbours: readonly (readonly number[])[];
  /** By topic code, see `FindOptions.shifts`. */
  shifts: readonly (readonly [topic: string, shift: number])[];
  scan: boolean;
  /** Days that must not teach what is usual. */
  quiet: readonly QuietTime[];
}

export type ThreadRequest =
  | { type: 'plan'; plan: WatchedPlan }
  | { type: 'counts'; piece: DailyCounts }
  | ({ type: 'detect' } & DetectRequest)
  | ({ type: 'recheck' } & DetectRequest)
  | { type: 'words'; questions: BurstQuestion[] };

/** A look through two years of a region takes seconds of a processor: it has a thread of its own, beside the requests. */
export interface DetectionThread {
  plan(plan: WatchedPlan): Promise<void>;
  counts(piece: DailyCounts): Promise<void>;
  detect(request: DetectRequest): Promise<FoundSpike[]>;
  /** Only the cells whose last day has grown since the last look. */
  recheck(request: DetectRequest): Promise<FoundSpike[]>;
  words(questions: BurstQuestion[]): Promise<BurstAnswer[]>;
  close(): Promise<void>;
}

/** No look takes so long. */
const ANSWER_WITHIN_MS = 120_000;
const HEAP_MB_MAX = 1024;

export function openDetectionThread(): DetectionThread {
  const { ask: asked, close } = openThread(new URL('./watch-thread.mjs', import.meta.url), {
    name: 'detection',
    heapMbMax: HEAP_MB_MAX,
    withinMs: ANSWER_WITHIN_MS,
  });
  const ask = (request: ThreadRequest) => asked(request);

  return {
    plan: async (plan) => void (await ask({ type: 'plan', plan })),
    counts: async (piece) => void (await ask({ type: 'counts', piece })),
    detect: async (request) => (await ask({ type: 'detect', ...request })) as FoundSpike[],
    recheck: async (request) => (await ask({ type: 'recheck', ...request })) as FoundSpike[],
    words: async (questions) => (await ask({ type: 'words', questions })) as BurstAnswer[],
    close,
  };
}
