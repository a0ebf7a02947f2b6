export interface Loop {
  wake(): void;
  stop(): Promise<void>;
}

/**
 * Work that is looked for at intervals, at once when woken, and again at once while there was some. Never two at a time.
 *
 * @param work @returns how much was done
 */
export function createLoop(
  everyMs: number,
  work: () => Promise<number>,
  onError: (error: Error) => void,
): Loop {
  let stopped = false;
  let running: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  const round = async (): Promise<void> => {
    clearTimeout(timer);
    do {
      again = false;
      try {
        if ((await work()) > 0) again = true;
      } catch (error) {
        again = false;
        onError(error as Error);
      }
    } while (again && !stopped);
    running = null;
    if (!stopped) timer = setTimeout(start, everyMs).unref();
  };
  const start = (): void => {
    if (stopped || running) return;
    running = round();
  };
  timer = setTimeout(start, everyMs).unref();
  return {
    wake() {
      again = true;
      start();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
