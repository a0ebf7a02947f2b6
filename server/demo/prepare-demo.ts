import type pg from 'pg';
import { addAccount } from '../access/index.ts';
import { ensureRegion } from '../app/ensure-region.ts';
import type { Clock } from '../platform/clock.ts';
import { regionCodes } from '../registry/store/index.ts';
import { demoAccounts } from './demo-accounts.ts';
import { DEMO_REGION_FILE, newPlan, RECENT_DAYS, readPlan, savePlan } from './demo-plan.ts';
import { writeDemoCandidates } from './write-candidates.ts';
import { writeDemo } from './write-demo.ts';
import { writeDemoCalls, writeDemoLetters } from './write-line.ts';

const DAY_MS = 86_400_000;

/**
 * Gives an empty store the demo region with its last two weeks; a store that holds anything else is left alone.
 *
 * @returns whether this store is a demo
 */
export async function prepareDemo(
  pool: pg.Pool,
  clock: Clock,
  say: (line: string) => void,
): Promise<boolean> {
  if ((await regionCodes(pool)).length === 0) {
    say('База пуста: завожу показательный регион…');
    const regionId = await ensureRegion(pool, clock, DEMO_REGION_FILE);
    for (const account of demoAccounts()) await addAccount(pool, regionId, account);
    await savePlan(pool, regionId, newPlan(clock.now()));
  }
  const demo = await readPlan(pool);
  if (!demo) return false;
  const { regionId, plan } = demo;
  const end = new Date(plan.end);
  if (plan.writtenFrom === plan.end) {
    const from = new Date(end.getTime() - RECENT_DAYS * DAY_MS);
    const written = await writeDemo({
      pool,
      clock,
      regionId,
      seed: plan.seed,
      from,
      to: end,
      now: end,
    });
    await writeDemoCalls({ pool, regionId, seed: plan.seed, now: end });
    await writeDemoLetters({ pool, regionId, now: end });
    await writeDemoCandidates({ pool, regionId, seed: plan.seed, now: end });
    await savePlan(pool, regionId, { ...plan, writtenFrom: from.toISOString() });
    say(`Придумано обращений за две недели: ${written}. Два года истории допишутся сами.`);
  }
  return true;
}
