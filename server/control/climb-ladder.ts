import type pg from 'pg';
import { transaction } from '../platform/database/index.ts';
import type { DeadlineContext } from '../registry/deadlines/index.ts';
import {
  addresseeOf,
  dueBefore,
  escalationsDue,
  type Ladder,
  timedRungs,
  WARNED_AFTER_SHARE,
} from './ladder.ts';
import {
  appendEvents,
  breakPromises,
  casesAtTimedRung,
  casesCameBack,
  casesWithBrokenPromise,
  takeForLadder,
  takePassedPromises,
  writeEscalations,
} from './queries.ts';

export interface ClimbContext {
  pool: pg.Pool;
  regionId: string;
  deadlines: DeadlineContext;
  centre: string;
  organisations: ReadonlyMap<string, { parent: string | null }>;
  ladder: Ladder;
  now: Date;
}

const BATCH = 100;
/** A broken promise that the ladder was not told of within this time is history. */
const BROKEN_LATELY_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * Writes the rungs that have come due, each once for a case between two of its returns, with event and level in one transaction.
 * What to look at is found without a lock; the pure rule decides again on the locked case.
 *
 * @returns how many were written, and how many more cases were seen waiting behind the bound (at least)
 */
export async function climbLadder(
  context: ClimbContext,
  limit: number,
): Promise<{ done: number; left: number }> {
  const { pool, regionId, ladder, now, deadlines } = context;
  const ids = new Set<string>();
  const waiting = new Set<string>();
  const add = (found: readonly string[]) => {
    for (const id of found) {
      if (ids.size < limit) ids.add(id);
      else if (!ids.has(id)) waiting.add(id);
    }
  };
  // The gravest first, so that after a standstill a case is told about once.
  for (const rung of [...ladder].sort((a, b) => b.level - a.level)) {
    if (rung.on === 'reopened') add(await casesCameBack(pool, regionId, rung.times, rung.id, 2 * limit));
    else if (rung.on === 'promise_broken') {
      const since = new Date(now.getTime() - BROKEN_LATELY_DAYS * DAY_MS);
      add(await casesWithBrokenPromise(pool, regionId, since, rung.id, 2 * limit));
    } else {
      const track = timedRungs(ladder)
        .filter((other) => other.level >= rung.level)
        .map((other) => other.id);
      const before = dueBefore(rung, now, deadlines);
      const afterShare = rung.on === 'before_due' ? WARNED_AFTER_SHARE : 0;
      add(await casesAtTimedRung(pool, regionId, { before, afterShare, track }, now, 2 * limit));
    }
  }
  let done = 0;
  const all = [...ids];
  for (let at = 0; at < all.length; at += BATCH) {
    done += await transaction(pool, (client) => escalateWithin(client, context, all.slice(at, at + BATCH)));
  }
  return { done, left: waiting.size };
}

/** Promises whose day has passed without being kept: broken, told in the log, and escalated in the same transaction. */
export async function breakPassedPromises(
  context: ClimbContext,
  today: string,
  limit: number,
): Promise<number> {
  const { pool, regionId, now } = context;
  let done = 0;
  while (done < limit) {
    const taken = await transaction(pool, async (client) => {
      const passed = await takePassedPromises(client, regionId, today, Math.min(BATCH, limit - done));
      if (passed.length === 0) return 0;
      await breakPromises(
        client,
        regionId,
        passed.map((promise) => promise.promiseId),
        now,
      );
      await appendEvents(
        client,
        regionId,
        now,
        'promise.broken',
        passed.map(({ appealId, until, organisation }) => ({ appealId, data: { until, organisation } })),
      );
      await escalateWithin(client, context, [...new Set(passed.map((promise) => promise.appealId))]);
      return passed.length;
    });
    done += taken;
    if (taken < BATCH) break;
  }
  return done;
}

async function escalateWithin(
  client: pg.PoolClient,
  context: ClimbContext,
  appealIds: readonly string[],
): Promise<number> {
  const { regionId, ladder, now, deadlines } = context;
  const rows = (await takeForLadder(client, regionId, appealIds)).flatMap((row) =>
    escalationsDue(row, ladder, now, deadlines).map((rung) => ({
      appealId: row.appealId,
      rung: rung.id,
      level: rung.level,
      due: row.dueAt,
      ...addresseeOf(rung, row.organisation, context),
    })),
  );
  if (rows.length > 0) await writeEscalations(client, regionId, rows, now);
  return rows.length;
}
