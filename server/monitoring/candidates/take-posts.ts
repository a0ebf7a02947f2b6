import { uuidV7 } from '../../platform/identifiers/uuid-v7.ts';
import { type FoundCandidate, type JudgedSource, type Judgement, judgePost } from '../judge/judge-post.ts';
import { createNearCopies, type NearCopies } from '../judge/near-copies.ts';
import type { MonitoringContext } from '../monitoring-context.ts';
import type { Post } from '../post.ts';
import { addCopies, insertCandidates, loadCopies } from './queries.ts';

export interface Taken {
  posts: number;
  candidates: number;
  copies: number;
}

export interface PostTaker {
  /** Judges posts and keeps candidates. The same posts again add nothing. */
  take(source: JudgedSource & { sourceId: string; network: string }, posts: readonly Post[]): Promise<Taken>;
}

/** Judged in one turn of the loop: some ten milliseconds, so that people are served in between. */
const SLICE = 100;
const COPIES_LOADED_MAX = 20_000;

/** The pipeline from posts to stored candidates. One per region: near copies are remembered across sources. */
export function createPostTaker(
  context: Pick<MonitoringContext, 'pool' | 'clock' | 'regionId' | 'judges'>,
): PostTaker {
  const { pool, clock, regionId } = context;
  const copies = createNearCopies();
  let seenUpTo: string | null = null;
  return {
    async take(source, posts) {
      const judges = await context.judges();
      seenUpTo = await loadCopies(pool, regionId, seenUpTo, copies, COPIES_LOADED_MAX);
      const taken: Taken = { posts: posts.length, candidates: 0, copies: 0 };
      const found: (FoundCandidate & { candidateId: string })[] = [];
      const again: { candidateId: string; externalId: string }[] = [];
      for (let at = 0; at < posts.length; at += SLICE) {
        if (at > 0) await new Promise(setImmediate);
        const now = clock.now();
        for (const post of posts.slice(at, at + SLICE)) {
          const judgement = judgePost(post, source, judges, copies, now);
          keep(judgement, post, copies, found, again, now);
        }
      }
      if (found.length > 0) {
        const fresh = await insertCandidates(pool, regionId, source, found, clock.now());
        taken.candidates = fresh.size;
        const last = found.at(-1)!.candidateId;
        if (seenUpTo === null || last > seenUpTo) seenUpTo = last;
      }
      if (again.length > 0) await addCopies(pool, regionId, again);
      taken.copies = again.length;
      return taken;
    },
  };
}

function keep(
  judgement: Judgement,
  post: Post,
  copies: NearCopies,
  found: (FoundCandidate & { candidateId: string })[],
  again: { candidateId: string; externalId: string }[],
  now: Date,
): void {
  if (judgement.kind === 'candidate') {
    const candidateId = uuidV7(now.getTime());
    copies.add(judgement.found.print, { candidateId, externalId: post.externalId });
    found.push({ ...judgement.found, candidateId });
  } else if (judgement.kind === 'copy' && judgement.of.externalId !== post.externalId) {
    again.push({ candidateId: judgement.of.candidateId, externalId: post.externalId });
  }
}
