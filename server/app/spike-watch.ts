import type pg from 'pg';
import {
  endSpikes,
  isOneBranch,
  knownSpikes,
  matchSpike,
  type RecordContext,
  readQuietTimes,
  readShifts,
  readWatchedFrom,
  recordSpikes,
  saveWatchedFrom,
} from '../alerts/index.ts';
import type { Replica } from '../insight/facts/index.ts';
import { findNewMatters, gatherEvidence, openDetection } from '../insight/spikes/watch/index.ts';
import type { FoundSpike, MeasuredSpike } from '../path/index.ts';
import type { Clock } from '../platform/clock.ts';
import { type EventSignal, formatPosition } from '../platform/event-log/index.ts';
import { formatDay, parseDay } from '../registry/calendar/index.ts';
import { dayOf } from '../registry/region-day.ts';
import type { RegionRegistry } from '../registry/store/index.ts';

export interface SpikeWatchOptions {
  pool: pg.Pool;
  clock: Clock;
  signal: EventSignal;
  replica: Replica;
  registry(): RegionRegistry;
  onError(error: Error): void;
}

export interface SpikeWatch {
  /** Looks through everything now. @returns how many spikes were new */
  look(): Promise<number>;
  /** Looks at what has grown today since the last look. @returns how many spikes were new */
  recheck(): Promise<number>;
  /** Reads the words of the last days for new matters. @returns how many spikes were new */
  readWords(): Promise<number>;
  close(): Promise<void>;
}

/** How often what has grown is looked at, and how often everything. */
const TICK_MS = 20_000;
const LOOK_MS = 300_000;
/** Waves that began earlier were told by an earlier look. */
const SINCE_DAYS = 12;
/** Looks between two readings of words for matters that no topic has yet. */
const WORDS_EVERY = 12;
/** Evidence is read for so many waves a look; the others come with the next. */
const GATHERED_MAX = 400;

/** Detects on a schedule and records what was found: insight reads, alerts write, nothing of it on a request's path. */
export function watchSpikes(options: SpikeWatchOptions): SpikeWatch {
  const { pool, clock, replica } = options;
  const detection = openDetection();
  let lookedAt = 0;
  let lookedDay = '';
  let position = '';
  let firstDay: number | null = null;
  let looks = 0;
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One pass at a time, in the order asked. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  };
  const recordContext = (): RecordContext => {
    const registry = options.registry();
    const now = clock.now();
    const today = dayOf(now, registry.file.timeZone);
    return { pool, signal: options.signal, registry, now, today };
  };
  const detectionContext = async ({ registry, now, today }: RecordContext) => ({
    replica,
    registry,
    today: parseDay(today),
    shifts: await readShifts(pool, registry.code, now),
    quiet: await readQuietTimes(pool, registry.code, today),
  });

  const record = async (found: readonly FoundSpike[], context: RecordContext): Promise<number> => {
    const changed = await onlyChanged(found, context);
    let fresh = 0;
    for (const spike of changed.slice(-GATHERED_MAX)) {
      const evidence = await gatherEvidence(spike, {
        pool,
        regionId: context.registry.code,
        timeZone: context.registry.file.timeZone,
        taxonomy: context.registry.taxonomy,
        now: context.now,
        words: (questions) => detection.words(questions),
      });
      const measured: MeasuredSpike = { ...spike, ...evidence };
      const [result] = await recordSpikes(context, [measured]);
      if (result?.fresh) fresh += 1;
    }
    return fresh;
  };

  const look = async (): Promise<number> => {
    const context = recordContext();
    const since = await replica.firstDay();
    const watched = await readWatchedFrom(pool, context.registry.code);
    const history = since !== null && watched !== formatDay(since);
    position = formatPosition(replica.position());
    const found = await detection.look(await detectionContext(context), history ? null : SINCE_DAYS);
    let fresh = await record(found, context);
    if (looks % WORDS_EVERY === 0 && since !== null) fresh += await recordNewMatters(context);
    looks += 1;
    await endSpikes(context);
    if (history && found.length > 0) await saveWatchedFrom(pool, context.registry.code, formatDay(since));
    lookedAt = context.now.getTime();
    lookedDay = context.today;
    return fresh;
  };
  /** A matter whose topic already rises there is that rise: its words are on its page. */
  const recordNewMatters = async (context: RecordContext): Promise<number> => {
    const { registry } = context;
    const matters = await findNewMatters({
      pool,
      regionId: registry.code,
      timeZone: registry.file.timeZone,
      taxonomy: registry.taxonomy,
      now: context.now,
      words: (questions) => detection.words(questions),
    });
    if (matters.length === 0) return 0;
    const since = matters.map((matter) => matter.firstDay).reduce((a, b) => (a < b ? a : b));
    const known = await knownSpikes(pool, registry.code, since);
    const fresh = matters.filter((matter) =>
      known.every(
        (spike) =>
          matchSpike({ ...matter, series: spike.series }, [spike], (a, b) => isOneBranch(a, b, registry)) ===
          null,
      ),
    );
    return record(fresh, context);
  };
  const recheck = async (): Promise<number> => {
    const context = recordContext();
    position = formatPosition(replica.position());
    return record(await detection.recheck(await detectionContext(context)), context);
  };

  const tick = async (): Promise<void> => {
    const context = recordContext();
    const known = await replica.firstDay();
    // While history is being written or copied its beginning moves: what is half there would be judged by half a past.
    const settled = known === firstDay;
    firstDay = known;
    if (!settled || known === null) return;
    const advanced = formatPosition(replica.position()) !== position;
    const due = context.now.getTime() - lookedAt >= LOOK_MS || context.today !== lookedDay;
    if (due && (advanced || context.today !== lookedDay)) await look();
    else if (advanced) await recheck();
  };
  const timer = setInterval(() => {
    if (!closed) void inTurn(tick).catch((error) => (closed ? undefined : options.onError(error)));
  }, TICK_MS);
  timer.unref();

  return {
    look: () => inTurn(look),
    recheck: () => inTurn(recheck),
    readWords: () => inTurn(() => recordNewMatters(recordContext())),
    async close() {
      closed = true;
      clearInterval(timer);
      // A look under way loses its thread and ends with an error that nobody needs.
      await detection.close();
      await last;
    },
  };
}

/** Waves that are new, or have more days or cases than when they were recorded. */
async function onlyChanged(found: readonly FoundSpike[], context: RecordContext): Promise<FoundSpike[]> {
  if (found.length === 0) return [];
  const { pool, registry } = context;
  const since = found.map((spike) => spike.firstDay).reduce((a, b) => (a < b ? a : b));
  const known = await knownSpikes(pool, registry.code, since);
  return found.filter((spike) => {
    const match = matchSpike(spike, known, (a, b) => isOneBranch(a, b, registry));
    return !match || match.count !== spike.count || match.lastDay !== spike.lastDay;
  });
}
