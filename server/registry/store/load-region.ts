import { readFileSync } from 'node:fs';
import type pg from 'pg';
import type { Geometry } from '../boundaries/geometry.ts';
import { DEFAULT_POLICIES, Policies, type Policy } from '../deadlines/index.ts';
import type { RegionFile, RegionMunicipality, RegionOrganisation } from '../region-file.ts';
import { buildTaxonomy, sectorOf, type Taxonomy } from '../taxonomy.ts';

/** Everything that rules need to know about a region, in memory. */
export interface RegionRegistry {
  code: string;
  version: number;
  file: RegionFile;
  taxonomy: Taxonomy;
  organisations: ReadonlyMap<string, RegionOrganisation>;
  municipalities: ReadonlyMap<string, RegionMunicipality>;
  /** Exact boundaries by municipality code; a municipality without one is found by its name only. */
  boundaries: ReadonlyMap<string, Geometry>;
  screenBoundaries: ReadonlyMap<string, Geometry>;
  boundarySource: string | null;
  /** Norms: the built-in policies, replaced or added to by the region's own. */
  policies: readonly Policy[];
  /** Topic code → code of the preset's sector. */
  sectorByTopic: ReadonlyMap<string, string>;
}

/** @throws Error in Russian when there is no such region */
export async function loadRegion(pool: pg.Pool, regionId: string): Promise<RegionRegistry> {
  const [regions, municipalities, organisations, topics, routes, policies] = await Promise.all([
    pool.query('select * from region where region_id = $1', [regionId]),
    pool.query('select * from municipality where region_id = $1 order by name', [regionId]),
    pool.query('select * from organisation where region_id = $1 order by name', [regionId]),
    pool.query('select * from topic where region_id = $1 order by ordinal, code', [regionId]),
    pool.query('select * from route where region_id = $1 order by ordinal', [regionId]),
    pool.query('select policy from deadline_policy where region_id = $1 order by policy_id', [regionId]),
  ]);
  const region = regions.rows[0];
  if (!region) {
    throw new Error(
      `Регион ${regionId} не заведён. Заведите его: npx otklik region load server/registry/regions/${regionId}.json`,
    );
  }
  const file = toFile(region, municipalities.rows, organisations.rows, routes.rows);
  const taxonomy = buildTaxonomy({ version: 1, topics: topics.rows.map(toTopic) }, readPresets());
  const withShape = municipalities.rows.filter((row) => row.boundary);
  return {
    code: regionId,
    version: Number(region.registry_version),
    file,
    taxonomy,
    organisations: new Map(file.organisations.map((organisation) => [organisation.code, organisation])),
    municipalities: new Map(file.municipalities.map((municipality) => [municipality.code, municipality])),
    boundaries: new Map(withShape.map((row) => [row.code, row.boundary])),
    screenBoundaries: new Map(withShape.map((row) => [row.code, row.screen_boundary ?? row.boundary])),
    boundarySource: withShape[0]?.boundary_source ?? null,
    policies: withOwnPolicies(policies.rows.map((row) => row.policy)),
    sectorByTopic: new Map(
      taxonomy.topics.map((topic) => [topic.code, sectorOf(topic.code, file.preset, taxonomy).code]),
    ),
  };
}

function withOwnPolicies(own: unknown[]): Policy[] {
  const parsed = Policies.parse(own);
  const replaced = new Set(parsed.map((policy) => policy.id));
  return [...DEFAULT_POLICIES.filter((policy) => !replaced.has(policy.id)), ...parsed];
}

export async function regionCodes(pool: pg.Pool): Promise<string[]> {
  const found = await pool.query('select region_id from region order by region_id');
  return found.rows.map((row) => row.region_id);
}

/** Cheap check whether `loadRegion` would give something newer. */
export async function registryVersion(pool: pg.Pool, regionId: string): Promise<number> {
  const found = await pool.query('select registry_version from region where region_id = $1', [regionId]);
  return Number(found.rows[0]?.registry_version ?? 0);
}

/** Rows of tables; their columns are those of the migrations. */
// biome-ignore lint/suspicious/noExplicitAny: a row of pg is untyped by nature; this is the one place that names its columns
type Row = any;

function toFile(region: Row, municipalities: Row[], organisations: Row[], routes: Row[]): RegionFile {
  return {
    code: region.region_id,
    name: region.name,
    nameIn: region.name_in,
    oktmo: region.oktmo,
    timeZone: region.time_zone,
    preset: region.preset,
    centre: [region.centre_lat, region.centre_lon],
    defaultDeadlinePolicy: region.default_policy,
    centreOrganisation: region.centre_organisation,
    municipalities: municipalities.map((row) => ({
      code: row.code,
      name: row.name,
      kind: row.kind,
      population: row.population,
      populationYear: row.population_year,
      populationSource: row.population_source,
      centre: [row.centre_lat, row.centre_lon],
      aliases: row.aliases,
      settlements: row.settlements,
    })),
    organisations: organisations.map((row) => ({
      code: row.code,
      name: row.name,
      shortName: row.short_name,
      type: row.type,
      level: row.level,
      parent: row.parent,
      territory: row.territory,
      connectionStage: row.connection_stage,
      sectors: row.sectors,
    })),
    routes: routes.map((row) => ({
      topic: row.topic,
      municipality: row.municipality,
      level: row.level,
      organisation: row.organisation,
      co: row.co_executors,
    })),
  };
}

function toTopic(row: Row): unknown {
  return {
    code: row.code,
    parent: row.parent,
    name: row.name,
    sector: row.base_sector,
    complexity: row.complexity ?? undefined,
    severity: row.severity ?? undefined,
    normDays: row.norm_days ?? undefined,
    presidentialCode: row.presidential_code,
  };
}

function readPresets(): unknown {
  return JSON.parse(readFileSync(new URL('../seed/presets.json', import.meta.url), 'utf8'));
}
