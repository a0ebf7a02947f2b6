import type { GroupCommit } from '../intake/index.ts';

/** More filings than this between two questions, which followers ask a tenth of a second apart. */
const FILINGS = 10;

/** Tells one follower whether intake is in a rush, by what was taken since it asked last: then it should give way. */
export function createRushGauge(intake: GroupCommit): () => boolean {
  let seen = intake.taken();
  return () => {
    const taken = intake.taken() - seen;
    seen += taken;
    return taken > FILINGS;
  };
}
