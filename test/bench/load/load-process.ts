import { fork } from 'node:child_process';

export interface LoadResult {
  done: number;
  seconds: number;
  failed: number;
  p50Ms: number;
  p99Ms: number;
}

/** A generator of load in a process of its own; the text and requests are made before the first round. */
export interface LoadProcess {
  run(seconds: number): Promise<LoadResult>;
  end(): void;
}

/** @param script `.ts` beside this file; gets `settings` as JSON in its first argument */
export async function startLoad(script: string, settings: object): Promise<LoadProcess> {
  const path = new URL(script, import.meta.url).pathname;
  const child = fork(path, [JSON.stringify(settings)], { execArgv: ['--import', 'tsx'] });
  const answer = <T>() =>
    new Promise<T>((resolve, reject) => {
      child.once('message', (message) => resolve(message as T));
      child.once('exit', (code) => reject(new Error(`${script} ended with code ${code}`)));
    });
  await answer();
  return {
    run(seconds) {
      const result = answer<LoadResult>();
      child.send({ seconds });
      return result;
    },
    end: () => child.kill(),
  };
}

export interface Settings {
  seed: number;
  connections: number;
}

/** The child's side: makes `ask` busy on every connection for the seconds asked for, again and again. */
export async function serveLoad(connections: number, ask: (connection: number) => Promise<boolean>) {
  process.on('message', (message: { seconds: number }) => {
    void measure(connections, message.seconds, ask).then((result) => process.send!(result));
  });
  process.on('disconnect', () => process.exit(0));
  process.send!('ready');
}

async function measure(
  connections: number,
  seconds: number,
  ask: (connection: number) => Promise<boolean>,
): Promise<LoadResult> {
  const took: number[] = [];
  let failed = 0;
  const started = performance.now();
  const until = started + seconds * 1000;
  const busy = async (connection: number) => {
    for (;;) {
      const begin = performance.now();
      if (begin >= until) return;
      const ok = await ask(connection).catch(() => false);
      if (ok) took.push(performance.now() - begin);
      else failed += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, connection) => busy(connection)));
  const elapsed = (performance.now() - started) / 1000;
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { done: took.length, seconds: elapsed, failed, p50Ms: at(0.5), p99Ms: at(0.99) };
}
