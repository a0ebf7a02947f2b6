import cliProgress from 'cli-progress';
import { monotonicMs } from '../server/platform/clock.ts';

export interface ProgressBar {
  update(done: number): void;
  stop(): void;
}

/** A bar with rate and time left on a terminal; silent elsewhere, so that logs and pipes stay clean. */
export function progressBar(title: string, total: number, silent = false): ProgressBar {
  if (silent || !process.stderr.isTTY) return { update() {}, stop() {} };
  const bar = new cliProgress.SingleBar(
    {
      format: `${title} {bar} {percentage} % · {value}/{total} · {rate}/с · осталось {eta_formatted}`,
      stream: process.stderr,
      hideCursor: true,
    },
    cliProgress.Presets.shades_classic,
  );
  const started = monotonicMs();
  bar.start(total, 0, { rate: 0 });
  return {
    update(done) {
      bar.update(done, { rate: Math.round((done * 1000) / Math.max(1, monotonicMs() - started)) });
    },
    stop: () => bar.stop(),
  };
}
