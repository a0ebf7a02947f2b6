import type { RegionRegistry } from '../registry/store/index.ts';

/** What a profile needs beside the case: names of things, the region's clock, and how an author is hidden. */
export interface ExportContext {
  registry: RegionRegistry;
  now: Date;
  /** One author stays one author; nobody can tell which. */
  fingerprint(authorKey: string): string;
  /** GUID of this body in ССТУ; only that profile asks for it. */
  department?: string;
}
