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
