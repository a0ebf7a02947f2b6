import type pg from 'pg';
import { Policies, Policy } from '../deadlines/index.ts';
import type { RegionRegistry } from './load-region.ts';

/** One norm of a region, as it shall be. */
export type Norm = { of: 'topic'; topic: string; days: number | null } | { of: 'policy'; policy: Policy };

/** Why a norm cannot be so; the message is a Russian sentence that names the remedy. */
export class NormRefusal extends Error {
  override name = 'NormRefusal';
}

/** @throws NormRefusal for a topic that is not there, or a policy that does not hold together */
export function readNorm(
  change: { of: 'topic'; topic: string; days: number | null } | { of: 'policy'; policy: unknown },
  { taxonomy }: RegionRegistry,
): Norm {
  if (change.of === 'topic') {
    if (!taxonomy.byCode.has(change.topic))
      throw new NormRefusal('Такой темы нет в справочнике. Выберите из списка.');
    return change;
  }
  const parsed = Policy.safeParse(change.policy);
  if (!parsed.success)
    throw new NormRefusal(
      `Политика не складывается: ${parsed.error.issues.map((issue) => `${issue.path.join('.')} — ${issue.message}`).join('; ')}`,
    );
  return { of: 'policy', policy: parsed.data };
}

/** The registry as it will be with this norm; nothing is written. */
export function withNorm(registry: RegionRegistry, norm: Norm): RegionRegistry {
  if (norm.of === 'policy') {
    const others = registry.policies.filter((policy) => policy.id !== norm.policy.id);
    return { ...registry, policies: Policies.parse([...others, norm.policy]) };
  }
  const topics = registry.taxonomy.topics.map((topic) =>
    topic.code === norm.topic ? { ...topic, normDays: norm.days ?? undefined } : topic,
  ) as typeof registry.taxonomy.topics;
  return {
    ...registry,
    taxonomy: { ...registry.taxonomy, topics, byCode: new Map(topics.map((topic) => [topic.code, topic])) },
  };
}

/** Within the caller's transaction; every process notices by the registry's version. */
export async function saveNorm(client: pg.ClientBase, regionId: string, norm: Norm): Promise<void> {
  if (norm.of === 'topic') {
    await client.query('update topic set norm_days = $3 where region_id = $1 and code = $2', [
      regionId,
      norm.topic,
      norm.days,
    ]);
  } else {
    await client.query(
      `insert into deadline_policy (region_id, policy_id, policy) values ($1, $2, $3)
       on conflict (region_id, policy_id) do update set policy = excluded.policy`,
      [regionId, norm.policy.id, JSON.stringify(norm.policy)],
    );
  }
  await client.query('update region set registry_version = registry_version + 1 where region_id = $1', [
    regionId,
  ]);
}
