import type { FoundSpike, QuietTime } from '../../../path/index.ts';
import { neighboursOf } from '../../../registry/boundaries/neighbours.ts';
import type { RegionRegistry } from '../../../registry/store/index.ts';
import type { Replica } from '../../facts/index.ts';
import type { BurstAnswer, BurstQuestion } from '../words/burst-terms.ts';
import { type DetectionThread, type DetectRequest, openDetectionThread } from './detection-thread.ts';
import { readCounts } from './read-counts.ts';
import { topicNodes } from './topic-nodes.ts';

export interface DetectionContext {
  replica: Replica;
  registry: RegionRegistry;
  /** The region's day, since 1970‑01‑01. */
  today: number;
  /** What verdicts demand of topics, see `WatchOptions.shifts`. */
  shifts: ReadonlyMap<string, number>;
  /** Days that must not teach what is usual. */
  quiet: readonly QuietTime[];
}

export interface Detection {
  /**
   * Looks through everything.
   *
   * @param sinceDays how many days back a wave may have begun to be told; null = as far as counts reach (history)
   */
  look(context: DetectionContext, sinceDays: number | null): Promise<FoundSpike[]>;
  /** Only cells that have grown today since the last look; nothing before the first. */
  recheck(context: DetectionContext): Promise<FoundSpike[]>;
  words(questions: BurstQuestion[]): Promise<BurstAnswer[]>;
  close(): Promise<void>;
}

/**
 * False alarms aimed at in a week over the whole region, a series. A centre of five to six thousand appeals a week looks into
 * some ten spikes a week; more would teach people to look away.
 */
const ALARMS_PER_WEEK = 2;
const PUBLICATION_ALARMS_PER_WEEK = 2;
/** Counts kept by place, and for the region as a whole, which must have seen the season of the year before. */
const DAYS_MAX = 400;
const WHOLE_DAYS_MAX = 760;
/** Days read again at each look: late triage and delayed imports change yesterday, rarely last month. */
const REREAD_DAYS = 8;
const RECHECK_DAYS = 2;
/** History that must be known before anything is judged, and days of it that only teach. */
const HISTORY_DAYS_MIN = 56;
const WARM_UP_DAYS = 42;
/** Looks between two scans. */
const SCAN_EVERY = 3;
/** Looks after which everything is read anew: topics corrected weeks later count too. */
const RELOAD_EVERY = 72;

/** The thread and what has been put into it; opened at the first look. */
export function openDetection(): Detection {
  let thread: DetectionThread | null = null;
  let planned = '';
  let days = 0;
  let looks = 0;
  let ready = false;
  let closed = false;
  const opened = (): DetectionThread => {
    if (closed) throw new Error('the watch has ended');
    return (thread ??= openDetectionThread());
  };

  const prepare = async ({ replica, registry, today }: DetectionContext, anew: boolean): Promise<boolean> => {
    const known = await replica.firstDay();
    if (known === null || today - known < HISTORY_DAYS_MIN) return false;
    const thread = opened();
    const plan = `${today} ${known} ${registry.version}`;
    const whole = anew || plan !== planned || looks % RELOAD_EVERY === 0;
    const nodes = topicNodes(registry.taxonomy);
    const places = [...registry.municipalities.keys()];
    if (plan !== planned) {
      days = Math.min(DAYS_MAX, today - known + 1);
      const wholeDays = Math.min(WHOLE_DAYS_MAX, today - known + 1);
      await thread.plan({
        endDay: today + 1,
        days,
        wholeDays,
        nodes: nodes.codes,
        countedBy: nodes.countedBy,
        places,
      });
      ready = false;
    }
    const reach = whole ? Math.min(WHOLE_DAYS_MAX, today - known + 1) : REREAD_DAYS;
    for await (const piece of readCounts(replica, nodes.topics, places, today - reach + 1, today)) {
      await thread.counts(piece);
    }
    planned = plan;
    return true;
  };

  const requestOf = (
    { registry, shifts, quiet }: DetectionContext,
    fromDay: number,
    scan: boolean,
  ): DetectRequest => ({
    alarmsPerWeek: ALARMS_PER_WEEK,
    publicationAlarmsPerWeek: PUBLICATION_ALARMS_PER_WEEK,
    fromDay,
    neighbours: neighboursOf([...registry.municipalities.values()], registry.boundaries),
    shifts: [...shifts],
    quiet,
    scan,
  });

  return {
    async look(context, sinceDays) {
      if (!(await prepare(context, sinceDays === null))) return [];
      const fromDay = sinceDays === null ? WARM_UP_DAYS : Math.max(WARM_UP_DAYS, days - sinceDays);
      const scan = sinceDays === null || looks % SCAN_EVERY === 0;
      looks += 1;
      const found = await thread!.detect(requestOf(context, fromDay, scan));
      ready = true;
      return found;
    },
    async recheck(context) {
      if (!thread || !ready || !planned.startsWith(`${context.today} `)) return [];
      const { replica, registry, today } = context;
      const { topics } = topicNodes(registry.taxonomy);
      const places = [...registry.municipalities.keys()];
      for await (const piece of readCounts(replica, topics, places, today - RECHECK_DAYS + 1, today)) {
        await thread.counts(piece);
      }
      return thread.recheck(requestOf(context, days - 1, false));
    },
    words: async (questions) => opened().words(questions),
    async close() {
      closed = true;
      await thread?.close();
    },
  };
}
