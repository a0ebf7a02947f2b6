import type { AppealFilterQuery, AppealRow } from '../../contract/index.ts';
import type { RegistryIndex } from '../api/registry.ts';
import { chosen } from './appeal-filter.ts';
import { dayIn } from './period.ts';

/**
 * Does an appeal that has just come in belong to a list with this filter? The same rule as the server's, except words:
 * those need its index, and the caller must not ask while they stand (`q` is ignored here).
 */
export function matchesFilter(row: AppealRow, filter: AppealFilterQuery, registry: RegistryIndex): boolean {
  const timeZone = registry.region?.timeZone;
  if (timeZone && (filter.from || filter.to)) {
    const day = dayIn(timeZone, new Date(row.filedAt));
    if ((filter.from && day < filter.from) || (filter.to && day > filter.to)) return false;
  }
  const plain = ['channel', 'municipality', 'status', 'organisation', 'kind', 'triage'] as const;
  for (const dimension of plain) {
    const values = chosen(filter, dimension);
    if (values.length > 0 && !values.includes(row[dimension] ?? '')) return false;
  }
  const sectors = chosen(filter, 'sector');
  if (sectors.length > 0 && !sectors.includes(registry.topic(row.topic)?.sector ?? '')) return false;
  const topics = chosen(filter, 'topic');
  return topics.length === 0 || topics.some((topic) => standsUnder(row.topic, topic, registry));
}

function standsUnder(code: string | null, ancestor: string, registry: RegistryIndex): boolean {
  // Bounded against a circle in a region's own registry.
  for (let at = code, steps = 0; at !== null && steps < 20; steps++) {
    if (at === ancestor) return true;
    at = registry.topic(at)?.parent ?? null;
  }
  return false;
}
