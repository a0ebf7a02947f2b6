import type pg from 'pg';
import { openRegistrar } from '../app/open-registrar.ts';
import { registerAppeals } from '../intake/index.ts';
import type { IncomingMessage } from '../path/index.ts';
import type { Clock } from '../platform/clock.ts';
import { loadRegion } from '../registry/store/index.ts';
import { PER_WEEK } from './demo-plan.ts';
import { fateOf } from './fates.ts';
import { type DemoAppeal, generateDemoAppeals } from './index.ts';
import { regimeOf } from './regime-of.ts';
import { type DemoLife, writeLives } from './write-lives.ts';

export interface WriteDemo {
  pool: pg.Pool;
  clock: Clock;
  regionId: string;
  seed: number;
  from: Date;
  to: Date;
  /** Moment as of which cases are old or fresh. */
  now: Date;
  onProgress?(written: number, upTo: Date): void;
  stopped?(): boolean;
}

const BATCH = 500;
const DAY_MS = 86_400_000;
/** So fresh that nobody has looked yet: the model triages them as it would real ones. */
const UNTOUCHED_HOURS = 30;

/** Writes invented appeals of a period through the ordinary registration. Repeating it adds nothing. */
export async function writeDemo(options: WriteDemo): Promise<number> {
  const { pool, clock, regionId } = options;
  const registrar = await openRegistrar({ pool, where: '', connection: {}, close: async () => {} }, regionId);
  const registry = await loadRegion(pool, regionId);
  const context = { ...registrar.context, clock };
  let written = 0;
  let batch: IncomingMessage[] = [];
  let lives: DemoLife[] = [];
  const flush = async (upTo: Date) => {
    if (batch.length > 0) await registerAppeals(context, batch);
    await writeLives(pool, regionId, lives);
    written += batch.length;
    batch = [];
    lives = [];
    options.onProgress?.(written, upTo);
  };
  const appeals = generateDemoAppeals({
    seed: options.seed,
    region: registry.file,
    taxonomy: registry.taxonomy,
    from: options.from,
    to: options.to,
    perWeek: PER_WEEK,
    anchor: options.now,
  });
  for (const appeal of appeals) {
    if (options.stopped?.()) break;
    const message = toMessage(appeal, options.now);
    batch.push(message);
    if (message.known)
      lives.push({
        externalId: appeal.externalId,
        channel: appeal.channel,
        fate: fateOf(appeal, options.now),
      });
    if (batch.length === BATCH) await flush(appeal.filedAt);
  }
  await flush(options.to);
  await registrar.close();
  return written;
}

/** @param now cases older than their usual term are closed as of then */
export function toMessage(appeal: DemoAppeal, now: Date): IncomingMessage {
  const ageDays = (now.getTime() - appeal.filedAt.getTime()) / DAY_MS;
  const { status, outcome, closedAt } = fateOf(appeal, now);
  return {
    channel: appeal.channel,
    externalId: appeal.externalId,
    filedAt: appeal.filedAt,
    text: appeal.text,
    regime: regimeOf(appeal.channel),
    sourceName: appeal.sourceName ?? null,
    point: appeal.lat === null || appeal.lon === null ? null : [appeal.lat, appeal.lon],
    address: appeal.address,
    municipality: appeal.municipalityCode,
    authorKey: appeal.authorKey,
    contact: appeal.authorName ? { name: appeal.authorName } : null,
    ...(ageDays * 24 > UNTOUCHED_HOURS
      ? {
          known: {
            topic: appeal.topicCode,
            kind: appeal.kind,
            rating: status === 'closed' ? appeal.rating : null,
            status,
            outcome,
            closedAt,
          },
        }
      : {}),
  };
}
