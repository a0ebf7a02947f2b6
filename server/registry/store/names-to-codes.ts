import { createHash } from 'node:crypto';
import { buildNameIndex } from '../boundaries/match-names.ts';
import type { RegionOrganisation } from '../region-file.ts';
import type { BaseSector, Topic } from '../taxonomy.ts';
import type { RegionRegistry } from './load-region.ts';

/** Finds registry codes by the names that other systems use. */
export function nameLookup(registry: RegionRegistry) {
  const municipality = buildNameIndex(registry.file.municipalities);
  const topics = new Map<string, string>();
  for (const topic of registry.taxonomy.topics) {
    const path = [topic.name];
    for (let at = topic.parent; at !== null; at = registry.taxonomy.byCode.get(at)?.parent ?? null) {
      path.unshift(registry.taxonomy.byCode.get(at)!.name);
    }
    topics.set(key(path), topic.code);
  }
  const organisations = new Map<string, string>();
  for (const { code, name, shortName } of registry.file.organisations) {
    organisations.set(key([shortName]), code);
    organisations.set(key([name]), code);
  }
  return {
    municipality,
    topic: (names: readonly string[]) => topics.get(key(names)) ?? null,
    organisation: (name: string) => organisations.get(key([name])) ?? null,
  };
}

/** Topics for these name paths that the registry lacks, groups included. Codes come from names, so a repeat makes the same. */
export function topicsForNames(
  registry: RegionRegistry,
  paths: Iterable<readonly string[]>,
  sectors: Readonly<Record<string, BaseSector>>,
): Topic[] {
  const lookup = nameLookup(registry);
  const made = new Map<string, Topic>();
  for (const path of paths) {
    let parent: string | null = null;
    for (let depth = 1; depth <= path.length; depth += 1) {
      const names = path.slice(0, depth);
      const known = lookup.topic(names);
      const code: string = known ?? (parent ? `${parent}.${shortHash(names)}` : shortHash(names));
      if (!known && !made.has(code))
        made.set(code, topicOf(code, parent, names, sectors[path[0]!] ?? 'other'));
      parent = code;
    }
  }
  return [...made.values()];
}

function topicOf(code: string, parent: string | null, names: readonly string[], sector: BaseSector): Topic {
  return {
    code,
    parent,
    name: names.at(-1)!.padEnd(3, '.'),
    sector,
    complexity: 'operational',
    severity: 2,
    normDays: 30,
    presidentialCode: null,
  };
}

/** Bodies for these names that the registry lacks. */
export function organisationsForNames(
  registry: RegionRegistry,
  names: Iterable<string>,
): RegionOrganisation[] {
  const lookup = nameLookup(registry);
  const unknown = [...new Set(names)].filter((name) => lookup.organisation(name) === null);
  return unknown.map((name) => ({
    code: shortHash([name]),
    name,
    shortName: name,
    type: 'institution',
    level: 'regional',
    parent: null,
    territory: null,
    connectionStage: 'none',
    sectors: [],
  }));
}

function key(names: readonly string[]): string {
  return names.map((name) => name.toLowerCase().replaceAll('ё', 'е').replace(/\s+/g, ' ').trim()).join('\n');
}

function shortHash(names: readonly string[]): string {
  return `x${createHash('sha256').update(key(names)).digest('hex').slice(0, 10)}`;
}
