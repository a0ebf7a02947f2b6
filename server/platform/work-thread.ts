import { Worker } from 'node:worker_threads';

/** What goes to a thread, and what comes back under the same number. */
export interface ThreadAnswer {
  id: number;
  result?: unknown;
  error?: string;
}

export interface WorkThread {
  /** How many questions are not answered yet. */
  waiting(): number;
  /** It answers nothing any more: open another. */
  ended(): boolean;
  /** @throws Error when the thread has ended, failed, or does not answer in time */
  ask(request: unknown): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * A thread for work that would hold up the requests. It does not keep the process alive, its memory is bounded, and one that does not
 * answer is an error to be told, not to be waited for.
 *
 * @param entry a module that answers every `{ id, request }` with a ThreadAnswer
 */
export function openThread(
  entry: URL,
  { name, heapMbMax, withinMs }: { name: string; heapMbMax: number; withinMs: number },
): WorkThread {
  const worker = new Worker(entry, { resourceLimits: { maxOldGenerationSizeMb: heapMbMax } });
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
  worker.on('exit', () => fail(`the ${name} thread has ended`));
  return {
    waiting: () => waiting.size,
    ended: () => broken !== null,
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (broken) return reject(new Error(broken));
        const id = (next += 1);
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error(`the ${name} thread does not answer`));
        }, withinMs);
        waiting.set(id, ({ result, error }) => {
          clearTimeout(timer);
          if (error) reject(new Error(error));
          else resolve(result);
        });
        worker.postMessage({ id, request });
      }),
    close: async () => void (await worker.terminate()),
  };
}
