import type { PostTaker, Taken } from '../candidates/take-posts.ts';
import type { MonitoringContext } from '../monitoring-context.ts';
import { readTelegramExport } from '../readers/telegram-export.ts';
import { noteRead, selectSource } from './queries.ts';
import { judgedSource, takeInto } from './read-source.ts';

/**
 * Takes the posts of a Telegram export for a source; the file is streamed, and may be brought again: known posts add nothing.
 *
 * @returns null when there is no such source
 * @throws ExportUnreadable; what came before the broken place stays taken
 */
export async function readExport(
  { pool, regionId, clock }: Pick<MonitoringContext, 'pool' | 'regionId' | 'clock'>,
  taker: PostTaker,
  sourceId: string,
  stream: AsyncIterable<Buffer>,
): Promise<Taken | null> {
  const source = await selectSource(pool, regionId, sourceId);
  if (!source) return null;
  const judged = judgedSource(source);
  const sum: Taken = { posts: 0, candidates: 0, copies: 0 };
  for await (const posts of readTelegramExport(stream, { sourceId, address: source.address }))
    await takeInto(sum, taker, judged, posts);
  const now = clock.now();
  await noteRead(pool, regionId, sourceId, { now, next: now, posts: sum.posts, candidates: sum.candidates });
  return sum;
}
