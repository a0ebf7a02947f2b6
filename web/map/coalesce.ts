/**
 * Calls `work` at most once per `quietMs`, never twice at once, and always once more after the last ask: a burst of
 * events becomes one request, a slow answer does not pile up others behind it.
 */
export function coalesce(
  work: () => Promise<unknown>,
  quietMs: number,
): { ask: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  let stopped = false;
  const run = async () => {
    timer = undefined;
    running = true;
    // A refusal is shown by whoever owns the request; here it only must not end the line.
    await work().catch(() => {});
    running = false;
    if (again && !stopped) {
      again = false;
      timer = setTimeout(run, quietMs);
    }
  };
  return {
    ask() {
      if (stopped || timer !== undefined) return;
      if (running) again = true;
      else timer = setTimeout(run, quietMs);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
