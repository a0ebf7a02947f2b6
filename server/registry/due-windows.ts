import type { DueWindow } from '../../contract/filters.ts';
import { MS_PER_DAY } from './calendar/index.ts';
import { zoneClock } from './deadlines/index.ts';

/** Days after tomorrow that still are «this week» on the board. */
const WEEK_DAYS = 5;

/** From (inclusive) and to (exclusive); null = without an end. */
export interface Window {
  from: Date | null;
  to: Date | null;
}

/**
 * Where each window of time left lies at `now`, in days of the zone. The windows touch and do not overlap, so that their counts add
 * up to everything that has a term; `today` begins now, for what is late is late already.
 */
export function dueWindows(now: Date, timeZone: string): Record<DueWindow, Window> {
  const zone = zoneClock(timeZone);
  const today = Math.floor(zone.toLocal(now.getTime()) / MS_PER_DAY);
  const startOf = (day: number) => new Date(zone.toUtc(day * MS_PER_DAY));
  return {
    overdue: { from: null, to: now },
    today: { from: now, to: startOf(today + 1) },
    tomorrow: { from: startOf(today + 1), to: startOf(today + 2) },
    week: { from: startOf(today + 2), to: startOf(today + 2 + WEEK_DAYS) },
    later: { from: startOf(today + 2 + WEEK_DAYS), to: null },
  };
}

/** `OWED_STATUSES` over `appeal a`, in the words of the partial index of open cases, so that the planner may use it. */
export const WHERE_OWED = `a.status not in ('rejected', 'withdrawn', 'closed') and a.status not in ('answered', 'awaiting_rating')`;
