import type pg from 'pg';
import type { RegionRegistry } from '../registry/store/index.ts';
import type { TopicModel } from '../triage/index.ts';
import { SEED_SURE_AT } from '../triage/seed/seed-model.ts';
import { decodeModel } from '../triage/text/index.ts';

/** The region's active text model, or null: then everything goes to people. */
export async function loadTopicModel(
  pool: pg.Pool,
  registry: RegionRegistry,
  log: { error(message: string): void },
): Promise<TopicModel | null> {
  const found = await pool.query(
    'select version, content from model where region_id = $1 and active order by trained_at desc limit 1',
    [registry.code],
  );
  const row = found.rows[0];
  if (!row) return null;
  try {
    const model = await decodeModel(row.content, `модель ${row.version}`);
    const label = model.labels.find((candidate) => candidate.name === 'topic');
    if (!label) return null;
    return {
      version: row.version,
      sureAt: label.quality?.threshold ?? SEED_SURE_AT,
      topics: (text) => model.predict(text).topic!.map(({ label: code, p }) => ({ code, p })),
    };
  } catch (error) {
    log.error(
      `Модель региона ${registry.code} не читается, разбор пойдёт через людей: ${(error as Error).message}`,
    );
    return null;
  }
}

export interface ModelToInstall {
  version: string;
  content: Buffer;
  figures: unknown;
  trainedAt: Date;
}

/** Makes a model the active one of a region; running processes take it up within two seconds. */
export async function installModel(pool: pg.Pool, regionId: string, model: ModelToInstall): Promise<void> {
  await pool.query(
    `with off as (update model set active = false where region_id = $1 and active and version <> $2)
     insert into model (region_id, version, trained_at, active, figures, content) values ($1,$2,$3,true,$4,$5)
     on conflict (region_id, version) do update set active = true, trained_at = excluded.trained_at,
       content = excluded.content, figures = excluded.figures`,
    [regionId, model.version, model.trainedAt, JSON.stringify(model.figures), model.content],
  );
  await pool.query('update region set registry_version = registry_version + 1 where region_id = $1', [
    regionId,
  ]);
}
