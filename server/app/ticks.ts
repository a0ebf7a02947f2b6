import type pg from 'pg';
import type { CaseAction } from '../../contract/casework.ts';
import { actOnCase, CaseConflict } from '../casework/index.ts';
import {
  breakPassedPromises,
  casesCome,
  climbLadder,
  countCome,
  countPassedPromises,
  LADDER,
  sampleAnswers,
  type TimedAction,
} from '../control/index.ts';
import type { Clock } from '../platform/clock.ts';
import { withLock } from '../platform/database/index.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import { dayOf } from '../registry/region-day.ts';
import { type RegionRegistry, termRulesOf } from '../registry/store/index.ts';
import { systemActor } from './case-actor.ts';

export interface TickOptions {
  pool: pg.Pool;
  clock: Clock;
  signal: EventSignal;
  registry(): RegionRegistry;
  log: { info(message: string): void; error(message: string): void };
  /** Cases acted upon in one round, of one kind. */
  actionsMax?: number;
}

/** How many were done in this round, and how many still wait for the next (counted only where the bound was met). */
export interface Done {
  done: number;
  left: number;
}
export type TickReport = Record<TimedAction | 'promises' | 'escalations' | 'samples', Done>;

export interface Ticks {
  /** One round now. @returns null when another process of the installation is at it */
  run(): Promise<TickReport | null>;
  close(): Promise<void>;
}

const EVERY_MS = 60_000;
/** Of one kind in one round: a minute's work even on a small machine; after a standstill the rest follows minute by minute. */
const ACTIONS_MAX = 300;
const ROWS_MAX = 1000;
/** A case that was refused waits so long, and no more than so many are remembered. */
const REFUSED_FOR_MS = 3_600_000;
const REFUSED_MAX = 1000;

/**
 * What time itself does to cases, once a minute: postponed ones go on, answered ones are asked about, unrated ones close, promises
 * are broken, the ladder is climbed, answers are drawn for review. Control finds what has come due, casework acts by the table of the
 * path as «system», each case in a transaction of its own. A lock of the database lets one process do it at a time; what one has done
 * is not due any more for the next, so that a stop in the middle loses and doubles nothing.
 */
export function startTicks(options: TickOptions): Ticks {
  const { pool, clock, log, actionsMax = ACTIONS_MAX } = options;
  const refused = new Map<string, number>();
  let closed = false;
  let last: Promise<unknown> = Promise.resolve();

  const run = () => {
    const turn = last.then(() =>
      closed ? null : withLock(pool, 'otklik.ticks', options.registry().code, round),
    );
    last = turn.catch(() => {});
    return turn;
  };

  async function round(): Promise<TickReport> {
    const registry = options.registry();
    const now = clock.now();
    for (const [id, until] of refused) if (until <= now.getTime()) refused.delete(id);
    const { deadlines } = termRulesOf(registry);
    const climb = {
      pool,
      regionId: registry.code,
      deadlines,
      centre: registry.file.centreOrganisation,
      organisations: registry.organisations,
      ladder: LADDER,
      now,
    };
    const today = dayOf(now, registry.file.timeZone);
    const report = {
      resume: await act('resume', now),
      ask_rating: await act('ask_rating', now),
      close: await act('close', now),
      promises: await promises(climb, today),
      escalations: await ladder(climb),
      samples: await sampleAnswers({ pool, regionId: registry.code, now }, ROWS_MAX),
    };
    if (Object.values(report).some(({ done }) => done > 0)) options.signal.wake();
    const left = Object.entries(report).filter(([, each]) => each.left > 0);
    if (left.length > 0)
      log.info(
        `Контроль (${registry.code}): не всё успели за минуту, осталось ${left.map(([name, each]) => `${name} ${each.left}`).join(', ')}`,
      );
    return report;
  }

  async function act(action: TimedAction, now: Date): Promise<Done> {
    const registry = options.registry();
    const come = await casesCome(pool, registry.code, action, now, actionsMax, [...refused.keys()]);
    let done = 0;
    for (const { appealId, outcome } of come) {
      if (closed) break;
      try {
        const act = { pool, signal: options.signal, registry, appealId, actor: systemActor, now };
        await actOnCase(act, actionOf(action, outcome), null);
        done += 1;
      } catch (error) {
        // Somebody was quicker, or the case is not as the question took it to be: others must not wait for it.
        if (refused.size < REFUSED_MAX) refused.set(appealId, now.getTime() + REFUSED_FOR_MS);
        if (!(error instanceof CaseConflict))
          log.error(`Контроль: «${action}» для дела ${appealId} не сделано: ${(error as Error).message}`);
      }
    }
    const full = come.length === actionsMax;
    return { done, left: full ? await countCome(pool, registry.code, action, now) : 0 };
  }

  async function promises(climb: Parameters<typeof climbLadder>[0], today: string): Promise<Done> {
    const done = await breakPassedPromises(climb, today, ROWS_MAX);
    return { done, left: done < ROWS_MAX ? 0 : await countPassedPromises(pool, climb.regionId, today) };
  }

  async function ladder(climb: Parameters<typeof climbLadder>[0]): Promise<Done> {
    const { done, left } = await climbLadder(climb, ROWS_MAX);
    return { done, left };
  }

  const timer = setInterval(() => {
    void run().catch((error: Error) =>
      closed ? undefined : log.error(`Контроль сроков не сработал: ${error.message}`),
    );
  }, EVERY_MS);
  timer.unref();

  return {
    run,
    async close() {
      closed = true;
      clearInterval(timer);
      await last;
    },
  };
}

function actionOf(action: TimedAction, outcome: string | null): CaseAction {
  if (action !== 'close') return { action };
  return {
    action,
    outcome: (outcome ?? 'explained') as Extract<CaseAction, { action: 'close' }>['outcome'],
    reason: 'Нет ответа от автора',
  };
}
