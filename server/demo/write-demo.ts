import type pg from 'pg';
import type { Outcome, Status } from '../../contract/vocabulary.ts';
import { openRegistrar } from '../app/open-registrar.ts';
import { registerAppeals } from '../intake/index.ts';
import type { IncomingMessage } from '../path/index.ts';
import type { Clock } from '../platform/clock.ts';
import { loadRegion } from '../registry/store/index.ts';
import { PER_WEEK } from './demo-plan.ts';
import { type DemoAppeal, generateDemoAppeals } from './index.ts';
import { regimeOf } from './regime-of.ts';

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
  const flush = async (upTo: Date) => {
    if (batch.length > 0) await registerAppeals(context, batch);
    written += batch.length;
    batch = [];
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
    batch.push(toMessage(appeal, options.now));
    if (batch.length === BATCH) await flush(appeal.filedAt);
  }
  await flush(options.to);
  await registrar.close();
  return written;
}

/** @param now cases older than their usual term are closed as of then */
export function toMessage(appeal: DemoAppeal, now: Date): IncomingMessage {
  const ageDays = (now.getTime() - appeal.filedAt.getTime()) / DAY_MS;
  const fate = fateOf(appeal, ageDays);
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
            rating: fate.status === 'closed' ? appeal.rating : null,
            ...fate,
          },
        }
      : {}),
  };
}

/** Days to the answer in the demo: at least, spread, and how much longer the few late ones take. */
const ANSWERED_IN_DAYS: Record<string, readonly [least: number, spread: number, late: number]> = {
  social: [0.1, 0.9, 8],
  call: [0.5, 6, 20],
};

/** How far a case of this age has come: most are answered within two weeks, a few drag on, a few are never solved. */
function fateOf(
  appeal: DemoAppeal,
  ageDays: number,
): { status: Status; outcome: Outcome | null; closedAt: Date | null } {
  const luck = hashOf(appeal.externalId);
  const [least, spread, late] = ANSWERED_IN_DAYS[regimeOf(appeal.channel)] ?? [2, 9, 25];
  const takesDays = least + spread * luck * luck + (luck > 0.97 ? late : 0);
  if (ageDays > takesDays && luck < 0.995) {
    const outcome: Outcome =
      luck < 0.62 ? 'solved' : luck < 0.88 ? 'explained' : luck < 0.95 ? 'not_solved' : 'not_supported';
    return { status: 'closed', outcome, closedAt: new Date(appeal.filedAt.getTime() + takesDays * DAY_MS) };
  }
  const status: Status = luck < 0.3 ? 'routed' : luck < 0.9 ? 'in_work' : 'interim_answer';
  return { status, outcome: null, closedAt: null };
}

/** FNV‑1a of a text as a number 0…1: the same case has the same fate at every start. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  // The low bits of FNV follow the last characters; mix them up before use.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
}
