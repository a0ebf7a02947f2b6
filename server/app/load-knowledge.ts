import type pg from 'pg';
import type { RegionRegistry } from '../registry/store/index.ts';
import { prepareTriage, type TriageKnowledge } from '../triage/index.ts';
import { loadRouteHistory } from './route-history.ts';
import { loadTopicModel } from './topic-model.ts';

/** What triage knows of a region as the store has it now: registry, active text model, who answered for what. */
export async function loadKnowledge(
  pool: pg.Pool,
  registry: RegionRegistry,
  log: { error(message: string): void },
): Promise<TriageKnowledge> {
  const model = await loadTopicModel(pool, registry, log);
  return prepareTriage(registry, model, await loadRouteHistory(pool, registry));
}
