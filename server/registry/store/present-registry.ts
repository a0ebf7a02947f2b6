import type { PublicRegistry, Registry } from '../../../contract/registry.ts';
import { OUTSIDE_SECTOR } from '../taxonomy.ts';
import type { RegionRegistry } from './load-region.ts';

/** What screens of staff need to name things. */
export function toRegistry(registry: RegionRegistry): Registry {
  const { file } = registry;
  return {
    ...toPublicRegistry(registry),
    organisations: file.organisations.map(({ code, name, shortName, level, parent }) => ({
      code,
      name,
      shortName,
      level,
      parent,
    })),
  };
}

/** What the residents' form needs: no bodies, no rules. */
export function toPublicRegistry({ file, taxonomy, sectorByTopic }: RegionRegistry): PublicRegistry {
  const preset = taxonomy.presets.find((candidate) => candidate.code === file.preset);
  const sectors = (preset?.sectors ?? []).map(({ code, name }) => ({ code, name }));
  return {
    region: {
      code: file.code,
      name: file.name,
      nameIn: file.nameIn,
      timeZone: file.timeZone,
      centre: file.centre,
    },
    sectors: [...sectors, { code: OUTSIDE_SECTOR.code, name: OUTSIDE_SECTOR.name }],
    topics: taxonomy.topics.map((topic) => ({
      code: topic.code,
      parent: topic.parent,
      name: topic.name,
      sector: sectorByTopic.get(topic.code)!,
      leaf: !taxonomy.childrenOf.has(topic.code),
      severity: topic.severity ?? null,
      normDays: topic.normDays ?? null,
    })),
    municipalities: file.municipalities.map(({ code, name, kind, population, centre }) => ({
      code,
      name,
      kind,
      population,
      centre,
    })),
  };
}
