import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Municipality, Organisation, Registry, Sector, Topic } from '../../contract/registry.ts';
import { call } from './client.ts';

export const registryQuery = queryOptions({
  queryKey: ['registry'],
  queryFn: ({ signal }) => call('registry', { signal }),
  staleTime: 30 * 60_000,
  gcTime: Number.POSITIVE_INFINITY,
});

/** The registry with its names within reach. Everything is empty until it has arrived. */
export interface RegistryIndex {
  ready: boolean;
  region: Registry['region'] | null;
  sectors: readonly Sector[];
  topics: readonly Topic[];
  municipalities: readonly Municipality[];
  organisations: readonly Organisation[];
  topic: (code: string | null | undefined) => Topic | undefined;
  sector: (code: string | null | undefined) => Sector | undefined;
  municipality: (code: string | null | undefined) => Municipality | undefined;
  organisation: (code: string | null | undefined) => Organisation | undefined;
  /** «Дороги › Ямы и разрушение покрытия»; the code itself when the registry does not know it. */
  topicPath: (code: string | null | undefined) => string;
  /** Names by code; the code itself when unknown, so that nothing disappears from the screen. */
  topicName: (code: string | null | undefined) => string;
  municipalityName: (code: string | null | undefined) => string;
  organisationName: (code: string | null | undefined) => string;
}

export function useRegistry(): RegistryIndex {
  const { data } = useQuery(registryQuery);
  return useMemo(() => indexRegistry(data), [data]);
}

/** One index per registry object, shared by every row of every table. */
const indexes = new WeakMap<Registry, RegistryIndex>();

export function indexRegistry(registry: Registry | undefined): RegistryIndex {
  if (registry === undefined) return EMPTY;
  const known = indexes.get(registry);
  if (known) return known;
  const built = build(registry);
  indexes.set(registry, built);
  return built;
}

function build(registry: Registry): RegistryIndex {
  const topics = byCode(registry.topics);
  const sectors = byCode(registry.sectors);
  const municipalities = byCode(registry.municipalities);
  const organisations = byCode(registry.organisations);
  const get =
    <T>(map: Map<string, T>) =>
    (code: string | null | undefined) =>
      code == null ? undefined : map.get(code);
  return {
    ready: true,
    region: registry.region,
    sectors: registry.sectors,
    topics: registry.topics,
    municipalities: registry.municipalities,
    organisations: registry.organisations,
    topic: get(topics),
    sector: get(sectors),
    municipality: get(municipalities),
    organisation: get(organisations),
    topicPath: (code) => {
      const names: string[] = [];
      // Bounded: a registry with a cycle must not hang the screen.
      for (let at = code == null ? undefined : topics.get(code); at && names.length < 8; ) {
        names.unshift(at.name);
        at = at.parent === null ? undefined : topics.get(at.parent);
      }
      return names.join(' › ') || (code ?? '');
    },
    topicName: (code) => (code == null ? '' : (topics.get(code)?.name ?? code)),
    municipalityName: (code) => (code == null ? '' : (municipalities.get(code)?.name ?? code)),
    organisationName: (code) => (code == null ? '' : (organisations.get(code)?.name ?? code)),
  };
}

function byCode<T extends { code: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.code, item]));
}

const EMPTY: RegistryIndex = {
  ...build({
    region: { code: '', name: '', nameIn: '', timeZone: 'Europe/Moscow', centre: [0, 0] },
    sectors: [],
    topics: [],
    municipalities: [],
    organisations: [],
  }),
  ready: false,
  region: null,
};
