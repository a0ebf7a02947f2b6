import { isAlive } from './postmaster.ts';

export interface Supervisor {
  /** Begins to watch: a dead process is started again, `onDeath` is told first. */
  watch(onDeath: () => void): void;
  /** Stops watching. @returns the process that runs now */
  end(): Promise<number>;
}

/** Cheap (one signal 0, one small file) and far below what people notice. */
const LOOK_EVERY_MS = 200;

/** @param restart starts it again and answers its number; when it fails, it is asked again at the next look */
export function superviseProcess(first: number, restart: () => Promise<number>): Supervisor {
  let pid = first;
  let timer: NodeJS.Timeout | undefined;
  let restarting: Promise<void> | undefined;
  return {
    watch(onDeath) {
      timer ??= setInterval(() => {
        if (restarting || isAlive(pid)) return;
        onDeath();
        restarting = restart()
          .then((fresh) => {
            pid = fresh;
          })
          .catch(() => {})
          .finally(() => {
            restarting = undefined;
          });
      }, LOOK_EVERY_MS);
      timer.unref();
    },
    async end() {
      clearInterval(timer);
      await restarting;
      return pid;
    },
  };
}
