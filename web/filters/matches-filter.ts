import {
  type AppealFilterQuery,
  type AppealRow,
  type DueWindow,
  FINAL_STATUSES,
  OWED_STATUSES,
} from '../../contract/index.ts';
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
  if (!matchesMarks(row, filter, now, timeZone)) return false;
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

/** What has just come in has been taken by nobody, promised nothing, never come back and climbed no ladder. */
function matchesMarks(row: AppealRow, filter: AppealFilterQuery, now: number, timeZone = 'UTC'): boolean {
  if (filter.promised || filter.reopened || filter.escalated || filter.pilot === 'only') return false;
  if (filter.assignee && !filter.assignee.split(',').includes(NO_VALUE)) return false;
  const owed = (OWED_STATUSES as readonly string[]).includes(row.status);
  if ((filter.owed || filter.due) && !owed) return false;
  return !filter.due || filter.due.split(',').includes(windowOf(row, now, timeZone) ?? '');
}

/** The window of `server/registry/due-windows.ts`, for one row. */
function windowOf({ dueAt }: AppealRow, now: number, timeZone: string): DueWindow | null {
  if (dueAt === null) return null;
  if (Date.parse(dueAt) < now) return 'overdue';
  const day = (at: Date) => Date.parse(dayIn(timeZone, at)) / 86_400_000;
  const ahead = day(new Date(dueAt)) - day(new Date(now));
  return ahead === 0 ? 'today' : ahead === 1 ? 'tomorrow' : ahead <= 6 ? 'week' : 'later';
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
