import { Command } from 'commander';
import { HISTORY_DAYS, RECENT_DAYS, readPlan, savePlan } from '../server/demo/demo-plan.ts';
import { writeDemo } from '../server/demo/write-demo.ts';
import { systemClock } from '../server/platform/clock.ts';
import { withStore } from './open-store.ts';

const DAY_MS = 86_400_000;
const CHUNK_DAYS = 28;

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
      if (!demo) return;
      const { regionId } = demo;
      let { plan } = demo;
      const end = new Date(plan.end).getTime();
      const earliest = end - HISTORY_DAYS * DAY_MS;
      const latest = end - RECENT_DAYS * DAY_MS;
      // From the newest month back: the usual level beside each count is right as soon as the months next to it are there.
      while (!stopped && Date.parse(plan.writtenFrom) > earliest) {
        const to = Date.parse(plan.writtenFrom);
        const from = Math.max(earliest, to - CHUNK_DAYS * DAY_MS);
        await writeDemo({
          pool,
          clock: systemClock,
          regionId,
          seed: plan.seed,
          from: new Date(from),
          to: new Date(to),
          now: new Date(end),
          stopped: () => stopped,
        });
        if (stopped) return;
        plan = { ...plan, writtenFrom: new Date(from).toISOString() };
        await savePlan(pool, regionId, plan);
        console.log(`История: ${Math.round((100 * (latest - from)) / (latest - earliest))} %`);
      }
    });
    process.exit(stopped ? 1 : 0);
  });
}
