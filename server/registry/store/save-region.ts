import type pg from 'pg';
import type { RegionFile } from '../region-file.ts';
import type { Topic } from '../taxonomy.ts';

/**
 * Writes a region file and a topic list into the tables; what is already there is brought to the file's state, and nothing
 * that the file does not name is removed (appeals may point at it). Boundaries stay.
 */
export async function saveRegion(
  client: pg.PoolClient,
  file: RegionFile,
  topics: readonly Topic[],
): Promise<void> {
  await client.query(
    `insert into region (region_id, name, name_in, oktmo, time_zone, preset, centre_lat, centre_lon, default_policy, centre_organisation)
     values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
     on conflict (region_id) do update set name = excluded.name, name_in = excluded.name_in, oktmo = excluded.oktmo,
       time_zone = excluded.time_zone, preset = excluded.preset, centre_lat = excluded.centre_lat,
       centre_lon = excluded.centre_lon, default_policy = excluded.default_policy,
       centre_organisation = excluded.centre_organisation, registry_version = region.registry_version + 1`,
    [
      file.code,
      file.name,
      file.nameIn,
      file.oktmo,
      file.timeZone,
      file.preset,
      ...file.centre,
      file.defaultDeadlinePolicy,
      file.centreOrganisation,
    ],
  );
  await saveMunicipalities(client, file.code, file.municipalities);
  await saveOrganisations(client, file.code, file.organisations);
  await saveTopics(client, file.code, topics);
  await client.query('delete from route where region_id = $1', [file.code]);
  await client.query(
    `insert into route (region_id, ordinal, topic, municipality, level, organisation, co_executors)
     select $1, ordinal, topic, municipality, level, organisation, coalesce(co, '{}')
       from jsonb_to_recordset($2::jsonb)
         as x(ordinal int, topic text, municipality text, level text, organisation text, co text[])`,
    [file.code, JSON.stringify(file.routes.map((route, ordinal) => ({ ...route, ordinal })))],
  );
}

export async function saveMunicipalities(
  client: pg.PoolClient,
  regionId: string,
  municipalities: RegionFile['municipalities'],
): Promise<void> {
  await client.query(
    `insert into municipality (region_id, code, name, kind, population, population_year, population_source,
                               centre_lat, centre_lon, aliases, settlements)
     select $1, code, name, kind, population, "populationYear", "populationSource",
            (centre->>0)::float8, (centre->>1)::float8, aliases, settlements
       from jsonb_to_recordset($2::jsonb)
         as x(code text, name text, kind text, population int, "populationYear" int, "populationSource" text,
              centre jsonb, aliases text[], settlements jsonb)
     on conflict (region_id, code) do update set name = excluded.name, kind = excluded.kind,
       population = excluded.population, population_year = excluded.population_year,
       population_source = excluded.population_source, centre_lat = excluded.centre_lat,
       centre_lon = excluded.centre_lon, aliases = excluded.aliases, settlements = excluded.settlements`,
    [regionId, JSON.stringify(municipalities)],
  );
}

export async function saveOrganisations(
  client: pg.PoolClient,
  regionId: string,
  organisations: RegionFile['organisations'],
): Promise<void> {
  await client.query(
    `insert into organisation (region_id, code, name, short_name, type, level, parent, territory, connection_stage, sectors)
     select $1, code, name, "shortName", type, level, parent, territory, "connectionStage", sectors
       from jsonb_to_recordset($2::jsonb)
         as x(code text, name text, "shortName" text, type text, level text, parent text, territory text[],
              "connectionStage" text, sectors text[])
     on conflict (region_id, code) do update set name = excluded.name, short_name = excluded.short_name,
       type = excluded.type, level = excluded.level, parent = excluded.parent, territory = excluded.territory,
       connection_stage = excluded.connection_stage, sectors = excluded.sectors`,
    [regionId, JSON.stringify(organisations)],
  );
}

export async function saveTopics(
  client: pg.PoolClient,
  regionId: string,
  topics: readonly Topic[],
): Promise<void> {
  await client.query(
    `insert into topic (region_id, code, parent, name, base_sector, complexity, severity, norm_days, presidential_code, ordinal)
     select $1, code, parent, name, sector, complexity, severity, "normDays", "presidentialCode", ordinal
       from jsonb_to_recordset($2::jsonb)
         as x(code text, parent text, name text, sector text, complexity text, severity int, "normDays" int,
              "presidentialCode" text, ordinal int)
     on conflict (region_id, code) do update set parent = excluded.parent, name = excluded.name,
       base_sector = excluded.base_sector, complexity = excluded.complexity, severity = excluded.severity,
       norm_days = excluded.norm_days, presidential_code = excluded.presidential_code, ordinal = excluded.ordinal`,
    [regionId, JSON.stringify(topics.map((topic, ordinal) => ({ ...topic, ordinal })))],
  );
}
