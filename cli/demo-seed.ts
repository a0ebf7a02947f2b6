import { Command } from 'commander';
import { HISTORY_DAYS, RECENT_DAYS, readPlan, savePlan } from '../server/demo/demo-plan.ts';
import { writeDemo } from '../server/demo/write-demo.ts';
import { systemClock } from '../server/platform/clock.ts';
import { withStore } from './open-store.ts';

const DAY_MS = 86_400_000;

/** Inner command: the server runs it beside itself to write the demo region's history. Ends when its input closes. */
export function demoSeedCommand(): Command {
  return new Command('demo-seed').description('дописать историю показательного региона').action(async () => {
    let stopped = false;
    const stop = () => {
      stopped = true;
    };
    process.stdin.on('end', stop).on('error', stop).resume();
    process.on('SIGTERM', stop);
    process.on('SIGINT', () => {});
    await withStore(async ({ pool }) => {
      const demo = await readPlan(pool);
      if (!demo || demo.plan.historyDone) return;
      const { regionId, plan } = demo;
      const end = new Date(plan.end).getTime();
      const from = new Date(end - HISTORY_DAYS * DAY_MS);
      const to = new Date(end - RECENT_DAYS * DAY_MS);
      await writeDemo({
        pool,
        clock: systemClock,
        regionId,
        seed: plan.seed,
        from,
        to,
        now: new Date(end),
        stopped: () => stopped,
        onProgress(written, upTo) {
          const share = (upTo.getTime() - from.getTime()) / (to.getTime() - from.getTime());
          console.log(`История: ${Math.round(share * 100)} %, обращений ${written.toLocaleString('ru')}`);
        },
      });
      if (!stopped) await savePlan(pool, regionId, { ...plan, historyDone: true });
    });
    process.exit(stopped ? 1 : 0);
  });
}
