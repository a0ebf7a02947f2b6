// The tree of topics and the sector presets a region starts with. Both are data (seed/*.json), so that a
// region may replace them; this file only checks and reads them. Invariant: codes are unique, every parent
// exists, there are no cycles, and every leaf says how hard, how grave and how long.
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export const BASE_SECTORS = [
  'education',
  'health',
  'social',
  'housing',
  'roads',
  'transport',
  'energy',
  'waste',
  'ecology',
  'labour',
  'employment',
  'other',
] as const;
export type BaseSector = (typeof BASE_SECTORS)[number];

const code = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)*$/);
// Code of the presidential thematic classifier: four blocks of four digits, optionally a fifth (sub-question).
const presidentialCode = z.string().regex(/^\d{4}(\.\d{4}){3,4}$/);

const topicSchema = z.object({
  code,
  parent: code.nullable(),
  name: z.string().min(3),
  sector: z.enum(BASE_SECTORS),
  complexity: z.enum(['operational', 'resource', 'systemic', 'information']).optional(),
  severity: z.number().int().min(1).max(5).optional(),
  /** Default norm in calendar days; a region's deadline policy may override it. */
  normDays: z.number().positive().optional(),
  presidentialCode: presidentialCode.nullable().optional(),
});
export type Topic = z.infer<typeof topicSchema>;
/** A topic without children: the only kind an appeal may be given. */
export type LeafTopic = Topic &
  Required<Pick<Topic, 'complexity' | 'severity' | 'normDays' | 'presidentialCode'>>;

const presetSchema = z.object({
  code: z.string(),
  name: z.string(),
  note: z.string(),
  sectors: z.array(
    z.object({ code: z.string(), name: z.string(), baseSectors: z.array(z.enum(BASE_SECTORS)) }),
  ),
});
export type SectorPreset = z.infer<typeof presetSchema>;

/** Where a topic lands when a preset has no sector for it: «вне блоков». */
export const OUTSIDE_SECTOR = { code: 'outside', name: 'Вне блоков' } as const;

export type Taxonomy = {
  version: number;
  topics: Topic[];
  byCode: ReadonlyMap<string, Topic>;
  childrenOf: ReadonlyMap<string, readonly Topic[]>;
  /** Leaves in the order of the file. */
  leaves: readonly LeafTopic[];
  presets: readonly SectorPreset[];
};

/**
 * Checks a topic list and its presets and indexes them.
 * @throws Error naming the first duplicate code, missing parent, cycle, incomplete leaf, or doubly placed sector.
 */
export function buildTaxonomy(topicFile: unknown, presetFile: unknown): Taxonomy {
  const { version, topics } = z
    .object({ version: z.number(), topics: z.array(topicSchema) })
    .parse(topicFile);
  const { presets } = z.object({ presets: z.array(presetSchema) }).parse(presetFile);

  const byCode = new Map<string, Topic>();
  for (const topic of topics) {
    if (byCode.has(topic.code)) throw new Error(`topic ${topic.code} is listed twice`);
    byCode.set(topic.code, topic);
  }
  const childrenOf = new Map<string, Topic[]>();
  for (const topic of topics) {
    if (topic.parent === null) continue;
    if (!byCode.has(topic.parent))
      throw new Error(`topic ${topic.code} has an unknown parent ${topic.parent}`);
    childrenOf.set(topic.parent, [...(childrenOf.get(topic.parent) ?? []), topic]);
    const seen = new Set([topic.code]);
    for (let at: string | null = topic.parent; at !== null; at = byCode.get(at)?.parent ?? null) {
      if (seen.has(at)) throw new Error(`topic ${topic.code} is its own ancestor`);
      seen.add(at);
    }
  }
  const leaves = topics.filter((topic) => !childrenOf.has(topic.code)).map(asLeaf);
  for (const preset of presets) {
    const placed = preset.sectors.flatMap((sector) => sector.baseSectors);
    if (new Set(placed).size !== placed.length)
      throw new Error(`preset ${preset.code} places a sector twice`);
  }
  return { version, topics, byCode, childrenOf, leaves, presets };
}

function asLeaf(topic: Topic): LeafTopic {
  const { complexity, severity, normDays, presidentialCode } = topic;
  if (!complexity || !severity || !normDays || presidentialCode === undefined) {
    throw new Error(`leaf topic ${topic.code} lacks complexity, severity, normDays or presidentialCode`);
  }
  return { ...topic, complexity, severity, normDays, presidentialCode };
}

let seed: Taxonomy | undefined;

/** The taxonomy the product ships with, read once from seed/topics.json and seed/presets.json. */
export function loadTaxonomy(): Taxonomy {
  seed ??= buildTaxonomy(readSeed('topics.json'), readSeed('presets.json'));
  return seed;
}

function readSeed(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./seed/${name}`, import.meta.url), 'utf8'));
}

/**
 * The sector of a preset that answers for a topic; `outside` when the preset has none.
 * @throws Error when the topic or the preset is unknown.
 */
export function sectorOf(
  topicCode: string,
  presetCode: string,
  taxonomy: Taxonomy = loadTaxonomy(),
): { code: string; name: string } {
  const topic = topicOf(topicCode, taxonomy);
  const preset = taxonomy.presets.find((candidate) => candidate.code === presetCode);
  if (!preset) throw new Error(`unknown sector preset ${presetCode}`);
  const sector = preset.sectors.find((candidate) => candidate.baseSectors.includes(topic.sector));
  return sector ? { code: sector.code, name: sector.name } : OUTSIDE_SECTOR;
}

/** All leaf topics under a code, itself when it is a leaf. @throws Error when the code is unknown. */
export function leavesOf(topicCode: string, taxonomy: Taxonomy = loadTaxonomy()): LeafTopic[] {
  const topic = topicOf(topicCode, taxonomy);
  const children = taxonomy.childrenOf.get(topicCode);
  return children ? children.flatMap((child) => leavesOf(child.code, taxonomy)) : [asLeaf(topic)];
}

/** The way from the group down to the topic, both included. @throws Error when the code is unknown. */
export function pathOf(topicCode: string, taxonomy: Taxonomy = loadTaxonomy()): Topic[] {
  const topic = topicOf(topicCode, taxonomy);
  return topic.parent === null ? [topic] : [...pathOf(topic.parent, taxonomy), topic];
}

function topicOf(topicCode: string, taxonomy: Taxonomy): Topic {
  const topic = taxonomy.byCode.get(topicCode);
  if (!topic) throw new Error(`unknown topic ${topicCode}`);
  return topic;
}
