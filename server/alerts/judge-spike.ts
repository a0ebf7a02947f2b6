import type { SpikePriority } from '../../contract/spikes.ts';
import type { MeasuredSpike } from '../path/found-spike.ts';
import type { RegionRegistry } from '../registry/store/index.ts';
import { leavesOf } from '../registry/taxonomy.ts';
import { priorityOf } from './priority.ts';

type Judged = Pick<
  MeasuredSpike,
  'topic' | 'places' | 'count' | 'expected' | 'authors' | 'kind' | 'lastDay' | 'urgentShare' | 'overdueShare'
>;

/** Priority of a spike in its region on a day (YYYY-MM-DD): the rule with the registry's severity and residents filled in. */
export function priorityFor(spike: Judged, registry: RegionRegistry, today: string): SpikePriority {
  const places = spike.places.length > 0 ? new Set(spike.places) : new Set(registry.municipalities.keys());
  let population = 0;
  for (const { code, population: residents } of registry.municipalities.values()) {
    if (places.has(code)) population += residents;
  }
  return priorityOf({
    ...spike,
    severity: severityOf(spike.topic, registry),
    population,
    quietDays: daysBetween(spike.lastDay, today),
  });
}

/** Of a group the middle of its topics: the gravest of fifty would make every group grave. */
function severityOf(topic: string, { taxonomy }: RegionRegistry): number {
  if (!taxonomy.byCode.has(topic)) return 2;
  const all = leavesOf(topic, taxonomy).map((leaf) => leaf.severity);
  return all.sort((a, b) => a - b)[all.length >> 1] ?? 2;
}

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
