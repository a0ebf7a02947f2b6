import type { GuardedAnswer, GuardedOptions } from '../../platform/http/guarded-request.ts';
import type { Post } from '../post.ts';

/** A source as a reader needs it. */
export interface ReadableSource {
  sourceId: string;
  address: string;
  queries: readonly string[];
  /** As the reader left it the last time; {} at first. */
  cursor: Readonly<Record<string, unknown>>;
}

export interface ReaderTools {
  now: Date;
  env: Readonly<Record<string, string | undefined>>;
  /** The only way out; trusted hosts are added by whoever hands it over. */
  request(address: string, options: Omit<GuardedOptions, 'trustedHosts'>): Promise<GuardedAnswer>;
  wait(ms: number): Promise<void>;
}

/** Posts of one step. The cursor is kept only after they are stored; null: not yet, older posts are still to come. */
export interface ReadStep {
  posts: Post[];
  cursor: Record<string, unknown> | null;
}

/** Everything that is particular to one way of reading. @throws ReadFailed */
export type SourceReader = (source: ReadableSource, tools: ReaderTools) => AsyncGenerator<ReadStep>;

/** The source could not be read this time; the sentence is Russian and names the remedy where there is one. */
export class ReadFailed extends Error {
  override name = 'ReadFailed';
  readonly retryAfterMs: number | undefined;
  constructor(why: string, retryAfterMs?: number) {
    super(why);
    this.retryAfterMs = retryAfterMs;
  }
}
