import { type AppealFilterQuery, type AppealRow, FINAL_STATUSES } from '../../contract/index.ts';
import type { RegistryIndex } from '../api/registry.ts';
import { chosen, NO_VALUE } from './appeal-filter.ts';
import { dayIn } from './period.ts';

/**
 * Does an appeal that has just come in belong to a list with this filter? The same rule as the server's, except words:
 * those need its index, and the caller must not ask while they stand (`q` is ignored here). `now` is in ms.
 */
export function matchesFilter(
  row: AppealRow,
  filter: AppealFilterQuery,
  registry: RegistryIndex,
  now: number = Date.now(),
): boolean {
  if (filter.overdue && !isOverdue(row, now)) return false;
  const timeZone = registry.region?.timeZone;
  if (timeZone && (filter.from || filter.to)) {
    const day = dayIn(timeZone, new Date(row.filedAt));
    if ((filter.from && day < filter.from) || (filter.to && day > filter.to)) return false;
  }
  const plain = ['channel', 'municipality', 'status', 'organisation', 'kind', 'triage'] as const;
  for (const dimension of plain) {
    const values = chosen(filter, dimension);
    if (values.length > 0 && !values.includes(row[dimension] ?? NO_VALUE)) return false;
  }
  const sectors = chosen(filter, 'sector');
  if (sectors.length > 0 && !sectors.includes(registry.topic(row.topic)?.sector ?? '')) return false;
  const topics = chosen(filter, 'topic');
  return topics.length === 0 || topics.some((topic) => standsUnder(row.topic, topic, registry));
}

function isOverdue({ status, dueAt }: AppealRow, now: number): boolean {
  return !FINAL_STATUSES.includes(status) && dueAt !== null && Date.parse(dueAt) < now;
}

function standsUnder(code: string | null, ancestor: string, registry: RegistryIndex): boolean {
  if (ancestor === NO_VALUE) return code === null;
  // Bounded against a circle in a region's own registry.
  for (let at = code, steps = 0; at !== null && steps < 20; steps++) {
    if (at === ancestor) return true;
    at = registry.topic(at)?.parent ?? null;
  }
  return false;
}
