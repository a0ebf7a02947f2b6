import type pg from 'pg';
import type { NormChange, NormEffect } from '../../contract/norms.ts';
import { previewTerms, recalculateTerms } from '../casework/index.ts';
import { transaction } from '../platform/database/index.ts';
import type { EventSignal } from '../platform/event-log/index.ts';
import {
  loadRegion,
  type Norm,
  type RegionRegistry,
  readNorm,
  saveNorm,
  withNorm,
} from '../registry/store/index.ts';
import { leavesOf } from '../registry/taxonomy.ts';

/** What the change would do to the open cases. @throws NormRefusal */
export function previewNorm(
  pool: pg.Pool,
  registry: RegionRegistry,
  change: NormChange,
  now: Date,
): Promise<NormEffect> {
  const norm = readNorm(change, registry);
  return previewTerms(pool, withNorm(registry, norm), topicsOf(norm, registry), now);
}

/**
 * Changes a norm and counts the open cases anew. What is still to be counted is written with the norm: a process that dies in
 * between leaves a note, and the next one finishes (`finishNormChange`).
 *
 * @throws NormRefusal
 */
export async function changeNorm(
  pool: pg.Pool,
  signal: EventSignal,
  registry: RegionRegistry,
  change: NormChange,
  now: Date,
): Promise<NormEffect> {
  const norm = readNorm(change, registry);
  withNorm(registry, norm);
  const topics = topicsOf(norm, registry);
  await transaction(pool, async (client) => {
    await saveNorm(client, registry.code, norm);
    await client.query(
      `insert into setting (region_id, name, value) values ($1, 'terms-to-count', $2)
       -- Two unfinished changes at once: then everything is counted.
       on conflict (region_id, name) do update set value = 'null'`,
      [registry.code, JSON.stringify(topics)],
    );
  });
  return finishNormChange(pool, signal, registry.code, topics, now);
}

/** Counts anew what a norm change left to do; nothing when there is nothing. @param topics null = all */
export async function finishNormChange(
  pool: pg.Pool,
  signal: EventSignal,
  regionId: string,
  topics: readonly string[] | null,
  now: Date,
): Promise<NormEffect> {
  const effect = await recalculateTerms(pool, signal, await loadRegion(pool, regionId), topics, now);
  await pool.query(`delete from setting where region_id = $1 and name = 'terms-to-count'`, [regionId]);
  return effect;
}

/** @returns undefined when nothing is left to count */
export async function termsLeftToCount(
  pool: pg.Pool,
  regionId: string,
): Promise<string[] | null | undefined> {
  const found = await pool.query(
    `select value from setting where region_id = $1 and name = 'terms-to-count'`,
    [regionId],
  );
  return found.rows[0] ? found.rows[0].value : undefined;
}

function topicsOf(norm: Norm, { taxonomy }: RegionRegistry): string[] | null {
  return norm.of === 'policy'
    ? null
    : [norm.topic, ...leavesOf(norm.topic, taxonomy).map((topic) => topic.code)];
}
