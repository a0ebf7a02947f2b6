/**
 * Ways of reading open sources: one file a way.
 * Invariant: a reader calls only the registered address of its source and answers posts as they were written; nothing is judged here.
 * Entrance: `READERS`; what a way promises is in reader.ts.
 */
import { readFeed } from './feed.ts';
import type { SourceReader } from './reader.ts';
import { readVkSearch } from './vk-search.ts';

/** Ways of reading that go by themselves; an export is brought by a person. */
export const READERS: Readonly<Record<string, SourceReader | undefined>> = {
  vk_search: readVkSearch,
  feed: readFeed,
};
export type { ReaderTools, SourceReader } from './reader.ts';
export { ReadFailed } from './reader.ts';
