import { withLock } from '../../platform/database/index.ts';
import { guardedRequest, RequestRefused } from '../../platform/http/guarded-request.ts';
import type { PostTaker, Taken } from '../candidates/take-posts.ts';
import type { Verdicts } from '../judge/threshold.ts';
import { thresholdOf } from '../judge/threshold.ts';
import type { MonitoringContext } from '../monitoring-context.ts';
import type { Post } from '../post.ts';
import { READERS, type ReaderTools, ReadFailed } from '../readers/index.ts';
import {
  keepCursor,
  noteFailure,
  noteRead,
  type SourceRow,
  selectDue,
  selectSource,
  selectVkPages,
} from './queries.ts';

const MINUTE_MS = 60_000;
const EVERY_MS: Record<string, number> = { vk_search: 5 * MINUTE_MS, feed: 10 * MINUTE_MS };
const BACKOFF_MAX_MS = 6 * 60 * MINUTE_MS;
const DUE_MAX = 20;

/** Reads every source whose turn has come, one after another; one that fails does not hold up the others. @returns how many */
export async function readDueSources(context: MonitoringContext, taker: PostTaker): Promise<number> {
  const { pool, regionId, clock } = context;
  const due = await selectDue(pool, regionId, clock.now(), DUE_MAX);
  let read = 0;
  for (const { source_id: sourceId } of due) {
    try {
      // One that another process reads is not counted: nothing would hold the loop back.
      if (await readSource(context, taker, sourceId)) read += 1;
    } catch (error) {
      // What failed is noted with the source; people see it there.
      if (!(error instanceof ReadFailed))
        context.log.error(`Источник ${sourceId}: ${(error as Error).message}`);
    }
  }
  return read;
}

/**
 * Reads one source from where it was left. The cursor moves after the posts before it are stored; a lock of the database lets one
 * process read a source at a time.
 *
 * @returns null when there is no such source, or another process is reading it
 * @throws ReadFailed after the failure and the time of the next try are noted
 */
export async function readSource(
  context: MonitoringContext,
  taker: PostTaker,
  sourceId: string,
): Promise<Taken | null> {
  const { pool, regionId } = context;
  return withLock(pool, 'otklik.monitoring', `${regionId} ${sourceId}`, async () => {
    const source = await selectSource(pool, regionId, sourceId);
    const reader = source && READERS[source.reading];
    if (!source || !reader) return null;
    const pages = source.reading === 'vk_search' ? await selectVkPages(pool, regionId) : new Map();
    const sum: Taken = { posts: 0, candidates: 0, copies: 0 };
    try {
      const readable = { sourceId, address: source.address, queries: source.queries, cursor: source.cursor };
      for await (const step of reader(readable, toolsOf(context))) {
        for (const [home, posts] of byHome(step.posts, source, pages))
          await takeInto(sum, taker, judgedSource(home), posts);
        if (step.cursor) await keepCursor(pool, regionId, sourceId, step.cursor);
      }
    } catch (error) {
      throw await noted(context, source, error as Error);
    }
    const now = context.clock.now();
    const next = new Date(now.getTime() + (EVERY_MS[source.reading] ?? 10 * MINUTE_MS));
    await noteRead(pool, regionId, sourceId, { now, next, posts: sum.posts, candidates: sum.candidates });
    return sum;
  });
}

/**
 * What a search has found on a registered page is that page's: its place, its audience, its threshold. What an official page says itself is
 * no complaint, and a page that is switched off is left alone.
 */
function byHome(
  posts: readonly Post[],
  source: SourceRow & Verdicts,
  pages: ReadonlyMap<string, SourceRow & Verdicts>,
): Map<SourceRow & Verdicts, Post[]> {
  const homes = new Map<SourceRow & Verdicts, Post[]>();
  for (const post of posts) {
    const page = pages.get(post.home ?? '');
    if (page && (!page.enabled || (page.kind === 'official' && post.author === post.home))) continue;
    const home = page ?? source;
    const own = homes.get(home);
    if (own) own.push(post);
    else homes.set(home, [post]);
  }
  return homes;
}

/** A source as the judge of its posts needs it: its threshold is what its verdicts have made of it. */
export function judgedSource(source: SourceRow & Verdicts) {
  return {
    sourceId: source.source_id,
    network: source.network,
    name: source.name,
    municipality: source.municipality,
    threshold: thresholdOf(source),
  };
}

/** Hands posts over and adds what became of them to `sum`. */
export async function takeInto(
  sum: Taken,
  taker: PostTaker,
  source: ReturnType<typeof judgedSource>,
  posts: readonly Post[],
): Promise<void> {
  if (posts.length === 0) return;
  const taken = await taker.take(source, posts);
  sum.posts += taken.posts;
  sum.candidates += taken.candidates;
  sum.copies += taken.copies;
}

function toolsOf({ clock, env, wait }: MonitoringContext): ReaderTools {
  // A server of one's own network is called only where the installation names it.
  const trustedHosts = (env.OTKLIK_MONITORING_TRUSTED ?? '')
    .split(',')
    .map((host) => host.trim())
    .filter(Boolean);
  return {
    now: clock.now(),
    env,
    wait,
    request: (address, options) => guardedRequest(address, { ...options, trustedHosts }),
  };
}

/** Waits double with each failure in a row, or are as long as the network asks. */
async function noted(
  { pool, regionId, clock }: MonitoringContext,
  source: SourceRow,
  error: Error,
): Promise<Error> {
  const told = error instanceof ReadFailed || error instanceof RequestRefused;
  const asked = error instanceof ReadFailed ? error.retryAfterMs : undefined;
  const waitMs = asked ?? Math.min(MINUTE_MS * 2 ** Math.min(source.failures, 12), BACKOFF_MAX_MS);
  const now = clock.now();
  await noteFailure(pool, regionId, source.source_id, {
    now,
    next: new Date(now.getTime() + waitMs),
    why: told ? error.message : `Сбой чтения: ${error.message}`,
  });
  return told ? new ReadFailed(error.message, waitMs) : error;
}
