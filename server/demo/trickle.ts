import type { App } from '../app/index.ts';
import { PER_WEEK } from './demo-plan.ts';
import { generateDemoAppeals } from './index.ts';
import { regimeOf } from './regime-of.ts';

const EVERY_MS = 15_000;
const DAY_MS = 86_400_000;

/** Lets an invented appeal come in every quarter of a minute, triaged like a real one: a living map to look at. */
export function startTrickle({ context }: App): () => void {
  const region = context.publicRegion();
  const { file, taxonomy } = region.registry();
  const from = context.clock.now();
  const appeals = generateDemoAppeals({
    seed: Math.floor(from.getTime() / 1000),
    region: file,
    taxonomy,
    from,
    to: new Date(from.getTime() + 30 * DAY_MS),
    perWeek: PER_WEEK,
    anchor: from,
  })[Symbol.iterator]();
  const timer = setInterval(() => {
    const next = appeals.next();
    if (next.done) return clearInterval(timer);
    const appeal = next.value;
    region.intake
      .register({
        channel: appeal.channel,
        externalId: `live-${from.getTime()}-${appeal.externalId}`,
        filedAt: context.clock.now(),
        text: appeal.text,
        regime: regimeOf(appeal.channel),
        sourceName: appeal.sourceName ?? null,
        point: appeal.lat === null || appeal.lon === null ? null : [appeal.lat, appeal.lon],
        address: appeal.address,
        municipality: appeal.municipalityCode,
        authorKey: appeal.authorKey,
      })
      .catch(() => {});
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
