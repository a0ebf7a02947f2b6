import type pg from 'pg';
import type { RegionMunicipality, RegionOrganisation } from '../region-file.ts';
import type { Topic } from '../taxonomy.ts';
import { saveMunicipalities, saveOrganisations, saveTopics } from './save-region.ts';

export interface RegistryAdditions {
  municipalities?: readonly RegionMunicipality[];
  organisations?: readonly RegionOrganisation[];
  topics?: readonly Topic[];
}

/** Adds to a region what an import or an administrator brings: a new topic is usable at once, in every process. */
export async function extendRegistry(
  client: pg.PoolClient,
  regionId: string,
  { municipalities = [], organisations = [], topics = [] }: RegistryAdditions,
): Promise<void> {
  if (municipalities.length > 0) await saveMunicipalities(client, regionId, [...municipalities]);
  if (organisations.length > 0) await saveOrganisations(client, regionId, [...organisations]);
  if (topics.length > 0) await saveTopics(client, regionId, topics);
  await client.query('update region set registry_version = registry_version + 1 where region_id = $1', [
    regionId,
  ]);
}
