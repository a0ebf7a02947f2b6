import { chosenDays, type DayChoice } from '../../registry/chosen-days.ts';
import { dayOf } from '../../registry/region-day.ts';

const DAY_MS = 86_400_000;

/** Days since 1970‑01‑01 of a local day «2026-11-22». */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

export function dayText(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** The local day of a moment. */
export function localDay(moment: Date, timeZone: string): number {
  return dayNumber(dayOf(moment, timeZone));
}

/** How far the region's clock is ahead of Greenwich now; Russia has not moved its clocks since 2016. */
export function offsetSeconds({ timeZone, now }: { timeZone: string; now: Date }): number {
  const local = new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(now);
  return Math.round((Date.parse(`${local.replace(' ', 'T')}Z`) - now.getTime()) / 60_000) * 60;
}

export interface Period {
  from: number;
  to: number;
}

/** The days a filter asks for, both inclusive; without dates the last 30 days up to today. */
export function periodOf(filter: DayChoice, timeZone: string, now: Date): Period {
  const days = chosenDays(filter);
  const today = localDay(now, timeZone);
  const from = days.from ? dayNumber(days.from) : null;
  const to = days.to ? dayNumber(days.to) : Math.max(today, from ?? today);
  return { from: from ?? to - 29, to };
}

/** Earlier windows that tell the usual level: as long as the period, ending whole weeks before it. */
export const EARLIER_WINDOWS = 8;
/** Fewer earlier windows than this say nothing about what is usual. */
export const EARLIER_WINDOWS_MIN = 3;

/** Long windows scatter less and cost more: so many days of the past are read at most, but always enough windows to judge by. */
const EARLIER_DAYS_MAX = 280;

export function shiftDays({ from, to }: Period): number {
  return Math.ceil((to - from + 1) / 7) * 7;
}

/** How many of the earlier windows lie wholly within what is known. */
export function knownWindows(period: Period, firstDay: number | null): number {
  if (firstDay === null) return 0;
  const shift = shiftDays(period);
  const known = Math.floor((period.from - firstDay) / shift);
  const enough = Math.max(EARLIER_WINDOWS_MIN, Math.floor(EARLIER_DAYS_MAX / shift));
  return Math.max(0, Math.min(EARLIER_WINDOWS, known, enough));
}

/** The earlier windows themselves, the latest first; none when too few are known. */
export function earlierWindows(period: Period, firstDay: number | null): Period[] {
  const known = knownWindows(period, firstDay);
  if (known < EARLIER_WINDOWS_MIN) return [];
  const shift = shiftDays(period);
  return Array.from({ length: known }, (_, at) => ({
    from: period.from - shift * (at + 1),
    to: period.to - shift * (at + 1),
  }));
}

/** The period to compare with: the days asked for, else as many days just before. */
export function otherPeriod({ vsFrom, vsTo }: { vsFrom?: string; vsTo?: string }, period: Period): Period {
  const days = chosenDays({ from: vsFrom, to: vsTo });
  const length = period.to - period.from;
  if (!days.from && !days.to) return { from: period.from - length - 1, to: period.from - 1 };
  const from = days.from ? dayNumber(days.from) : dayNumber(days.to!) - length;
  return { from, to: days.to ? dayNumber(days.to) : from + length };
}

export function median(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
