import { Worker } from 'node:worker_threads';
import type { FoundSpike, QuietTime } from '../../../path/index.ts';
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

export interface ThreadAnswer {
  id: number;
  result?: unknown;
  error?: string;
}

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

/** No look takes so long; a thread that does not answer is an error to be told, not to be waited for. */
const ANSWER_WITHIN_MS = 120_000;
const HEAP_MB_MAX = 1024;

export function openDetectionThread(): DetectionThread {
  const worker = new Worker(new URL('./watch-thread.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX },
  });
  worker.unref();
  const waiting = new Map<number, (answer: ThreadAnswer) => void>();
  let next = 0;
  let broken: string | null = null;
  const fail = (message: string) => {
    broken = message;
    for (const [id, settle] of waiting) settle({ id, error: message });
    waiting.clear();
  };
  worker.on('message', (answer: ThreadAnswer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  worker.on('error', (error) => fail(error.message));
  worker.on('exit', () => fail('the detection thread has ended'));

  const ask = (request: ThreadRequest) =>
    new Promise<unknown>((resolve, reject) => {
      if (broken) return reject(new Error(broken));
      const id = (next += 1);
      const timer = setTimeout(() => {
        waiting.delete(id);
        reject(new Error('the detection thread does not answer'));
      }, ANSWER_WITHIN_MS);
      waiting.set(id, ({ result, error }) => {
        clearTimeout(timer);
        if (error) reject(new Error(error));
        else resolve(result);
      });
      worker.postMessage({ id, request });
    });

  return {
    plan: async (plan) => void (await ask({ type: 'plan', plan })),
    counts: async (piece) => void (await ask({ type: 'counts', piece })),
    detect: async (request) => (await ask({ type: 'detect', ...request })) as FoundSpike[],
    recheck: async (request) => (await ask({ type: 'recheck', ...request })) as FoundSpike[],
    words: async (questions) => (await ask({ type: 'words', questions })) as BurstAnswer[],
    close: async () => void (await worker.terminate()),
  };
}
